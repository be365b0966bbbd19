import { TIMING_DEFAULTS, type Timing } from '../../src/payment/policy.ts';
import { Book } from '../../src/payment/book.ts';
import { saleTransition, type Policy } from '../../src/payment/sale.ts';
import { isBeingRechecked, isUnresolved } from '../../src/payment/transition.ts';
import { isOfSale, type JournalRecord } from '../../src/journal/records.ts';

/** The shop's rules as the torture configures its tills. */
export function tortureRules(timing: Partial<Timing>, copies: Policy['copies'] = []): Policy {
  const all = { ...TIMING_DEFAULTS, ...timing };
  return { timingOf: () => all, copies };
}

/** The state that a till would rebuild from these rows; throws where a row breaks an invariant. */
export function folded(records: Iterable<JournalRecord>, policy: Policy): Book {
  const book = new Book();
  for (const record of records) {
    if (!isOfSale(record)) continue;
    book.put(saleTransition(book.sale(record.saleId) ?? null, record, policy).sale, record);
  }
  return book;
}

/** The payments of a book that are not at rest: unresolved, or to be looked at again. */
export function restless(book: Book): string[] {
  return book
    .open()
    .flatMap(({ payments }) => payments)
    .filter((payment) => isUnresolved(payment) || isBeingRechecked(payment))
    .map(({ facts, state }) => `${facts.paymentRequestId} is ${state.kind}`);
}
