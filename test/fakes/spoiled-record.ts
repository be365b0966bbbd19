import type { Expectation } from '../../src/golive/case.ts';
import type { CaseRecord, Exchange } from '../../src/golive/record.ts';

/** A record in which one expectation is met no more: what a till would leave that does this one thing wrong. */
export function spoiled(record: CaseRecord, expected: Expectation): CaseRecord {
  const { states, exchanges, screens, papers, sales, books } = record;
  switch (expected.see) {
    case 'ends':
    case 'passes':
      return { ...record, states: states.filter(({ state }) => state !== lastOf(expected)) };
    case 'reason':
      return { ...record, states: states.map((seen) => ({ ...seen, reason: null })) };
    case 'never':
      return {
        ...record,
        states: [{ atMs: 0, sale: expected.sale, state: expected.state, reason: null }, ...states],
      };
    case 'calls':
      return expected.least === undefined
        ? { ...record, exchanges: [...exchanges, ...many(record, expected.api)] }
        : { ...record, exchanges: exchanges.filter(({ api }) => api !== expected.api) };
    case 'every-call':
      return { ...record, exchanges: exchanges.filter(({ api }) => api !== expected.apis[0]) };
    case 'result':
      return { ...record, exchanges: exchanges.map((call) => ({ ...call, resultCode: 'OTHER' })) };
    case 'first-after-start':
      return { ...record, exchanges: exchanges.map((call) => ({ ...call, api: 'pay' })) };
    case 'one-id':
    case 'new-id': {
      const ids = expected.see === 'one-id' ? ['a', 'b'] : ['a'];
      return { ...record, sales: sales.map((sale) => ({ ...sale, paymentRequestIds: ids })) };
    }
    case 'gaps':
    case 'first-inquiry':
      return {
        ...record,
        exchanges: exchanges.map((call, index) =>
          call.api === 'inquiryPayment' ? { ...call, sentMs: call.sentMs + index * 1700 } : call,
        ),
      };
    case 'cancel-after':
      return { ...record, exchanges: exchanges.filter(({ api }) => api !== 'cancelPayment') };
    case 'verdict':
    case 'all-verified': {
      const theirs = expected.see === 'verdict' ? 'verified' : 'wrong';
      return { ...record, exchanges: exchanges.map((call) => ({ ...call, theirs })) };
    }
    case 'reconciled':
      return {
        ...record,
        reconciled: { code: 1, transactions: expected.least, said: 'missing in the report: 1' },
      };
    case 'refused':
      return { ...record, refusals: [] };
    case 'identified':
      return { ...record, families: [] };
    case 'paper':
      return { ...record, papers: papers.map((paper) => ({ ...paper, text: 'a paper' })) };
    case 'no-paper-of-payment':
      return {
        ...record,
        papers: [...papers, { sale: expected.sale, copy: 'customer', text: 'Paid', file: 'x.png' }],
      };
    case 'screen':
      return { ...record, screens: screens.map((screen) => ({ ...screen, scene: 'another' })) };
    case 'mark-on-screen':
      return { ...record, screens: screens.map((screen) => ({ ...screen, marks: [] })) };
    case 'net':
      return { ...record, books: [...books, bookOf(record, expected.order)] };
    case 'charges':
      return { ...record, books: [...books, bookOf(record, expected.order)] };
    case 'checked':
      return { ...record, checks: ['no answer'] };
    case 'acknowledged':
      return { ...record, acknowledged: 0 };
    case 'notify-address':
      return { ...record, exchanges: exchanges.map((call) => ({ ...call, hasNotifyAddress: false })) };
    case 'page-says':
      return { ...record, screens: screens.map((screen) => ({ ...screen, text: 'a page' })) };
    case 'matter':
      return { ...record, matters: [] };
    case 'languages':
      return { ...record, screens: screens.map((screen) => ({ ...screen, language: 'xx' })) };
    case 'nothing-secret':
      return { ...record, searched: { files: 1, found: ['report/report.html'] } };
    case 'log-columns':
      return { ...record, exchanges: exchanges.map((call) => ({ ...call, resultCode: null })) };
    case 'live-config':
      return { ...record, account: { ...record.account, stage: 'test' } };
    case 'marks-good':
      return { ...record, marksTrouble: ['alipay-plus is a stand-in.'] };
  }
}

function lastOf(expected: Extract<Expectation, { see: 'ends' | 'passes' }>) {
  return expected.see === 'ends' ? expected.state : expected.states.at(-1);
}

function many({ exchanges }: CaseRecord, api: string) {
  const [first = CALL] = exchanges;
  return [1, 2, 3].map(() => ({ ...first, by: 'till' as const, api }));
}

function bookOf({ sales }: CaseRecord, order: string) {
  const referenceOrderId = sales.find((sale) => sale.order === order)?.referenceOrderId ?? '';
  return { paymentRequestId: 'ANOTHER', referenceOrderId, chargedMinor: 7, netMinor: 7, debits: 1 };
}

const CALL: Exchange = {
  ...{ by: 'till', api: 'pay', path: '/pay', sentMs: 0, answeredMs: 1, status: 200, bend: null },
  ...{ paymentRequestId: null, resultStatus: 'S', resultCode: 'SUCCESS', hasNotifyAddress: true },
  ...{ ours: 'verified', theirs: 'verified', request: '{}', answer: '{}' },
  proofs: { ours: null, theirs: null },
};
