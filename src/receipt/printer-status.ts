import type { HealthReason } from '../ground/health-reasons.ts';

/** What a printer says of itself, apart from each other by bits that each kind has fixed. */
export type PrinterReply =
  /** The answer to DLE EOT. */
  | { readonly kind: 'status'; readonly byte: number }
  /** The answer to GS r 1: the commands before it are done. */
  | { readonly kind: 'fence'; readonly byte: number }
  /** The answer to GS ( H: everything before this id is on paper. */
  | { readonly kind: 'done'; readonly id: string };

const DONE_BYTES = 7;
const ASB_BYTES = 4;

/**
 * Takes whole replies from the front of what a printer sent; the rest stays in `heard` for the next bytes.
 *
 * Automatic status (GS a) is passed over, and so is everything that has the form of no reply: it proves nothing.
 * Source: Epson ESC/POS reference, GS ( H function 48 (37 22 d1 d2 d3 d4 00), DLE EOT (0xx1xx10), GS a (0xx1xx00, 4 bytes),
 * GS r 1 (00 to 0F; the bits above are fixed or unused).
 */
export function takeReplies(heard: number[]): PrinterReply[] {
  const replies: PrinterReply[] = [];
  for (;;) {
    const byte = heard[0];
    if (byte === undefined) return replies;
    if (byte === 0x37) {
      if (heard.length > 1 && heard[1] !== 0x22) heard.shift();
      else if (heard.length < DONE_BYTES) return replies;
      else if (heard[DONE_BYTES - 1] !== 0) heard.shift();
      else
        replies.push({ kind: 'done', id: String.fromCharCode(...heard.splice(0, DONE_BYTES).slice(2, 6)) });
    } else if ((byte & 0x93) === 0x10) {
      if (heard.length < ASB_BYTES) return replies;
      heard.splice(0, ASB_BYTES);
    } else {
      heard.shift();
      if ((byte & 0x93) === 0x12) replies.push({ kind: 'status', byte });
      else if ((byte & 0xf0) === 0) replies.push({ kind: 'fence', byte });
    }
  }
}

/** The questions of DLE EOT, in the order in which they are asked: the plainest word wins. */
export const STATUS_QUESTIONS = [4, 2, 3, 1] as const;
export type StatusQuestion = (typeof STATUS_QUESTIONS)[number];

/** What is wrong with a printer: for a page, and in words. */
export interface Trouble {
  readonly reason: HealthReason;
  readonly say: string;
}

interface Sign extends Trouble {
  readonly bit: number;
}

export const PAPER_OUT: Trouble = { reason: 'paperOut', say: 'its paper is out: put in a roll' };

/** Bits that mean the printer cannot print now. Source: Epson ESC/POS reference, DLE EOT n. */
const TROUBLES: Readonly<Record<StatusQuestion, readonly Sign[]>> = {
  4: [{ bit: 0x60, ...PAPER_OUT }],
  2: [
    { bit: 0x04, reason: 'coverOpen', say: 'its cover is open: close it' },
    { bit: 0x20, ...PAPER_OUT },
  ],
  3: [
    { bit: 0x08, reason: 'cutterStuck', say: 'its cutter is stuck: open the cover and free it' },
    { bit: 0x20, reason: 'printerError', say: 'it has an error that only switching it off and on may clear' },
    { bit: 0x40, reason: 'printerPauses', say: 'it is too hot or has another error that passes by itself' },
  ],
  1: [{ bit: 0x08, reason: 'offline', say: 'it is offline: look at its lights' }],
};
const NEAR_END = 0x0c;
const FENCE_PAPER_OUT = 0x0c;

/** What is wrong by an answer to one question of DLE EOT; null where nothing is. */
export function troubleOf(question: StatusQuestion, byte: number): Trouble | null {
  return TROUBLES[question].find(({ bit }) => (byte & bit) !== 0) ?? null;
}

/** Whether the roll is near its end, by the answer to DLE EOT 4. */
export function isNearEnd(byte: number): boolean {
  return (byte & NEAR_END) !== 0;
}

/** Whether the answer to GS r 1 says that there is no paper. */
export function fencePaperOut(byte: number): boolean {
  return (byte & FENCE_PAPER_OUT) !== 0;
}

/** DLE EOT n. */
export function statusQuestion(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/**
 * GS r 1, twice.
 *
 * Why: its answer bears no name, and a printer may send a byte of that form unasked; two of them are asked for.
 */
export const FENCE = Uint8Array.of(0x1d, 0x72, 1, 0x1d, 0x72, 1);
export const FENCE_REPLIES = 2;

/** GS ( H function 48 with an id of four characters. */
export function doneMark(id: string): Uint8Array {
  return Uint8Array.from([
    0x1d,
    0x28,
    0x48,
    6,
    0,
    48,
    48,
    ...Array.from(id, (letter) => letter.charCodeAt(0)),
  ]);
}

/** An id of four printable characters for a number; two numbers have the same only a day apart in milliseconds. */
export function doneIdOf(number: number): string {
  let rest = Math.abs(Math.trunc(number));
  let id = '';
  for (let digit = 0; digit < 4; digit += 1) {
    id += String.fromCharCode(0x20 + (rest % 95));
    rest = Math.floor(rest / 95);
  }
  return id;
}
