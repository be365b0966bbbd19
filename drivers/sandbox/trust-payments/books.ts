import { randomBytes } from 'node:crypto';

/** A transaction as the sandbox's books have it: the gateway's own words. */
export interface Entry {
  readonly requesttypedescription: 'AUTH' | 'REFUND';
  readonly transactionreference: string;
  readonly parenttransactionreference?: string;
  readonly orderreference: string;
  readonly sitereference: string;
  baseamount: string;
  currencyiso3a: string;
  readonly paymenttypedescription: 'ALIPAY';
  readonly transactionstartedtimestamp: string;
  readonly livestatus: '0' | '1';
  settlestatus: '10' | '3' | '100';
  errorcode: string;
}

/** What the gateway knows of a link beside its record. */
export interface Link {
  readonly entry: Entry;
  /** The secret of its page: whoever has it can pay. */
  readonly page: string;
  /** What was asked. */
  readonly value: string;
  readonly back: string | null;
  readonly madeAtMs: number;
  /** It was paid, and is settled from then on. */
  settlesAtMs: number | null;
}

export interface TrustBooksOptions {
  readonly site: string;
  readonly nowMs: () => number;
  /** A link that nobody paid ends after so long, as cancelled. */
  readonly linkLifeMs: number;
}

/** The longest order reference; a longer one is cut, as the real gateway may. Source: dossier section 2. */
const ORDER_REFERENCE_MAX = 25;

/** True books of links, payments and refunds, that a test can read. */
export class TrustBooks {
  readonly #all: Entry[] = [];
  readonly #links: Link[] = [];
  readonly #options: TrustBooksOptions;

  constructor(options: TrustBooksOptions) {
    this.#options = options;
  }

  /** Every record as it stands now. */
  get entries(): readonly Entry[] {
    this.#settle();
    return this.#all;
  }

  /** Every link as it stands now. */
  get links(): readonly Link[] {
    this.#settle();
    return this.#links;
  }

  /** A link is made: every call makes another one. */
  linkMade(
    orderreference: string,
    baseamount: string,
    currencyiso3a: string,
    back: string | null = null,
  ): Link {
    const entry = this.#add({
      ...{ requesttypedescription: 'AUTH', orderreference, baseamount, currencyiso3a, settlestatus: '10' },
    });
    const link: Link = {
      ...{ entry, page: randomBytes(12).toString('hex'), value: baseamount, back },
      ...{ madeAtMs: this.#options.nowMs(), settlesAtMs: null },
    };
    this.#links.push(link);
    return link;
  }

  /** The link of a page; undefined where there is none. */
  ofPage(page: string): Link | undefined {
    this.#settle();
    return this.#links.find((link) => link.page === page);
  }

  /** The latest link of a name. */
  ofName(orderreference: string): Link | undefined {
    this.#settle();
    return this.#links.findLast(({ entry }) => entry.orderreference === orderreference);
  }

  /** A refund of a settled payment; the code of the refusal where it cannot be made. Source: dossier section 6. */
  refunded(parent: string, baseamount: string, orderreference: string): Entry | string {
    const auth = this.entries.find(
      (entry) => entry.transactionreference === parent && entry.requesttypedescription === 'AUTH',
    );
    if (auth === undefined) return '20004';
    if (auth.settlestatus !== '100') return '20005';
    const { currencyiso3a } = auth;
    if (Number(baseamount) > this.leftMinor(parent)) return '20007';
    return this.#add({
      ...{ requesttypedescription: 'REFUND', orderreference, baseamount, currencyiso3a, settlestatus: '100' },
      parenttransactionreference: parent,
    });
  }

  /** What is left of a payment. */
  leftMinor(transactionreference: string): number {
    const auth = this.entries.find((entry) => entry.transactionreference === transactionreference);
    if (auth?.settlestatus !== '100') return 0;
    return this.#all
      .filter((entry) => entry.parenttransactionreference === transactionreference)
      .reduce((left, { baseamount }) => left - Number(baseamount), Number(auth.baseamount));
  }

  /** Everything of these names, the oldest first. */
  named(orderreferences: readonly string[]): Entry[] {
    return this.entries.filter(({ orderreference }) => orderreferences.includes(orderreference));
  }

  /**
   * The payer decides about a link that still waits; whether it did. What is paid may be settled after a while only.
   *
   * Source: dossier section 4.
   */
  decide(link: Link, decision: 'pay' | 'decline', settlesInMs = 0): boolean {
    this.#settle();
    const { entry } = link;
    if (entry.settlestatus !== '10' || link.settlesAtMs !== null) return false;
    if (decision === 'pay') link.settlesAtMs = this.#options.nowMs() + settlesInMs;
    else Object.assign(entry, { settlestatus: '3', errorcode: '70000' });
    this.#settle();
    return true;
  }

  /** What was declined is paid after all: that link; null where there is none. Source: dossier section 7, 3 to 100. */
  overturn(orderreference: string): Link | null {
    const link = this.ofName(orderreference);
    if (link?.entry.settlestatus !== '3') return null;
    Object.assign(link.entry, { settlestatus: '100', errorcode: '0' });
    return link;
  }

  /** Time passes: what was paid is settled, and links that nobody paid end. */
  #settle(): void {
    const nowMs = this.#options.nowMs();
    for (const { entry, settlesAtMs, madeAtMs } of this.#links) {
      if (entry.settlestatus !== '10') continue;
      if (settlesAtMs !== null) {
        if (nowMs >= settlesAtMs) entry.settlestatus = '100';
      } else if (nowMs >= madeAtMs + this.#options.linkLifeMs) {
        Object.assign(entry, { settlestatus: '3', errorcode: '70000' });
      }
    }
  }

  #add(
    entry: Pick<
      Entry,
      'requesttypedescription' | 'orderreference' | 'baseamount' | 'currencyiso3a' | 'settlestatus'
    > & {
      readonly parenttransactionreference?: string;
    },
  ): Entry {
    const made: Entry = {
      ...entry,
      orderreference: entry.orderreference.slice(0, ORDER_REFERENCE_MAX),
      transactionreference: `23-86-${113 + this.#all.length}`,
      sitereference: this.#options.site,
      paymenttypedescription: 'ALIPAY',
      transactionstartedtimestamp: new Date(this.#options.nowMs())
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
      livestatus: '0',
      errorcode: '0',
    };
    this.#all.push(made);
    return made;
  }
}
