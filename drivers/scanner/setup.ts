import qrcode from 'qrcode';
import type { SetupFact } from '../../src/contract/setup-words.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { ok, type Result } from '../../src/ground/result.ts';
import {
  BAUD_RATES,
  deduceSetup,
  serialDevices,
  SETUP_CODES,
  type Finding,
  type Recording,
  type ScannerPart,
  type SetupDevice,
} from '../../src/scan/setup.ts';
import { listHidDevices, openHid, type HidFault } from '../hid.ts';
import { listSerialLines, openSerialLine, type SerialFault } from '../serial-port.ts';
import { usbNumbers } from './claims.ts';
import { isKeyboard, isPosScanner } from './hid.ts';

/** With whom the set-up talks: a technician at the terminal. */
export interface SetupTalk {
  readonly clock: Clock;
  /** Serial lines to listen to beside those that the system lists: what the config names, say. */
  readonly paths: readonly string[];
  /** Takes what is found out, fact by fact. */
  readonly tell: (fact: SetupFact) => void;
  /** Shows a code to be scanned now. */
  readonly show: (code: ShownCode) => void | Promise<void>;
  /** Ends it before its time. */
  readonly signal?: AbortSignal | undefined;
  /** How long a device must be silent for a code to be over. */
  readonly quietMs: number;
  /** How long a code is waited for. */
  readonly patienceMs: number;
  /** Takes the entry that was found; false where it could not be done with it what was wanted. */
  readonly found: (part: ScannerPart) => Promise<boolean>;
}

/** One of the codes that are to be scanned. */
export interface ShownCode {
  readonly number: number;
  readonly of: number;
  readonly text: string;
}

/** A code in the signs of a terminal. */
export function codeInSigns(text: string): Promise<string> {
  return qrcode.toString(text, { type: 'utf8', margin: 2 });
}

interface Tap {
  readonly device: SetupDevice;
  close(): Promise<void>;
}

type Heard = (device: SetupDevice, bytes: Uint8Array) => void;

/**
 * Finds out how the shop's scanner is set: shows three codes, listens to every device, tells what it found and gives
 * the entry for the config.
 *
 * Answers the exit code: 0 with an entry, 1 without. A serial line that gives no text is tried at its other rates.
 */
export async function setUpScanner(talk: SetupTalk): Promise<number> {
  const devices = await listDevices(talk);
  if (devices.length === 0) {
    talk.tell({ kind: 'noDevice' });
    return 1;
  }
  devices.forEach((device) => talk.tell({ kind: 'device', line: device.kind, where: whereIs(device) }));
  for (const baudRate of BAUD_RATES) {
    const scans = await recordScans(talk, devices, baudRate);
    if (scans === null) {
      talk.tell({ kind: 'nothingRead' });
      return 1;
    }
    const finding = deduceSetup(scans, SETUP_CODES);
    finding.says.forEach(talk.tell);
    if (finding.kind === 'found') return tellPart(talk, finding);
    const nextRate = BAUD_RATES[BAUD_RATES.indexOf(baudRate) + 1];
    if (finding.kind === 'unlike' || scans[0]?.device.kind !== 'serial' || nextRate === undefined) return 1;
    talk.tell({ kind: 'nextRate', baudRate: nextRate });
  }
  return 1;
}

async function tellPart(talk: SetupTalk, { part }: Extract<Finding, { kind: 'found' }>): Promise<number> {
  talk.tell({ kind: 'entry' });
  return (await talk.found(part)) ? 0 : 1;
}

async function listDevices(talk: SetupTalk): Promise<SetupDevice[]> {
  const lines = await listSerialLines();
  const hids = await listHidDevices();
  if (!lines.ok) talk.tell({ kind: 'notListed', line: 'serial', why: lines.error.why });
  if (!hids.ok) talk.tell({ kind: 'notListed', line: 'hid', why: hids.error.why });
  const others = hids.ok ? hids.value : [];
  return [
    ...serialDevices(lines.ok ? lines.value : [], talk.paths),
    ...others.filter(isPosScanner).map((device) => ({ kind: 'hid' as const, ...device })),
    ...others.filter(isKeyboard).map((device) => ({ kind: 'keyboard' as const, ...device })),
  ];
}

