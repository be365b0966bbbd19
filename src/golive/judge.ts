import type { AcceptanceCase, Expectation, Wait } from './case.ts';
import { papersHold, screenSays } from './judge-outputs.ts';
import { faultOfOffice, faultOfRun } from './judge-run.ts';
import type { CaseRecord, Exchange, SaleSeen } from './record.ts';

/** What a case came to, by its record alone. `reasons` names everything that is missing; empty where it passed. */
export interface Judgement {
  readonly passed: boolean;
  readonly reasons: readonly string[];
}

/** Waits are met to within this share, or `SLACK_MS`, whichever is more. Ours: a machine is late, never early. */
const SLACK = 0.1;
const SLACK_MS = 250;

/**
 * Holds a record against everything that its case asks for.
 *
 * Why the record alone: a judgement can be repeated later, by another program, from the evidence.
 */
export function judge(of: AcceptanceCase, record: CaseRecord): Judgement {
  const reasons = [
    ...(record.broken === null ? [] : [`The kit could not play it to its end: ${record.broken}`]),
    ...(of.script?.expect ?? []).flatMap((expected) => faultOf(expected, record) ?? []),
    ...(record.leftMinor === 0 ? [] : [`${record.leftMinor} minor units stayed charged after the case.`]),
  ];
  return { passed: reasons.length === 0, reasons };
}

/** Why an expectation is not met; null where it is. */
function faultOf(expected: Expectation, record: CaseRecord): string | null {
  switch (expected.see) {
    case 'ends':
    case 'passes':
    case 'never':
    case 'reason':
      return faultOfStates(expected, record);
    case 'calls':
    case 'every-call':
    case 'result':
    case 'first-after-start':
      return faultOfCalls(expected, record);
    case 'one-id':
    case 'new-id':
      return faultOfIds(expected, record);
    case 'gaps':
    case 'first-inquiry':
    case 'cancel-after':
      return faultOfTimes(expected, record);
    case 'verdict':
    case 'all-verified':
      return faultOfSignatures(expected, record);
    case 'net':
    case 'charges':
      return faultOfBooks(expected, record);
    case 'refused': {
      const found = record.refusals.some(
        ({ move, slug }) => move === expected.move && slug === expected.slug,
      );
      return found ? null : `No ${expected.move} was refused with ${expected.slug}.`;
    }
    case 'identified':
      return record.families.join() === expected.families.join()
        ? null
        : `The codes were taken for ${record.families.join(', ')}, not for ${expected.families.join(', ')}.`;
    case 'paper':
    case 'no-paper-of-payment':
      return papersHold(expected, record);
    case 'screen':
    case 'mark-on-screen':
    case 'page-says':
      return screenSays(expected, record);
    case 'checked':
      return record.checks.includes(expected.outcome)
        ? null
        : `The check of the gateway said ${record.checks.join(', ')}.`;
    case 'matter':
    case 'acknowledged':
      return faultOfOffice(expected, record);
    case 'languages':
    case 'nothing-secret':
    case 'log-columns':
    case 'live-config':
    case 'reconciled':
      return faultOfRun(expected, record);
    case 'notify-address':
      return [...callsOf('pay', record), ...callsOf('Initialize', record)].every(
        (call) => call.hasNotifyAddress,
      )
        ? null
        : 'A payment named no address for notices.';
    case 'marks-good':
      return record.marksTrouble.length === 0 ? null : record.marksTrouble.join(' ');
  }
}

/** The till's calls of one kind, in their order. */
export function callsOf(api: string, { exchanges }: CaseRecord): readonly Exchange[] {
  return exchanges.filter((call) => call.by === 'till' && call.api === api);
}

/** A sale of the record; null where the case never opened it. */
export function saleIn({ sales }: CaseRecord, name: string): SaleSeen | null {
  return sales.find(({ sale }) => sale === name) ?? null;
}

type Of<K extends Expectation['see']> = Extract<Expectation, { readonly see: K }>;

function faultOfStates(
  expected: Of<'ends' | 'passes' | 'never' | 'reason'>,
  { states }: CaseRecord,
): string | null {
  const seen = states.filter(({ sale }) => sale === expected.sale);
  const last = seen.at(-1);
  const way = seen.map(({ state }) => state).join(' → ');
  switch (expected.see) {
    case 'ends': {
      if (last?.state !== expected.state)
        return `Sale ${expected.sale} ended ${last?.state ?? 'unseen'}, not ${expected.state}.`;
      return expected.reason === undefined || last.reason === expected.reason
        ? null
        : `Sale ${expected.sale} says ${last.reason ?? 'no reason'}, not ${expected.reason}.`;
    }
    case 'passes': {
      let at = 0;
      for (const { state } of seen) if (state === expected.states[at]) at += 1;
      return at === expected.states.length
        ? null
        : `Sale ${expected.sale} went ${way}; ${expected.states.join(' → ')} was to be seen.`;
    }
    case 'reason':
      return seen.some(({ reason }) => reason === expected.reason)
        ? null
        : `Sale ${expected.sale} never said ${expected.reason}.`;
    case 'never':
      return seen.some(({ state }) => state === expected.state)
        ? `Sale ${expected.sale} was shown ${expected.state}: ${way}.`
        : null;
  }
}

