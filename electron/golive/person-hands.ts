import type { SaleView } from '../../src/contract/sale-view.ts';
import type { BookSeen, Exchange } from '../../src/golive/record.ts';
import type { OpenedSale } from './case-seen.ts';
import { NEEDS, type CodeNeed } from '../../src/golive/where.ts';
import type { Guide, Task, TaskAnswer } from './guide.ts';
import type { CodeWanted, Hands } from './hands.ts';
import type { Account, KitCalls } from './kit-calls.ts';
import type { RehearsedTill } from './till.ts';

/** A person said that something cannot be done here and now; the case is skipped, with that reason. */
export class Skipped extends Error {}

const CODE_WORDS: Readonly<Record<CodeNeed, string>> = {
  pays: "Show the wallet's payment code to the till's scanner, or type it here and press Enter.",
  waits:
    "Show the wallet's payment code to the scanner. The wallet asks for a password: do not confirm until you are told.",
  breaksOff: "Show the wallet's payment code to the scanner. When the wallet asks, tap Cancel.",
  empty: 'Show the payment code of a wallet that has too little money.',
};

export interface PersonParts {
  readonly guide: Guide;
  readonly till: RehearsedTill;
  /** Null where the acquirer cannot be asked by the kit itself. */
  readonly kit: KitCalls | null;
  readonly caseNow: () => string;
  readonly isWaitingForCode: (sale: string) => boolean;
  readonly seen: (exchange: Exchange) => void;
}

/** A person with a phone, at the acquirer's own test gateway or in production. */
export class PersonHands implements Hands {
  readonly #parts: PersonParts;

  constructor(parts: PersonParts) {
    this.#parts = parts;
  }

  async code({ sale, fault }: CodeWanted): Promise<string | null> {
    const { till, isWaitingForCode } = this.#parts;
    const need = fault === null ? 'pays' : NEEDS[fault];
    if (need === undefined) throw new Skipped(`only the own sandbox does this: ${fault}`);
    // The scanner of the till may read it first: the sale goes on then, and the question is taken back.
    const stop = new AbortController();
    const scanned = till
      .until(() => !isWaitingForCode(sale), CODE_MS, 'a code')
      .then(
        () => stop.abort(),
        () => stop.abort(),
      );
    const answer = await this.#ask({ task: 'code', need, say: CODE_WORDS[need] }, stop.signal);
    till.look();
    if (answer === null) {
      await scanned;
      if (isWaitingForCode(sale)) throw new Skipped('no code was shown');
      return null;
    }
    if ('text' in answer) return answer.text;
    return null;
  }

  async plays(_link: string, saleId: string): Promise<void> {
    const { till } = this.#parts;
    const { bytes, status } = await till.call('GET', `/v1/sales/${saleId}/link?format=png`);
    const picture =
      status === 200 ? { picture: `data:image/png;base64,${Buffer.from(bytes).toString('base64')}` } : {};
    const say = "Scan the code on the customer's screen with the phone, and do there what this case says.";
    await this.#ask({ task: 'open', say, ...picture });
  }

  async decide(_paymentRequestId: string, status: 'S' | 'F'): Promise<void> {
    const task = status === 'S' ? 'confirm' : 'decline';
    const say = status === 'S' ? 'Confirm the payment on the phone now.' : 'Tap Cancel on the phone now.';
    await this.#ask({ task, say });
  }

  reports(): Promise<number> {
    return never('a report of today');
  }

  notify(): Promise<void> {
    return never('a repeated notice');
  }

  fault(id: string): Promise<void> {
    return never(id);
  }

  wallet(): Promise<void> {
    return never("a wallet's decision");
  }

  dispute(): Promise<void> {
    return never('a dispute');
  }

  /** By the till's own account, and where the acquirer can be asked, by an inquiry of every id over the straight line. */
  async books(sales: readonly OpenedSale[]): Promise<readonly BookSeen[]> {
    const books: BookSeen[] = [];
    for (const { view, referenceOrderId } of sales)
      for (const { paymentRequestId } of view.attempts) {
        const { chargedMinor, netMinor } =
          (await this.#account(paymentRequestId)) ?? byTill(view, paymentRequestId);
        const debits = chargedMinor > 0 ? 1 : 0;
        books.push({ paymentRequestId, referenceOrderId, chargedMinor, netMinor, debits });
      }
    return books;
  }

  /** What the acquirer says; null where it cannot be asked. */
  async #account(paymentRequestId: string): Promise<Account | null> {
    const { kit, seen } = this.#parts;
    if (kit === null) return null;
    const account = await kit.account(paymentRequestId);
    seen(account.exchange);
    return account;
  }

  async #ask(task: Omit<Task, 'case'>, stop?: AbortSignal): Promise<TaskAnswer | null> {
    const { guide, caseNow } = this.#parts;
    const answer = await guide.ask({ ...task, case: caseNow() }, stop);
    if (answer !== null && 'cannot' in answer) throw new Skipped(answer.cannot);
    return answer;
  }
}

/** What the till shows of a payment. */
function byTill(view: SaleView, paymentRequestId: string): Pick<BookSeen, 'chargedMinor' | 'netMinor'> {
  const isPaid = view.paymentRequestId === paymentRequestId && view.state === 'paid';
  const chargedMinor = isPaid ? Number(view.charged?.value ?? view.amount.value) : 0;
  const back = view.refunds
    .filter(({ state }) => state === 'refunded')
    .reduce((sum, { amount }) => sum + Number(amount.value), 0);
  return { chargedMinor, netMinor: Math.max(0, chargedMinor - back) };
}

/** How long a person may look for a wallet. */
const CODE_MS = 15 * 60_000;

function never(what: string): Promise<never> {
  return Promise.reject(new Skipped(`only the own sandbox does this: ${what}`));
}
