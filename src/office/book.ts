import type { OfficeApproved, OfficeMatter, OfficeRecord } from '../journal/office-records.ts';

/** One matter of the office with all that is kept of it, oldest first. How it stands follows from that. */
export interface OfficeCase {
  readonly about: OfficeMatter;
  readonly id: string;
  readonly gateway: string;
  readonly openedAtMs: number;
  readonly records: readonly OfficeRecord[];
}

/**
 * Every matter of the office, by what it is about and its id: a fold of the journal, never a second truth.
 *
 * It knows no acquirer: a dispute of any gateway stands in it.
 */
export class OfficeBook {
  readonly #cases = new Map<string, OfficeCase>();
  readonly #ofPayment = new Map<string, string[]>();
  #changes = 0;

  /** Takes one record that the journal has. */
  take(record: OfficeRecord): void {
    const { about, id, gateway, atMs } = record;
    const key = keyOf(about, id);
    const before = this.#cases.get(key) ?? { about, id, gateway, openedAtMs: atMs, records: [] };
    this.#cases.set(key, { ...before, records: [...before.records, record] });
    this.#changes += 1;
    if (record.kind !== 'disputeArrived' || record.paymentRequestId === null) return;
    const ids = this.#ofPayment.get(record.paymentRequestId) ?? [];
    if (!ids.includes(id)) this.#ofPayment.set(record.paymentRequestId, [...ids, id]);
  }

  /** Counts what was taken: what is derived from the book is good as long as it stays. */
  get changes(): number {
    return this.#changes;
  }

  of(about: OfficeMatter, id: string): OfficeCase | undefined {
    return this.#cases.get(keyOf(about, id));
  }

  /** All matters of one kind, oldest first. */
  all(about: OfficeMatter): OfficeCase[] {
    return [...this.#cases.values()].filter((each) => each.about === about);
  }

  /** What was approved of one kind with an `Idempotency-Key`; undefined where nothing was. */
  approvedWith(about: OfficeMatter, key: string): OfficeApproved | undefined {
    return this.all(about)
      .flatMap((matter) => allOf(matter, 'officeApproved'))
      .find(({ idempotencyKey }) => idempotencyKey === key);
  }

  /** The disputes about a payment, oldest first. */
  disputesOf(paymentRequestId: string): OfficeCase[] {
    const ids = this.#ofPayment.get(paymentRequestId) ?? [];
    return ids.flatMap((id) => this.of('dispute', id) ?? []);
  }
}

/** The last record of a kind in a matter; undefined where there is none. */
export function lastOf<K extends OfficeRecord['kind']>(
  { records }: Pick<OfficeCase, 'records'>,
  kind: K,
): Extract<OfficeRecord, { readonly kind: K }> | undefined {
  const fits = (record: OfficeRecord): record is Extract<OfficeRecord, { readonly kind: K }> =>
    record.kind === kind;
  return records.findLast(fits);
}

/** All records of a kind in a matter. */
export function allOf<K extends OfficeRecord['kind']>(
  { records }: Pick<OfficeCase, 'records'>,
  kind: K,
): readonly Extract<OfficeRecord, { readonly kind: K }>[] {
  const fits = (record: OfficeRecord): record is Extract<OfficeRecord, { readonly kind: K }> =>
    record.kind === kind;
  return records.filter(fits);
}

/** What was approved last and has no final answer yet: it is owed to the acquirer; null where nothing is. */
export function owedIn({
  records,
}: Pick<OfficeCase, 'records'>): Extract<OfficeRecord, { readonly kind: 'officeApproved' }> | null {
  const last = records.findLast(({ kind }) => kind === 'officeApproved' || kind === 'officeAnswered');
  return last?.kind === 'officeApproved' ? last : null;
}

function keyOf(about: OfficeMatter, id: string): string {
  return `${about} ${id}`;
}