function faultOfCalls(
  expected: Of<'calls' | 'every-call' | 'result' | 'first-after-start'>,
  record: CaseRecord,
): string | null {
  switch (expected.see) {
    case 'calls': {
      const { length } = callsOf(expected.api, record);
      if (length < (expected.least ?? 0))
        return `${expected.api} was called ${length} times, fewer than ${expected.least}.`;
      return length > (expected.most ?? Infinity)
        ? `${expected.api} was called ${length} times, more than ${expected.most}.`
        : null;
    }
    case 'every-call': {
      const missing = expected.apis.filter((api) => !record.exchanges.some((call) => call.api === api));
      return missing.length === 0 ? null : `The record holds no ${missing.join(', no ')}.`;
    }
    case 'result': {
      const found = record.exchanges.some(
        ({ api, by, resultCode }) =>
          api === expected.api && by === (expected.by ?? 'till') && resultCode === expected.code,
      );
      return found ? null : `No ${expected.api} was answered with ${expected.code}.`;
    }
    case 'first-after-start': {
      const [from] = record.startsMs.slice(-1);
      const first = record.exchanges.find(
        ({ by, sentMs, resultCode }) =>
          by === 'till' && sentMs >= (from ?? Infinity) && !isQuestionOfClock(resultCode),
      );
      return first?.api === expected.api
        ? null
        : `The first call after the start was ${first?.api ?? 'never made'}, not ${expected.api}.`;
    }
  }
}

/** The till asks for a payment that cannot exist where it wants the acquirer's clock. */
function isQuestionOfClock(resultCode: string | null): boolean {
  return resultCode === 'ORDER_NOT_EXIST';
}

function faultOfIds(expected: Of<'one-id' | 'new-id'>, record: CaseRecord): string | null {
  const ids = saleIn(record, expected.sale)?.paymentRequestIds.length ?? 0;
  if (expected.see === 'one-id')
    return ids === 1 ? null : `Sale ${expected.sale} has ${ids} payment ids, not one.`;
  return ids >= 2 ? null : `Sale ${expected.sale} has ${ids} payment ids: the second code got no new one.`;
}

function faultOfTimes(
  expected: Of<'gaps' | 'first-inquiry' | 'cancel-after'>,
  record: CaseRecord,
): string | null {
  const ids = saleIn(record, expected.sale)?.paymentRequestIds ?? [];
  const own = (api: string): readonly number[] =>
    callsOf(api, record).flatMap(({ paymentRequestId, sentMs }) =>
      paymentRequestId !== null && ids.includes(paymentRequestId) ? [sentMs] : [],
    );
  const [paidAt] = own('pay');
  const inquiries = own('inquiryPayment');
  const [cancelledAt] = own('cancelPayment');
  if (paidAt === undefined) return `Sale ${expected.sale} sent no pay.`;
  switch (expected.see) {
    case 'first-inquiry':
      return late(
        `The first inquiry of ${expected.sale}`,
        (inquiries[0] ?? Infinity) - paidAt,
        msOf(expected.after, record),
      );
    case 'cancel-after':
      return late(
        `The cancel of ${expected.sale}`,
        (cancelledAt ?? Infinity) - paidAt,
        msOf(expected.after, record),
      );
    case 'gaps': {
      const every = msOf(expected.every, record);
      const before = cancelledAt ?? Infinity;
      const asked = inquiries.filter((at) => at < before);
      // The last one comes at the window's end, whenever the one before it was.
      const gaps = asked.slice(1, -1).map((at, index) => at - (asked[index] ?? at));
      if (asked.length < 3) return `Sale ${expected.sale} was asked about ${asked.length} times only.`;
      const odd = gaps.find((gap) => !isAbout(gap, every));
      return odd === undefined
        ? null
        : `Inquiries of ${expected.sale} were ${odd} ms apart, not ${every} ms.`;
    }
  }
}

function msOf(wait: Wait, { waits }: CaseRecord): number {
  return 'ms' in wait ? wait.ms : waits[wait.of];
}

function isAbout(isMs: number, wantedMs: number): boolean {
  return Math.abs(isMs - wantedMs) <= Math.max(SLACK_MS, wantedMs * SLACK);
}

function late(what: string, isMs: number, wantedMs: number): string | null {
  if (!Number.isFinite(isMs)) return `${what} was never sent.`;
  return isAbout(isMs, wantedMs) ? null : `${what} left ${isMs} ms after pay, not ${wantedMs} ms.`;
}

function faultOfSignatures(
  expected: Of<'verdict' | 'all-verified'>,
  { exchanges }: CaseRecord,
): string | null {
  if (expected.see === 'verdict')
    return exchanges.some((call) => call[expected.side] === expected.is)
      ? null
      : `No message whose signature (${expected.side}) is ${expected.is} was seen.`;
  const bad = exchanges.find(
    ({ bend, ours, theirs, by }) =>
      bend === null &&
      by !== 'kit' &&
      (ours !== 'verified' || (theirs !== 'verified' && theirs !== 'nothing')),
  );
  return bad === undefined ? null : `${bad.api}: our signature is ${bad.ours}, theirs ${bad.theirs}.`;
}

function faultOfBooks(expected: Of<'net' | 'charges'>, { books, sales }: CaseRecord): string | null {
  const order = sales.find((sale) => sale.order === expected.order)?.referenceOrderId;
  const own = books.filter(({ referenceOrderId }) => referenceOrderId === order);
  if (expected.see === 'net') {
    const net = own.reduce((sum, { netMinor }) => sum + netMinor, 0);
    return net === expected.minor
      ? null
      : `${net} minor units are charged for ${expected.order}, not ${expected.minor}.`;
  }
  const debits = own.reduce((sum, entry) => sum + entry.debits, 0);
  return debits === expected.count
    ? null
    : `${expected.order} was charged ${debits} times, not ${expected.count}.`;
}
