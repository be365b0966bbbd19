import { watchedScanner, type DeviceSink } from '../../drivers/scanner/watch.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Scanner } from '../../src/scan/port.ts';
import { err, ok } from '../../src/ground/result.ts';
import type { ScanReader } from '../../src/scan/reader.ts';

/** A device in the hand of the test, under the very watch that real devices have. */
export class DeviceOnHand {
  readonly scanner: Scanner;
  #sink: DeviceSink | undefined;
  #plugged = true;
  #path = '/dev/hand0';

  constructor(clock: Clock, stream: boolean, readerOf: () => ScanReader) {
    this.scanner = watchedScanner(
      {
        name: 'hand',
        stream,
        attach: (sink) => {
          if (!this.#plugged) return Promise.resolve(err(`${this.#path} is not there: plug the scanner in`));
          this.#sink = sink;
          const close = () => {
            this.#sink = undefined;
            return Promise.resolve();
          };
          const path = this.#path;
          const isThere = () => Promise.resolve(this.#plugged && this.#path === path);
          return Promise.resolve(ok({ path, reader: readerOf(), isThere, close }));
        },
      },
      clock,
    );
  }

  sends(bytes: Uint8Array): void {
    this.#sink?.sent(bytes);
  }

  unplug(): void {
    this.#plugged = false;
    this.#sink?.lost('unplugged');
    this.#sink = undefined;
  }

  /** The device goes, and nothing says so. */
  vanish(): void {
    this.#plugged = false;
    this.#sink = undefined;
  }

  replug(path = '/dev/hand1'): void {
    this.#plugged = true;
    this.#path = path;
  }
}
