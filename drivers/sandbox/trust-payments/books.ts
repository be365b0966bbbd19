/** A transaction as the sandbox's books have it: the gateway's own words. */
export interface Entry {
  readonly requesttypedescription: 'AUTH' | 'REFUND';
  readonly transactionreference: string;
  readonly parenttransactionreference?: string;
  readonly orderreference: string;
  readonly sitereference: string;
  readonly baseamount: string;
  readonly currencyiso3a: string;
  readonly paymenttypedescription: 'ALIPAY';
  readonly transactionstartedtimestamp: string;
  readonly livestatus: '0' | '1';
  settlestatus: '10' | '3' | '100';
  errorcode: string;
}

/** The longest order reference; a longer one is cut, as the real gateway may. Source: dossier section 2. */
const ORDER_REFERENCE_MAX = 25;

/** True books of links, payments and refunds, that a test can read. */
export class TrustBooks {
  readonly entries: Entry[] = [];
  readonly #site: string;
  readonly #nowMs: () => number;

  constructor(site: string, nowMs: () => number) {
    this.#site = site;
    this.#nowMs = nowMs;
  }

  /** A link is made: every call makes another one. */
  linkMade(orderreference: string, baseamount: string, currencyiso3a: string): Entry {
    return this.#add({
      ...{ requesttypedescription: 'AUTH', orderreference, baseamount, currencyiso3a, settlestatus: '10' },
    });
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
    return this.entries
      .filter((entry) => entry.parenttransactionreference === transactionreference)
      .reduce((left, { baseamount }) => left - Number(baseamount), Number(auth.baseamount));
  }

  /** Everything of these names, the oldest first. */
  named(orderreferences: readonly string[]): Entry[] {
    return this.entries.filter(({ orderreference }) => orderreferences.includes(orderreference));
  }

  /** The payer decides about a link that still waits; whether it did. */
  decide(transactionreference: string, settlestatus: '3' | '100'): boolean {
    const auth = this.entries.find((entry) => entry.transactionreference === transactionreference);
    if (auth?.settlestatus !== '10') return false;
    auth.settlestatus = settlestatus;
    if (settlestatus === '3') auth.errorcode = '70000';
    return true;
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
      transactionreference: `23-86-${113 + this.entries.length}`,
      sitereference: this.#site,
      paymenttypedescription: 'ALIPAY',
      transactionstartedtimestamp: new Date(this.#nowMs()).toISOString().slice(0, 19).replace('T', ' '),
      livestatus: '0',
      errorcode: '0',
    };
    this.entries.push(made);
    return made;
  }
}
