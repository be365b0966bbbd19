import { describe, expect, it } from 'vitest';
import type { OfficeAnswered, OfficeApproved } from '../../src/journal/office-records.ts';
import type { OfficeCase } from '../../src/office/book.ts';
import { declarationOf, declaredMinor } from '../../src/office/declaration.ts';

const OF = { about: 'declaration', id: '7A', gateway: 'alipayPlus', atMs: 0, call: 'declare' } as const;
const asked = (minor: number): OfficeApproved => ({
  ...OF,
  kind: 'officeApproved',
  facts: { paymentRequestId: 'P', declaredMinor: String(minor) },
  amount: null,
  body: { sha256: '', bytes: 0 },
  approverId: 'm1',
  idempotencyKey: null,
});
const answered = (outcome: OfficeAnswered['outcome']): OfficeAnswered => ({
  ...OF,
  kind: 'officeAnswered',
  outcome,
  resultCode: '',
  facts: {},
});

/** What counts of one part whose matter holds these records. */
function counted(...records: OfficeCase['records']): number {
  const declaration = declarationOf({ ...OF, openedAtMs: 0, records });
  return declaration === null ? 0 : declaredMinor([declaration], null);
}

describe('What counts as declared of a payment (office dossier §4)', () => {
  it('a part counts from its approval on, and no more once it is refused', () => {
    expect(counted(asked(4000))).toBe(4000);
    expect(counted(asked(4000), answered('accepted'))).toBe(4000);
    expect(counted(asked(4000), answered('refused'))).toBe(0);
  });

  it('a correction to less makes no room before it is taken', () => {
    expect(counted(asked(4000), answered('accepted'), asked(1000))).toBe(4000);
    expect(counted(asked(4000), answered('accepted'), asked(1000), answered('accepted'))).toBe(1000);
  });

  it('a correction that is refused leaves what it was to correct', () => {
    expect(counted(asked(4000), answered('accepted'), asked(5000), answered('refused'))).toBe(4000);
  });
});
