import { constants } from 'node:fs';
import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrinterConfig } from '../../src/config/config.ts';
import { printerName } from '../../src/config/printer-names.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Channel, ChannelSink } from './talk.ts';
import { talkingPrinter } from './talking.ts';

/** The config of a printer on USB. */
export type UsbPrinterConfig = Extract<PrinterConfig, { kind: 'usb' }>;

/** Where Linux shows USB printers. Source: Linux, drivers/usb/class/usblp.c (class usbmisc, file ieee1284_id). */
const CLASS_FOLDER = '/sys/class/usbmisc';
const NODE_FOLDER = '/dev/usb';
/** How often a node that has nothing to say, or no room, is tried again. */
export const POLL_MS = 20;

/**
 * A printer on USB, by its node (`/dev/usb/lp0`) or found by the IEEE 1284 id that it gives of itself.
 *
 * Why the id: nodes are numbered in the order in which printers are plugged in.
 */
export function usbPrinter(config: UsbPrinterConfig, clock: Clock, classFolder = CLASS_FOLDER): Printer {
  const name = `usb ${config.path ?? config.deviceId ?? ''}`;
  return talkingPrinter(printerName(config), config, clock, async (sink) => {
    const path = config.path ?? (await findNode(config.deviceId ?? '', classFolder));
    if (path === null) {
      const why = `no USB printer gives an id with ${config.deviceId ?? ''}`;
      return err(`printer ${name} is missing (${why}): check that it is plugged in and switched on`);
    }
    return openNode(path, sink, clock);
  });
}

/** The node of the first printer whose IEEE 1284 id has this piece; null where there is none. */
export async function findNode(deviceId: string, classFolder = CLASS_FOLDER): Promise<string | null> {
  const names = await readdir(classFolder).catch(() => []);
  for (const name of names.filter((each) => /^lp\d+$/.test(each)).sort()) {
    const id = await readFile(join(classFolder, name, 'device/ieee1284_id'), 'utf8').catch(() => '');
    if (id.includes(deviceId)) return join(NODE_FOLDER, name);
  }
  return null;
}

/** Opens a node without waiting for it: a printer out of paper would hold the program up. */
export async function openNode(
  path: string,
  sink: ChannelSink,
  clock: Clock,
): Promise<Result<Channel, string>> {
  let node: FileHandle;
  try {
    node = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  } catch (error) {
    const advice =
      "check that it is plugged in and switched on, and that the till's user may use it (group lp)";
    return err(`printer ${path} cannot be opened (${codeOf(error)}): ${advice}`);
  }
  const channel = new NodeChannel(node, sink, clock);
  void channel.listen();
  return ok(channel);
}

class NodeChannel implements Channel {
  readonly #node: FileHandle;
  readonly #sink: ChannelSink;
  readonly #clock: Clock;
  #open = true;
  readonly #pauses = new Set<() => void>();

  constructor(node: FileHandle, sink: ChannelSink, clock: Clock) {
    this.#node = node;
    this.#sink = sink;
    this.#clock = clock;
  }

  async write(bytes: Uint8Array): Promise<string | null> {
    let at = 0;
    while (at < bytes.length) {
      if (!this.#open) return 'it is closed';
      try {
        at += (await this.#node.write(bytes, at, bytes.length - at)).bytesWritten;
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') return codeOf(error);
        await this.#pause();
      }
    }
    return null;
  }

  /** Hears what the printer says, for as long as the node is open. */
  async listen(): Promise<void> {
    const buffer = Buffer.alloc(256);
    while (this.#open) {
      try {
        const { bytesRead } = await this.#node.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) this.#sink.heard(Uint8Array.from(buffer.subarray(0, bytesRead)));
        else await this.#pause();
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') {
          if (this.#isOpen()) this.#sink.lost(codeOf(error));
          return;
        }
        await this.#pause();
      }
    }
  }

  async close(): Promise<void> {
    this.#open = false;
    this.#pauses.forEach((end) => end());
    await this.#node.close().catch(() => undefined);
  }

  #isOpen(): boolean {
    return this.#open;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        callOff();
        this.#pauses.delete(end);
        resolve();
      };
      const callOff = this.#clock.after(POLL_MS, end);
      this.#pauses.add(end);
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
