import type { HttpCall } from '../../src/acquirers/port.ts';
import type { Ms } from '../../src/ground/time.ts';
import type { Choices } from './choices.ts';
import type { HostedBooks, HostedPayment } from './hosted-books.ts';

/** What an acquirer answers. */
export interface HostedReply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a call is about, for the story and the judge. */
export interface HostedCall {
  readonly name: string;
  /** The attempt, by its name on the wire; `''` where it names none. */
  readonly ref: string;
  /** A refund's number in its payment. */
  readonly number?: number;
  /** What Antom is told a refund and a capture by. */
  readonly refundRequestId?: string;
  readonly captureRequestId?: string;
  /** When it was sent, by its own word; NaN where that is no time. */
  readonly sentAtMs?: number;
}

/** Odd ways of an acquirer in one schedule. */
export interface HostedHabits {
  /** How many in a hundred refunds are refused for now, such as by takings that are too low. */
  readonly notNowPercent: number;
  /** How many in a hundred reverses are refused. */
  readonly noReversePercent: number;
  /** Computop: an inquiry's `Status` is the inquiry's own, and tells no captured amount. */
  readonly isMute: boolean;
  /** Saferpay: how many in a hundred answers about a payment that was just made say that it is pending, or not begun. */
  readonly pendingPercent: number;
  /** Antom: its times are milliseconds since 1970. */
  readonly isEpoch: boolean;
  /** Antom's cards: how many in a hundred captures are refused, and how many holds it collects by itself. */
  readonly noCapturePercent: number;
  readonly selfCapturePercent: number;
}

export const QUIET_HABITS: HostedHabits = {
  notNowPercent: 0,
  noReversePercent: 0,
  isMute: false,
  pendingPercent: 0,
  isEpoch: false,
  noCapturePercent: 0,
  selfCapturePercent: 0,
};

export function hostedHabitsOf(choices: Choices): HostedHabits {
  return {
    notNowPercent: choices.of([0, 60], [75, 25]),
    noReversePercent: choices.of([0, 50], [80, 20]),
    isMute: choices.chance(20),
    pendingPercent: choices.of([0, 50], [75, 25]),
    isEpoch: choices.chance(40),
    noCapturePercent: choices.of([0, 40], [75, 25]),
    selfCapturePercent: choices.of([0, 40], [75, 25]),
  };
}

export interface HostedWireParts {
  readonly books: HostedBooks;
  readonly choices: Choices;
  readonly nowMs: () => Ms;
  readonly habits: () => HostedHabits;
  /** Takes note of a link's address. */
  readonly linkMade: (url: string, payment: HostedPayment) => void;
  /** A payment that somebody has open is cancelled. */
  readonly closedOpen: (payment: HostedPayment) => void;
  /** The answer allows one more question of this attempt. */
  readonly mayAskAgain: (ref: string) => void;
}

/** One acquirer on the wire. */
export interface HostedWire {
  /** What a call of the till is, as its bytes leave. */
  read(call: HttpCall): HostedCall;
  /** Acts on a call that has arrived. */
  answer(call: HttpCall): HostedReply;
  /** An answer by which it asks for patience, or says that it does not know. */
  odd(call: HttpCall, what: 'throttled' | 'unknown'): HostedReply;
  /** A success that is not the acquirer's, where its answers are signed. */
  forged?(call: HttpCall): HostedReply;
}

/** The path and query of a call. */
export function pathOf(url: string): string {
  return url.slice('https://'.length).replace(/^[^/]+/, '');
}
