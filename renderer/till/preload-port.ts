import type { ReplyOf } from '../../src/contract/contract.ts';
import type { CommandName } from '../../src/contract/routes.ts';
import {
  NO_ANSWER,
  readRefusal,
  type Answer,
  type Asked,
  type Link,
  type RefusedKey,
  type TillPort,
  type Watcher,
} from './till-port.ts';

/** What the kiosk's preload gives to a page. */
interface Bridge {
  readonly commands: Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  watch(see: (seen: Seen) => void): () => void;
}

interface Seen {
  readonly link: 'connecting' | 'open' | 'again' | 'refused';
  readonly view: unknown;
  readonly trouble?: 'config' | 'journal';
  readonly faults?: readonly RefusedKey[];
}

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** The kiosk's bridge; null in a browser. */
export function kioskBridge(): Bridge | null {
  return (window as { readonly paycodeTill?: Bridge }).paycodeTill ?? null;
}

/** The till over the kiosk's preload. */
export function preloadPort(bridge: Bridge): TillPort {
  return {
    ask: async <N extends CommandName>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>> => {
      const reply = (await bridge.commands[name]?.({ ...input })) as Reply<ReplyOf<N>> | undefined;
      if (reply === undefined) return { ok: false, refusal: NO_ANSWER };
      return reply.ok ? reply : { ok: false, refusal: readRefusal(reply.error) };
    },
    watch: (watcher) => watchBridge(bridge, watcher),
  };
}

/** Follows what the kiosk shows to this window. */
export function watchBridge<V>(bridge: Bridge, watcher: Watcher<V>): () => void {
  return bridge.watch(({ link, view, trouble, faults }) => {
    if (view !== null) watcher.view(view as V);
    const shown: Link = link === 'refused' ? (trouble ?? 'again') : link;
    watcher.refused?.(faults ?? []);
    watcher.link(shown);
  });
}