async function recordScans(
  talk: SetupTalk,
  devices: readonly SetupDevice[],
  baudRate: number,
): Promise<Recording[] | null> {
  const recorder = new Recorder(talk);
  const taps = await openTaps(talk, devices, baudRate, recorder.heard);
  const scans: Recording[] = [];
  try {
    for (const [index, code] of SETUP_CODES.entries()) {
      await talk.show({ number: index + 1, of: SETUP_CODES.length, text: code });
      const scan = await recorder.next();
      if (scan === null) return null;
      scans.push(scan);
    }
  } finally {
    await Promise.all(taps.map((tap) => tap.close()));
  }
  return scans;
}

/** Keeps what one device sends until it is quiet again; whatever the others send meanwhile is another scan. */
class Recorder {
  readonly #talk: SetupTalk;
  readonly #over: Recording[] = [];
  #current: { device: SetupDevice; chunks: { bytes: Uint8Array; atMs: number }[] } | null = null;
  #callOff = () => {};
  #tell: ((scan: Recording | null) => void) | null = null;

  constructor(talk: SetupTalk) {
    this.#talk = talk;
  }

  readonly heard: Heard = (device, bytes) => {
    if (this.#current !== null && this.#current.device.path !== device.path) this.#end();
    this.#current ??= { device, chunks: [] };
    this.#current.chunks.push({ bytes: Uint8Array.from(bytes), atMs: this.#talk.clock.nowMs() });
    this.#callOff();
    this.#callOff = this.#talk.clock.after(this.#talk.quietMs, () => this.#end());
  };

  /** The next scan that is over; null when nobody scans. */
  next(): Promise<Recording | null> {
    const over = this.#over.shift();
    if (over !== undefined) return Promise.resolve(over);
    const { clock, patienceMs, signal } = this.#talk;
    if (signal?.aborted === true) return Promise.resolve(null);
    return new Promise((resolve) => {
      const give = (): void => this.#tell?.(null);
      const callOff = clock.after(patienceMs, give);
      signal?.addEventListener('abort', give, { once: true });
      this.#tell = (scan) => {
        callOff();
        signal?.removeEventListener('abort', give);
        this.#tell = null;
        resolve(scan);
      };
    });
  }

  #end(): void {
    const scan = this.#current;
    this.#current = null;
    this.#callOff();
    if (scan === null) return;
    if (this.#tell === null) this.#over.push(scan);
    else this.#tell(scan);
  }
}

async function openTaps(
  talk: SetupTalk,
  devices: readonly SetupDevice[],
  baudRate: number,
  heard: Heard,
): Promise<Tap[]> {
  const taps = await Promise.all(
    devices.map(async (device) => {
      const tap = await (device.kind === 'serial'
        ? tapSerial({ ...device, baudRate }, heard)
        : tapHid(device, heard));
      if (tap.ok) return [tap.value];
      const { kind: fault, why } = tap.error;
      talk.tell({ kind: 'noListen', where: whereIs(device), fault, why });
      return [];
    }),
  );
  return taps.flat();
}

async function tapSerial(device: SetupDevice, heard: Heard): Promise<Result<Tap, SerialFault>> {
  const line = await openSerialLine(
    { path: device.path, baudRate: device.baudRate ?? 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    { data: (bytes) => heard(device, bytes), lost: () => undefined },
  );
  return line.ok ? ok({ device, close: () => line.value.close() }) : line;
}

async function tapHid(device: SetupDevice, heard: Heard): Promise<Result<Tap, HidFault>> {
  let described = device;
  const line = await openHid(device.path, {
    report: (bytes) => heard(described, bytes),
    lost: () => undefined,
  });
  if (!line.ok) return line;
  described = { ...device, descriptor: line.value.descriptor };
  return ok({ device: described, close: () => line.value.close() });
}

/** By its numbers, where it has some, and its path. */
function whereIs({ vendorId, productId, path }: SetupDevice): string {
  return vendorId === undefined ? path : `${usbNumbers(vendorId, productId)} ${path}`;
}
