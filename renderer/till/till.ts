import type { ReplyOf, View } from '../../src/contract/contract.ts';
import type { CustomerView } from '../../src/contract/customer-view.ts';
import type { CommandName } from '../../src/contract/routes.ts';
import { httpPort, STREAMS, watchStream } from './http-port.ts';
import { kioskBridge, preloadPort, watchBridge } from './preload-port.ts';
import type { Answer, Asked, TillPort, Watcher } from './till-port.ts';

// The page's one way to the till: the kiosk's preload where there is one, HTTP otherwise. Nothing else on the page
// knows which.

export type { Answer, Link, Refusal, RefusedKey } from './till-port.ts';

const bridge = kioskBridge();
const port: TillPort = bridge === null ? httpPort : preloadPort(bridge);

/** Whether the page is shown by the kiosk, which reaches the till over its preload and saves no files. */
export const inKiosk = bridge !== null;

/** Asks the till for one command of the contract. */
export function ask<N extends CommandName>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>> {
  return port.ask(name, input);
}

/** Follows the till's view, for as long as it is wanted; returns how to stop. */
export function watchTill(watcher: Watcher<View>): () => void {
  return port.watch(watcher);
}

/** Follows what the customer may see of the till; returns how to stop. */
export function watchAsCustomer(watcher: Watcher<CustomerView>): () => void {
  return bridge === null ? watchStream(STREAMS.customer, watcher) : watchBridge(bridge, watcher);
}
