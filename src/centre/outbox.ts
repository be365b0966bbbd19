import { assertNever } from '../ground/result.ts';
import { backoffMs } from './backoff.ts';
import type { AskAnswer, EpochAnswer, IngestAnswer } from './wire.ts';

// The till's side of the way to the centre, as a machine. It keeps no cursor: whenever it does not know where the centre
// is, it asks. The journal's rows are the outbox.

/** A row that both know, or the start of all: number and hash. */
export interface RowMark {
  readonly seq: number;
  readonly hash: string;
}

/** How the till stands with the centre. `epoch`: the till's own. `tries`: how many calls failed in a row. */
export type OutboxState = { readonly epoch: number; readonly tries: number } & (
  | { readonly kind: 'asking'; readonly haves: 'spread' | { readonly above: number } }
  | { readonly kind: 'enrolling' }
  | { readonly kind: 'sending'; readonly next: number }
  | { readonly kind: 'beginning'; readonly from: number }
  /** The centre has all; `next` is what it has not. */
  | { readonly kind: 'idle'; readonly next: number; readonly lingers: boolean }
  | { readonly kind: 'waiting'; readonly why: OutboxWhy }
);

/** Why nothing is sent now. `stopped` ones end only by a person at the centre, and are asked about again. */
export type OutboxWhy =
  'silent' | 'busy' | 'refused' | 'noCode' | 'codeRefused' | 'fenced' | 'revoked' | 'chainBroken';

/** What happens to the outbox. `dice` is at least 0 and below 1. */
export type OutboxEvent =
  | { readonly kind: 'started' }
  /** A row was appended; `isMoney`: it is to be told at once. */
  | { readonly kind: 'appended'; readonly isMoney: boolean }
  | { readonly kind: 'asked'; readonly answer: AskAnswer; readonly own: OwnJournal; readonly dice: number }
  | { readonly kind: 'unknownHere'; readonly hasCode: boolean; readonly dice: number }
  | { readonly kind: 'enrolled'; readonly epoch: number }
  | { readonly kind: 'enrolRefused'; readonly dice: number }
  | { readonly kind: 'sent'; readonly answer: IngestAnswer; readonly last: number; readonly dice: number }
  | {
      readonly kind: 'epochAnswered';
      readonly answer: EpochAnswer;
      readonly last: number;
      readonly dice: number;
    }
  | {
      readonly kind: 'failed';
      readonly why: 'silent' | 'busy' | 'refused';
      readonly retryAfterMs: number | null;
      readonly dice: number;
    }
  | { readonly kind: 'woke'; readonly last: number };

/** The till's journal as the outbox needs it. `agrees`: its own row has that number and hash. */
export interface OwnJournal {
  readonly last: number;
  readonly agrees: (mark: RowMark) => boolean;
}

/** What the driver does next; one call is in flight at a time. */
export type OutboxEffect =
  | { readonly kind: 'ask'; readonly haves: 'spread' | { readonly above: number } }
  | { readonly kind: 'enrol' }
  | { readonly kind: 'send'; readonly epoch: number; readonly from: number }
  /** `epoch` is kept on the till's disk before the call leaves: a copy of the disk made earlier is then known as one. */
  | { readonly kind: 'beginEpoch'; readonly epoch: number; readonly from: number }
  | { readonly kind: 'wait'; readonly ms: number };

export interface OutboxStep {
  readonly state: OutboxState;
  readonly effects: readonly OutboxEffect[];
}

/** How long rows that move no money wait for company. Ours: a receipt and its rows go in one batch. */
export const LINGER_MS = 2000;
/** How often a quiet till says that it is there. Ours: the office shows the age of its last word. */
export const HEARTBEAT_MS = 60_000;
/** How often a till that was fenced or not enrolled asks whether a person has mended it. Ours. */
export const MENDED_MS = 60_000;

export function firstOutbox(epoch: number): OutboxState {
  return { kind: 'asking', epoch, tries: 0, haves: 'spread' };
}

/** What an event makes of the outbox. Total: an event that does not fit the state changes nothing. */
export function outboxStep(state: OutboxState, event: OutboxEvent): OutboxStep {
  switch (event.kind) {
    case 'started':
      return asking(state.epoch, state.tries, 'spread');
    case 'appended':
      return appended(state, event.isMoney);
    case 'asked':
      return state.kind === 'asking' ? asked(state, event) : same(state);
    case 'unknownHere':
      if (state.kind === 'enrolling') return same(state);
      return event.hasCode
        ? {
            state: { kind: 'enrolling', epoch: state.epoch, tries: state.tries },
            effects: [{ kind: 'enrol' }],
          }
        : stopped(state, 'noCode');
    case 'enrolled':
      return asking(event.epoch, 0, 'spread');
    case 'enrolRefused':
      return stopped(state, 'codeRefused');
    case 'sent':
      return state.kind === 'sending' ? sent(state, event) : same(state);
    case 'epochAnswered':
      return state.kind === 'beginning' ? epochAnswered(state, event) : same(state);
    case 'failed':
      return failed(state, event);
    case 'woke':
      return woke(state, event.last);
    default:
      return assertNever(event);
  }
}

