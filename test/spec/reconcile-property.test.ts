import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/reconcile/match.ts';
import { DAY, entriesOfSales, MERCHANT, requestIdOf, TEN_MS, type GivenSale } from '../fakes/given-day.ts';
import { lineOfOthers, linesOf, PARTICIPANT, sheetOf, type GivenLine } from '../fakes/given-reports.ts';

const SETTING = {
  ...{ day: DAY, dayOffsetMs: 8 * 3_600_000 },
  ...{ participantId: PARTICIPANT, referenceMerchantId: MERCHANT },
};
const DAY_MS = 86_400_000;

/** What can go wrong with one line, and what must be found of it. */
const MUTATIONS = ['none', 'lost', 'amount', 'currency', 'twice', 'id', 'day'] as const;
/** What the acquirer can have that the till does not, for a sale that left nothing in its books. */
const STRANGE = ['none', 'charged'] as const;

const sale = fc.record({
  ends: fc.constantFrom('paid', 'paid', 'paid', 'failed', 'voided', 'unresolved', 'givenBack'),
  minor: fc.integer({ min: 1, max: 1_000_000 }),
  currency: fc.constantFrom('MYR', 'JPY', 'KWD'),
  atMs: fc.integer({ min: TEN_MS, max: TEN_MS + 6 * 3_600_000 }),
  mutation: fc.constantFrom(...MUTATIONS),
  ofRefund: fc.constantFrom(...MUTATIONS),
  strange: fc.constantFrom(...STRANGE),
  refund: fc.constantFrom(null, 'refunded', 'failed', 'pending'),
});
const day = fc.record({
  sales: fc.array(sale, { maxLength: 12 }),
  others: fc.nat(5),
  unknown: fc.nat(2),
  files: fc.integer({ min: 1, max: 3 }),
});

/** A line after its mutation, and the findings that it must lead to. */
function mutated(
  line: GivenLine,
  mutation: (typeof MUTATIONS)[number],
): { lines: GivenLine[]; kinds: string[] } {
  const isRefund = line.type === 'REFUND';
  switch (mutation) {
    case 'none':
      return { lines: [line], kinds: [] };
    case 'lost':
      return { lines: [], kinds: [isRefund ? 'refundMissingInReport' : 'missingInReport'] };
    case 'amount':
      return {
        lines: [{ ...line, minor: line.minor + 1 }],
        kinds: [isRefund ? 'refundAmountDiffers' : 'amountDiffers'],
      };
    case 'currency':
      return { lines: [{ ...line, currency: 'SGD' }], kinds: ['currencyDiffers'] };
    case 'twice':
      return { lines: [line, line], kinds: ['duplicateInReport'] };
    case 'id':
      // The till does not keep the acquirer's id of a refund that gave everything back: another one can't be seen.
      return line.requestId.endsWith('-back')
        ? { lines: [{ ...line, transactionId: `${line.transactionId}-x` }], kinds: [] }
        : { lines: [{ ...line, transactionId: `${line.transactionId}-x` }], kinds: ['idDiffers'] };
    case 'day':
      return { lines: [{ ...line, atMs: line.atMs + DAY_MS }], kinds: ['otherDay'] };
  }
}

describe('Reports (dossier 8) › any day', () => {
  it('what was changed is found, each by its kind, and nothing else is', () => {
    fc.assert(
      fc.property(day, ({ sales, others, unknown, files }) => {
        const given = sales.map((each, index): GivenSale => {
          const { refund, minor, ends } = each;
          const isRefunded = refund !== null && ends === 'paid';
          const refunds = isRefunded ? [{ id: `F-${index}`, ends: refund, minor: Math.ceil(minor / 2) }] : [];
          return { ...each, order: `O-${index}`, refunds };
        });
        const entries = entriesOfSales(given);
        const lines: GivenLine[] = [];
        const expected: string[] = [];
        sales.forEach(({ mutation, ofRefund, strange, minor, currency, atMs, ends, refund }, index) => {
          const order = `O-${index}`;
          const tell = (kinds: string[]) => expected.push(...kinds.map((kind) => `${kind} ${order}`));
          for (const line of linesOf(entries.filter(({ referenceOrderId }) => referenceOrderId === order))) {
            const after = mutated(line, line.type === 'REFUND' ? ofRefund : mutation);
            lines.push(...after.lines);
            tell(after.kinds);
          }
          if (ends === 'paid' && refund === 'pending') tell(['unresolved']);
          if (ends === 'paid' || ends === 'givenBack') return;
          if (strange === 'charged') {
            const requestId = requestIdOf(order);
            lines.push({ type: 'PAYMENT', requestId, transactionId: `T-${order}`, minor, currency, atMs });
            tell(['stateDiffers']);
          } else if (ends === 'unresolved') tell(['unresolved']);
        });
        for (let number = 0; number < unknown; number += 1) {
          const requestId = requestIdOf(`X-${number}`);
          lines.push({ ...lineOfOthers(number, TEN_MS), requestId });
          expected.push(`missingInJournal ${requestId}`);
        }
        for (let number = 0; number < others; number += 1) lines.push(lineOfOthers(number + 10, TEN_MS));
        const here = lines.filter(({ atMs }) => atMs < TEN_MS + 7 * 3_600_000 + 1);
        const sheets = Array.from({ length: files }, (_, seq) =>
          sheetOf(
            here.filter((_line, index) => index % files === seq),
            { seq },
          ),
        );
        sheets.push(
          sheetOf(
            lines.filter((line) => !here.includes(line)),
            { day: '2026-11-21' },
          ),
        );

        const result = match(SETTING, sheets, entries);

        const found = result.findings.map((finding) => {
          if ('entry' in finding && finding.entry !== null) {
            return `${finding.kind} ${finding.entry.referenceOrderId}`;
          }
          if (finding.kind === 'duplicateInReport') {
            const id = finding.row.transactionRequestId;
            const of = entries.find((e) => e.refundRequestId === id || e.paymentRequestId === id);
            return `${finding.kind} ${of?.referenceOrderId ?? ''}`;
          }
          return `${finding.kind} ${'row' in finding ? (finding.row.transactionRequestId ?? '') : ''}`;
        });
        expect(found.sort()).toEqual(expected.sort());
        expect(result.notOfThisTill).toBe(others);
      }),
      { numRuns: 300 },
    );
  });
});
