import { CODE_LENGTHS, randomCode } from '../../drivers/sandbox/fresh-code.ts';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import { ReadlineLines } from '../../drivers/scanner/readline-lines.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { PROFILES, type PrinterProfile } from '../../src/receipt/profiles.ts';
import { receiptOf } from '../../src/receipt/receipt.ts';
import { textOf } from '../../src/receipt/text.ts';
import { identify } from '../../src/scan/classify.ts';
import { Framer } from '../../src/scan/frame.ts';
import { hidPosLayoutOf } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { KeyboardReader } from '../../src/scan/keyboard.ts';
import { BOOT_KEYBOARD } from '../../src/scan/keys.ts';
import { givenFacts, INK } from '../fakes/given-receipt.ts';
import { hidPosReports, keyReports } from '../fakes/scanner-reports.ts';
import { encodedElsewhere } from './other-encoder.ts';
import { encodedByReceiptline } from './receiptline-encoder.ts';
import { rowOf, type Row, type RowHead } from './row.ts';

const BATCHES = 200;
/** Long enough for the compiler to have done its best. */
const WARM_UP_MS = 300;
/** A batch is long beside the clock's own grain, and short beside the system's slices. */
const BATCH_MS = 2;

/** 25 bytes of ten bits each: start, eight of data, stop. */
const LINE_MS = (25 * 10 * 1000) / 9600;

const PER_UNIT = { ns: 1e6, µs: 1e3 } as const;

/** Does one operation on the input of this number, and answers something that depends on all of its result. */
type Operation = (turn: number) => number;

/** The pure functions on the way of a payment: no input or output, only work. */
export function pureRows(): Row[] {
  return [
    loop('classify + mask a code', 'ns', classify(), '64 Alipay+ codes of 17, 18, 19 and 24 digits in turn'),
    loop(
      'frame 25 bytes',
      'ns',
      frame(),
      '64 codes of 24 digits with the suffix CR in turn, fed in one chunk, cut by the readline parser; the line itself takes ' +
        `${LINE_MS.toFixed(1)} ms for them at 9600 baud`,
    ),
    loop('HID POS report', 'ns', hidPos(), '64 codes of 24 digits in turn, one report of 64 bytes each'),
    loop('keyboard, 25 keys', 'µs', keyboard(), '64 codes of 24 digits and Enter in turn, 50 reports each'),
    loop('receipt to ESC/POS bytes', 'µs', receipt(), "the customer's copy, facts to bytes, generic-80mm"),
    ...encoders(),
  ];
}

/** The same document through the till's encoder and through another one. */
function encoders(): Row[] {
  const profile = PROFILES['generic-80mm'];
  const receipt = receiptOf(givenFacts());
  const ours = (): number => escposOf(receipt, profile, INK).length;
  const theirs = (): number => encodedElsewhere(receipt, profile).length;
  const byReceiptline = (): number => encodedByReceiptline(receipt, profile).length;
  const what = (bytes: number) =>
    `a Latin receipt of ${textOf(receipt, profile).length} characters in ${bytes} bytes`;
  return [
    loop('encode a receipt', 'µs', ours, what(ours())),
    loop(
      'encode a shaped receipt',
      'µs',
      shaped(profile),
      'names in Arabic, Hindi and Khmer, new ones each time',
    ),
    loop('… by receipt-printer-encoder 4.0.1', 'µs', theirs, what(theirs())),
    loop('… by receiptline 4.0.4', 'µs', byReceiptline, what(byReceiptline())),
  ];
}

/** Receipts in scripts that must be shaped; the fonts are read by the first of them. */
function shaped(profile: PrinterProfile): Operation {
  const names = ['مطعم البركة', 'श्री कृष्णा भंडार', 'ភោជនីយដ្ឋានភ្នំពេញ'];
  return (turn) => {
    const walletBrandName = `${names[turn % names.length] ?? ''} ${turn}`;
    const referenceOrderId = `${names[(turn + 1) % names.length] ?? ''}-${turn}`;
    const receipt = receiptOf(givenFacts({ referenceOrderId, charge: { walletBrandName } }));
    return escposOf(receipt, profile, INK).length;
  };
}

function classify(): Operation {
  const routing = {
    codes: CODE_BOOK,
    routes: [],
    gatewayOfFamily: new Map([['ALIPAY_PLUS', 'alipayPlus']] as const),
  };
  const codes = codesOf((turn) => CODE_LENGTHS[turn % CODE_LENGTHS.length] ?? 24);
  return (turn) => {
    const { route, masked } = identify(codes[turn % codes.length] ?? '', routing);
    return route.length + masked.length;
  };
}

function frame(): Operation {
  const framer = new Framer({ suffix: '\r', silenceMs: 50 }, new ReadlineLines('\r'));
  const frames = codesOf(() => 24).map((code) => Buffer.from(`${code}\r`, 'latin1'));
  return (turn) => {
    const [scan] = framer.feed(frames[turn % frames.length] ?? Buffer.alloc(0), turn);
    return scan?.kind === 'frame' ? scan.text.length : 0;
  };
}

function hidPos(): Operation {
  const layout = hidPosLayoutOf(0x05e0, null);
  const reader = new HidPosReader(layout);
  const reports = codesOf(() => 24).map((code) => hidPosReports(layout, code)[0] ?? new Uint8Array());
  return (turn) => {
    const [scan] = reader.feed(reports[turn % reports.length] ?? new Uint8Array(), turn * 1000);
    return scan?.kind === 'frame' ? scan.text.length : 0;
  };
}

function keyboard(): Operation {
  const reader = new KeyboardReader(BOOT_KEYBOARD, { keyMsMax: 50 });
  const codes = codesOf(() => 24).map((code) => keyReports(`${code}\r`));
  return (turn) => {
    const [scan] = (codes[turn % codes.length] ?? []).flatMap((report) => reader.feed(report, turn * 5000));
    return scan?.kind === 'frame' ? scan.text.length : 0;
  };
}

function receipt(): Operation {
  const facts = givenFacts();
  const profile = PROFILES['generic-80mm'];
  return (turn) => {
    const referenceOrderId = `ORD-20261120-${String(turn % 1000).padStart(6, '0')}`;
    return escposOf(receiptOf({ ...facts, referenceOrderId }), profile, INK).length;
  };
}

function codesOf(lengthOf: (turn: number) => (typeof CODE_LENGTHS)[number]): string[] {
  return Array.from({ length: 64 }, (_, turn) => randomCode(lengthOf(turn)));
}

function loop(name: string, unit: keyof typeof PER_UNIT, operation: Operation, what: string): Row {
  const turns = turnsOf(operation);
  const samples = Array.from({ length: BATCHES }, () => (batchMs(operation, turns) / turns) * PER_UNIT[unit]);
  const head: RowHead = { name, unit, note: `${what}; each run is the mean of ${turns} operations` };
  return rowOf(head, samples);
}

/** How many turns make a batch; finding it out is the warm-up. */
function turnsOf(operation: Operation): number {
  let turns = 1;
  for (;;) {
    const tookMs = batchMs(operation, turns);
    if (tookMs >= WARM_UP_MS) return Math.ceil((turns * BATCH_MS) / tookMs);
    turns *= 2;
  }
}

function batchMs(operation: Operation, turns: number): number {
  let results = 0;
  const startedAtMs = performance.now();
  for (let turn = 0; turn < turns; turn += 1) results += operation(turn);
  const tookMs = performance.now() - startedAtMs;
  // Looking at the results keeps the compiler from leaving the work out, and a broken operation from being fast.
  if (results < turns) throw new Error('an operation came to nothing');
  return tookMs;
}
