import { PtyPair } from '../contract/pty-pair.ts';
import { TcpSink } from '../contract/tcp-sink.ts';
import { cleanUp } from '../fakes/agent-process.ts';
import { givenSixAcquirers, type SixAcquirers } from '../fakes/six-acquirers.ts';

/** A shop whose till has every acquirer, a scanner on a serial line and a printer on the network. */
export interface Shop extends SixAcquirers {
  readonly printer: TcpSink;
  readonly scanner: PtyPair;
}

/** Opens the shop; `endAgents` closes it. */
export async function givenShop(): Promise<Shop> {
  const printer = new TcpSink({ closesByItself: true });
  await printer.turnOn();
  cleanUp(() => printer.turnOff());
  const scanner = await PtyPair.plugged();
  cleanUp(() => scanner.end());
  const shop = await givenSixAcquirers({
    scanners: [{ kind: 'serial', path: scanner.path }],
    printers: [{ kind: 'tcp', host: '127.0.0.1', port: printer.port, profile: 'generic-80mm' }],
  });
  return { ...shop, printer, scanner };
}
