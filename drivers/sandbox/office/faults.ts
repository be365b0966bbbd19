/** Something that goes wrong with the office: `times` says how often, without a word from the caller. */
export interface OfficeFault {
  readonly id: string;
  readonly say: string;
  readonly times: number;
}

const fault = (id: string, say: string, times = 1): OfficeFault => ({ id, say, times });

/** Everything that the office of the sandbox can do wrong. Source: office dossier section 8. */
export const OFFICE_FAULTS = [
  fault('reg-unknown-then-taken', 'Two registrations answer "unknown", the third says that it is taken.', 2),
  fault('reg-lost-answer', 'The registration is booked, and its answer is lost.'),
  fault('reg-param', 'The registration is refused: a part of it is illegal.'),
  fault('reg-too-soon', 'The registration is refused: the last one is too young.'),
  fault('reg-one-refuses', 'All wallets answer, and one of them refuses.'),
  fault('reg-silent', 'Nothing is ever told of the registration: only the inquiry tells.'),
  fault('reg-out-of-order', 'A wallet approves; then an older message says that it has not answered.'),
  fault('reg-storm', 'The same message of the registration comes eight times.'),
  fault('reg-outside', 'The store is registered without the till having asked.'),
  fault('reg-blocks-pay', 'Payments are refused until the registration is complete.', 1_000_000),
  fault('dis-large', 'A dispute brings four megabytes of files.'),
  fault('dis-repeat-other-payment', 'The id of a dispute comes again with another payment.'),
  fault('dis-by-payment-id', 'A dispute names its payment by the id of the acquirer.'),
  fault('dis-unknown-payment', 'A dispute is about a payment of no till.'),
  fault('dis-wrong-signature', 'A dispute is signed wrongly.'),
  fault('dis-late', 'A dispute comes with two days left.'),
  fault('dis-answer-unknown', 'Three answers to a dispute come to "unknown", the fourth is taken.', 3),
  fault('dis-answer-lost', 'The answer to a dispute is taken, and what is said to it is lost.'),
  fault('dis-not-exist', 'The answer is refused: there is no such dispute.'),
  fault('dis-second', 'After a refusal a second dispute about the money follows.'),
  fault('cus-waiting-long', 'A declaration waits, and nothing becomes of it.'),
  fault('cus-accepted', 'The customs take a declaration at once.'),
  fault('cus-refused', 'The customs refuse a declaration.'),
  fault('cus-unknown', 'A declaration is booked, and answered with "unknown".'),
  fault('cus-exceeds', 'A declaration is refused: its parts are more than the whole.'),
  fault('cus-not-cn', 'A declaration is refused: another wallet paid.'),
  fault('cus-identity', 'A declaration is taken, and the check of the buyer is not passed.'),
] as const satisfies readonly OfficeFault[];
export type OfficeFaultId = (typeof OFFICE_FAULTS)[number]['id'];

/** The faults that are set, and how often each may still happen. */
export class OfficeFaults {
  readonly #left = new Map<string, number>();

  /** Sets a fault beside those that are set; whether there is one of this id. */
  set(id: string, times?: number): boolean {
    const known = OFFICE_FAULTS.find((each) => each.id === id);
    if (known !== undefined) this.#left.set(id, times ?? known.times);
    return known !== undefined;
  }

  clear(): void {
    this.#left.clear();
  }

  /** Whether a fault happens now; it then happens once less. */
  happens(id: OfficeFaultId): boolean {
    const left = this.#left.get(id) ?? 0;
    if (left <= 0) return false;
    this.#left.set(id, left - 1);
    return true;
  }

  /** Whether a fault is set; it stays set. */
  isSet(id: OfficeFaultId): boolean {
    return (this.#left.get(id) ?? 0) > 0;
  }
}
