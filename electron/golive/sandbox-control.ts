import type { CaseKind } from '../../src/golive/case.ts';
import type { BookSeen } from '../../src/golive/record.ts';
import { pageBooks } from '../../drivers/golive/page-books.ts';
import type { OpenedSale } from './case-seen.ts';
import type { CodeWanted, Hands } from './hands.ts';

/** What the sandbox says of itself on its page of books. */
interface SignedBooks {
  readonly books: readonly BookSeen[];
}

/** The control calls of the own sandbox: it plays wallet, customer, notifier, office and books. */
export class SandboxControl implements Hands {
  readonly #url: string;
  readonly #kind: CaseKind;
  readonly #earlier: ReadonlySet<string>;

  /** `earlier`: payments of cases that were played before in this run. */
  constructor(url: string, kind: CaseKind, earlier: ReadonlySet<string>) {
    // The calls of an acquirer may stand below a path; the control calls never do.
    this.#url = new URL(url).origin;
    this.#kind = kind;
    this.#earlier = earlier;
  }

  /** No wallet decides on a store by itself, so that a case is the same every time. */
  async quieten(): Promise<void> {
    if (this.#kind === 'alipay-plus') await this.#post('registrations/pace', { decidesAfterMs: null });
  }

  async code({ fault }: CodeWanted): Promise<string> {
    const { code } = (await this.#post('codes', fault === null ? {} : { fault })) as { code: string };
    return code;
  }

  async plays(link: string): Promise<void> {
    // An order code leads to a page of the sandbox itself: sending its form is the wallet's yes.
    if (isSigned(this.#kind)) await fetch(link, { method: 'POST' });
    else await this.#post('payer', { link });
  }

  async decide(paymentRequestId: string, status: 'S' | 'F'): Promise<void> {
    await this.#post('decide', { paymentRequestId, status });
  }

  async notify(paymentRequestId: string): Promise<void> {
    await this.#post('notify', { paymentRequestId });
  }

  async fault(id: string): Promise<void> {
    await this.#post('faults', { id, times: 1, armed: true });
  }

  async wallet(referenceStoreId: string, pspName: string, status: string): Promise<void> {
    const reason = status === 'REJECTED' ? { rejectionReason: 'store address incomplete' } : {};
    await this.#post('registrations/decide', { referenceStoreId, pspName, status, ...reason });
  }

  async dispute(paymentRequestId: string, kind: 'retrieval' | 'escalation'): Promise<void> {
    await this.#post('disputes', { paymentRequestId, kind });
  }

  async reports(participantId: string): Promise<number> {
    const made = (await this.#post('reports', { participantId })) as { readonly transactions: number };
    return made.transactions;
  }

  async books(sales: readonly OpenedSale[]): Promise<readonly BookSeen[]> {
    const response = await fetch(`${this.#url}/sandbox/books`);
    const answered: unknown = await response.json();
    if (isSigned(this.#kind))
      return (answered as SignedBooks).books
        .filter((book) => sales.some(({ referenceOrderId }) => referenceOrderId === book.referenceOrderId))
        .map(({ paymentRequestId, referenceOrderId, chargedMinor, netMinor, debits }) => ({
          ...{ paymentRequestId, referenceOrderId, chargedMinor, netMinor, debits },
        }));
    // These books name a payment in their own way; what a case sells is told apart by its amounts, and by its turn.
    const own = pageBooks(this.#kind, answered).filter(
      ({ paymentRequestId }) => !this.#earlier.has(paymentRequestId),
    );
    const left = [...sales];
    return own.map(({ askedMinor, ...book }) => {
      const at = left.findIndex(({ minor }) => minor === askedMinor);
      const [sale] = at < 0 ? [sales.find(({ minor }) => minor === askedMinor)] : left.splice(at, 1);
      return { ...book, referenceOrderId: sale?.referenceOrderId ?? '' };
    });
  }

  async #post(call: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#url}/sandbox/${call}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the sandbox refused ${call}: ${await response.text()}`);
    return response.json();
  }
}

/** Whether an acquirer's messages are signed in its books' own way: those whose codes are scanned or shown. */
function isSigned(kind: CaseKind): boolean {
  return kind === 'alipay-plus' || kind === 'antom-instore';
}
