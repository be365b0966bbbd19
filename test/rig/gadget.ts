import { constants, mkdirSync, readFileSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const GADGETS = '/sys/kernel/config/usb_gadget';

/** A USB device that the guest pretends to be: it is on one of the guest's ports, or unplugged. */
export class Gadget {
  readonly #folder: string;
  readonly #port: string;
  readonly #nodeOf: () => string;
  #end: FileHandle | undefined;
  #plugged = false;

  private constructor(name: string, port: number, ids: UsbIds, fn: GadgetFunction) {
    this.#folder = join(GADGETS, name);
    this.#port = `dummy_udc.${port}`;
    mkdirSync(this.#folder);
    const set = (file: string, value: string | Uint8Array) => writeFileSync(join(this.#folder, file), value);
    set('idVendor', String(ids.vendorId));
    set('idProduct', String(ids.productId));
    mkdirSync(join(this.#folder, 'strings/0x409'));
    set('strings/0x409/product', name);
    mkdirSync(join(this.#folder, 'configs/c.1'));
    const folder = `functions/${fn.kind}.${name}`;
    mkdirSync(join(this.#folder, folder));
    for (const [file, value] of Object.entries(fn.settings)) set(join(folder, file), value);
    symlinkSync(join(this.#folder, folder), join(this.#folder, `configs/c.1/${fn.kind}.${name}`));
    this.#nodeOf = () => fn.node(join(this.#folder, folder));
  }

  /** A device that sends input reports. */
  static hid(name: string, port: number, ids: UsbIds, report: HidGadget): Gadget {
    return new Gadget(name, port, ids, {
      kind: 'hid',
      settings: {
        protocol: report.keyboard ? '1' : '0',
        subclass: report.keyboard ? '1' : '0',
        report_length: String(report.bytes),
        report_desc: report.descriptor,
      },
      node: (folder) => `/dev/hidg${minorIn(folder)}`,
    });
  }

  /** A serial line by CDC ACM. */
  static serial(name: string, port: number, ids: UsbIds): Gadget {
    return new Gadget(name, port, ids, {
      kind: 'acm',
      settings: {},
      node: (folder) => `/dev/ttyGS${readFileSync(join(folder, 'port_num'), 'utf8').trim()}`,
    });
  }

  /** A printer that keeps what it is sent. */
  static printer(name: string, port: number, ids: UsbIds): Gadget {
    return new Gadget(name, port, ids, {
      kind: 'printer',
      settings: { pnp_string: 'MFG:RIG;MDL:Sink;CLS:PRINTER;', q_len: '10' },
      node: () => '/dev/g_printer0',
    });
  }

  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    writeFileSync(join(this.#folder, 'UDC'), this.#port);
  }

  async unplug(): Promise<void> {
    if (!this.#plugged) return;
    this.#plugged = false;
    writeFileSync(join(this.#folder, 'UDC'), '\n');
    await this.#end?.close().catch(() => undefined);
    this.#end = undefined;
  }

  /** Sends one report, or bytes; settles when the system has taken them. */
  async sends(bytes: Uint8Array): Promise<void> {
    this.#end ??= await open(this.#nodeOf(), constants.O_RDWR | constants.O_NOCTTY);
    // At once, and not by way of a thread: a keyboard sends a thousand reports for one long code.
    writeSync(this.#end.fd, bytes);
  }

  /** The next so many bytes that the till's side sends. */
  async receives(count: number): Promise<Buffer> {
    this.#end ??= await open(this.#nodeOf(), constants.O_RDWR);
    const parts: Buffer[] = [];
    for (let left = count; left > 0;) {
      const { bytesRead, buffer } = await this.#end.read(Buffer.alloc(left));
      parts.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(parts);
  }
}

export interface UsbIds {
  readonly vendorId: number;
  readonly productId: number;
}

export interface HidGadget {
  readonly descriptor: Uint8Array;
  readonly bytes: number;
  readonly keyboard: boolean;
}

interface GadgetFunction {
  readonly kind: string;
  readonly settings: Readonly<Record<string, string | Uint8Array>>;
  readonly node: (folder: string) => string;
}

function minorIn(folder: string): string {
  return readFileSync(join(folder, 'dev'), 'utf8').trim().split(':')[1] ?? '';
}
