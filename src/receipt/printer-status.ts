import type { HealthReason } from '../ground/health-reasons.ts';

/** What a printer says of itself, apart from each other by bits that each kind has fixed. */
export type PrinterReply =
  /** The answer to DLE EOT. */
  | { readonly kind: 'status'; readonly byte: number }
  /** The answer to GS r 1: the commands before it are done. */
  | { readonly kind: 'fence'; readonly byte: number }
  /** The answer to GS ( H: everything before this id is on paper. */
  | { readonly kind: 'done'; readonly id: string }
  /** A byte that is part of no answer: text, an echo, noise of the line. */
  | { readonly kind: 'chatter'; readonly byte: number };

const DONE_BYTES = 7;
const ASB_BYTES = 4;
const XON = 0x11;
const XOFF = 0x13;

/**
 * Takes whole replies from the front of what a printer sent; the rest stays in `heard` for the next bytes.
 *
 * Automatic status (GS a) and flow control are passed over. Every other byte that is part of no answer is chatter.
 * Source: Epson ESC/POS reference, GS ( H function 48 (37 22 d1 d2 d3 d4 00), DLE EOT (0xx1xx10), GS a (0xx1xx00, then
 * three bytes 0xx0xxxx), GS r 1 (bits 0 and 1 together: near the end; bits 2 and 3 together: no paper; all else 0).
 */
export function takeReplies(heard: number[]): PrinterReply[] {
  const replies: PrinterReply[] = [];
  for (;;) {
    const byte = heard[0];
    if (byte === undefined) return replies;
    if (byte === 0x37) {
      const isDone = startsAsDone(heard);
      if (isDone && heard.length < DONE_BYTES) return replies;
      if (isDone) {
        replies.push({ kind: 'done', id: String.fromCharCode(...heard.splice(0, DONE_BYTES).slice(2, 6)) });
        continue;
      }
    } else if ((byte & 0x93) === 0x10 && startsAsAutomatic(heard)) {
      if (heard.length < ASB_BYTES) return replies;
      heard.splice(0, ASB_BYTES);
      continue;
    }
    heard.shift();
    if (byte !== XON && byte !== XOFF) replies.push(replyOf(byte));
  }
}

function replyOf(byte: number): PrinterReply {
  if ((byte & 0x93) === 0x12) return { kind: 'status', byte };
  const isFence = [0x00, 0x03, FENCE_PAPER_OUT, FENCE_PAPER_OUT | 0x03].includes(byte);
  return { kind: isFence ? 'fence' : 'chatter', byte };
}

function startsAsDone(heard: readonly number[]): boolean {
  return (heard.length < 2 || heard[1] === 0x22) && (heard.length < DONE_BYTES || heard[6] === 0);
}

function startsAsAutomatic(heard: readonly number[]): boolean {
  return heard.slice(1, ASB_BYTES).every((byte) => (byte & 0x90) === 0);
}

/** Beside letters: what a console writes, and what our own questions come back as from one that echoes. */
const OF_CONSOLES = [0x04, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x10, 0x1b, 0x1d];

/** Whether a person or a program wrote these bytes: lines of letters, or an echo. */
export function isText(bytes: readonly number[]): boolean {
  const isLetter = (byte: number) => (byte >= 0x20 && byte < 0x7f) || OF_CONSOLES.includes(byte);
  return bytes.filter(isLetter).length * 2 > bytes.length;
}

/** What is wrong with a line whose other end says what is no answer. */
export function chatterTrouble(bytes: readonly number[]): Trouble {
  const say = isText(bytes)
    ? 'it answers with text that is no printer status: is this a serial console?'
    : 'it sends bytes that are no printer status: check the cable, the speed and the profile in the config';
  return { reason: 'chatter', say };
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

/** Whether an answer to a question of DLE EOT has its exact form: two sensors have two bits each, which agree. */
export function isAnswerTo(question: StatusQuestion, byte: number): boolean {
  if (question !== 4) return true;
  return [NEAR_END, 0x60].every((pair) => [0, pair].includes(byte & pair));
}

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