function same(state: OutboxState): OutboxStep {
  return { state, effects: [] };
}

function asking(epoch: number, tries: number, haves: 'spread' | { readonly above: number }): OutboxStep {
  return { state: { kind: 'asking', epoch, tries, haves }, effects: [{ kind: 'ask', haves }] };
}

function sending(epoch: number, next: number, last: number): OutboxStep {
  return next > last
    ? {
        state: { kind: 'idle', epoch, tries: 0, next, lingers: false },
        effects: [{ kind: 'wait', ms: HEARTBEAT_MS }],
      }
    : { state: { kind: 'sending', epoch, tries: 0, next }, effects: [{ kind: 'send', epoch, from: next }] };
}

function stopped({ epoch, tries }: OutboxState, why: OutboxWhy): OutboxStep {
  return { state: { kind: 'waiting', epoch, tries, why }, effects: [{ kind: 'wait', ms: MENDED_MS }] };
}

function appended(state: OutboxState, isMoney: boolean): OutboxStep {
  if (state.kind !== 'idle') return same(state);
  const { epoch, next } = state;
  if (isMoney)
    return {
      state: { kind: 'sending', epoch, tries: 0, next },
      effects: [{ kind: 'send', epoch, from: next }],
    };
  return state.lingers
    ? same(state)
    : { state: { ...state, lingers: true }, effects: [{ kind: 'wait', ms: LINGER_MS }] };
}

/**
 * Holds what the centre has against the till's own journal.
 *
 * The centre has more than the till, or other rows: the till's journal was put back from an older copy, and it begins a new
 * epoch from the last row that both have. Where the centre is of a later epoch than this till ever began, this disk is a copy.
 */
function asked(
  state: Extract<OutboxState, { kind: 'asking' }>,
  { answer, own }: Extract<OutboxEvent, { kind: 'asked' }>,
): OutboxStep {
  if (answer.state === 'fenced') return stopped(state, 'fenced');
  if (answer.state === 'revoked') return stopped(state, 'revoked');
  if (answer.epoch > state.epoch) return stopped(state, 'fenced');
  const isSameLine = own.agrees({ seq: answer.next - 1, hash: answer.head });
  if (answer.epoch === state.epoch && isSameLine) return sending(state.epoch, answer.next, own.last);
  const epoch = answer.epoch + 1;
  const { common } = answer;
  // Between two rows that were named lies the last common one: the gap is named next, until it is one row.
  const isFound = state.haves !== 'spread' && state.haves.above === common;
  if (!isFound && common < own.last) return asking(state.epoch, state.tries, { above: common });
  return {
    state: { kind: 'beginning', epoch, tries: state.tries, from: common + 1 },
    effects: [{ kind: 'beginEpoch', epoch, from: common + 1 }],
  };
}

function sent(
  state: Extract<OutboxState, { kind: 'sending' }>,
  { answer, last }: Extract<OutboxEvent, { kind: 'sent' }>,
): OutboxStep {
  switch (answer.outcome) {
    case 'taken':
      return sending(state.epoch, answer.next, last);
    case 'gap':
    case 'epochUnknown':
      return asking(state.epoch, state.tries, 'spread');
    case 'chainBroken':
      return stopped(state, 'chainBroken');
    case 'fork':
    case 'epochPassed':
    case 'fenced':
      return stopped(state, 'fenced');
    case 'revoked':
      return stopped(state, 'revoked');
    default:
      return assertNever(answer.outcome);
  }
}

function epochAnswered(
  state: Extract<OutboxState, { kind: 'beginning' }>,
  { answer, last }: Extract<OutboxEvent, { kind: 'epochAnswered' }>,
): OutboxStep {
  switch (answer.outcome) {
    case 'begun':
      return sending(state.epoch, answer.next, last);
    case 'fork':
      return asking(state.epoch - 1, state.tries, 'spread');
    case 'epochPassed':
    case 'fenced':
      return stopped(state, 'fenced');
    case 'revoked':
      return stopped(state, 'revoked');
    default:
      return assertNever(answer.outcome);
  }
}

function failed(state: OutboxState, event: Extract<OutboxEvent, { kind: 'failed' }>): OutboxStep {
  const tries = state.tries + 1;
  const ms = backoffMs(tries, event.dice, event.retryAfterMs);
  return {
    state: { kind: 'waiting', epoch: state.epoch, tries, why: event.why },
    effects: [{ kind: 'wait', ms }],
  };
}

/** What waits has waited long enough. A centre that was silent is asked where it is, whatever it said before. */
function woke(state: OutboxState, last: number): OutboxStep {
  if (state.kind === 'waiting') return asking(state.epoch, state.tries, 'spread');
  if (state.kind !== 'idle') return same(state);
  return state.next <= last
    ? sending(state.epoch, state.next, last)
    : asking(state.epoch, state.tries, 'spread');
}
