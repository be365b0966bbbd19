import type { Gateway } from '../acquirers/port.ts';
import type { PhoneSystem } from '../ground/phone-system.ts';
import type { Payment } from '../payment/state.ts';
import { PHONE_RETURNED } from '../payment/terms.ts';
import type { Landing, PhoneDoor, Tapped } from '../phone/phone.ts';
import type { PhoneTokens } from './phone-tokens.ts';
import type { PhonesSeen } from './phones-seen.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

export interface PhoneDeskParts {
  readonly shop: string;
  readonly tokens: PhoneTokens;
  readonly phones: PhonesSeen;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly gateways: ReadonlyMap<string, Gateway>;
}

/** What the customer's phone finds at the till: a landing page, its button, and the way back. */
export class PhoneDesk implements PhoneDoor {
  readonly shop: string;
  readonly #parts: PhoneDeskParts;

  constructor(parts: PhoneDeskParts) {
    this.shop = parts.shop;
    this.#parts = parts;
  }

  look(token: string, phone: string | null): Landing {
    const id = this.#parts.tokens.read('landing', token);
    return id === null ? { kind: 'stranger' } : this.#landing(id, phone);
  }

  /** The tap is in the journal before the phone is sent on; where the page is made by it, the phone waits for that. */
  async tap(token: string, phone: string | null, system: PhoneSystem | null): Promise<Tapped> {
    const { tokens, terminal, phones } = this.#parts;
    const id = tokens.read('landing', token);
    if (id === null) return { kind: 'stranger' };
    const found = this.#landing(id, phone);
    if (found.kind === 'open') {
      phones.keep(id, system);
      terminal.tell(id, { kind: 'tapped' });
      return this.#onward(id);
    }
    // The same phone may go on once more, where the acquirer's link bears it: its browser may have lost the page.
    const link = found.kind === 'opened' && this.#opensAgain(id) ? terminal.linkOf(id) : null;
    return link === null ? found : { kind: 'go', link, phone: tokens.of('phone', id) };
  }

  back(token: string): boolean {
    const { tokens, terminal } = this.#parts;
    const id = tokens.read('back', token);
    if (id === null) return false;
    const payment = this.#paymentOf(id);
    if (payment === undefined) return true;
    // What is not wanted any more may have been paid just now; a refusal is not asked about because its customer comes back.
    const kind = payment.state.kind === 'cancelling' ? 'questioned' : 'hinted';
    const facts = payment.facts.terms.releasesReturned === true ? { facts: PHONE_RETURNED } : {};
    terminal.tell(id, { kind, ...facts });
    return true;
  }

  #landing(id: string, phone: string | null): Landing {
    const payment = this.#paymentOf(id);
    if (payment === undefined) return { kind: 'over' };
    const { facts, state } = payment;
    if (facts.way.kind !== 'page' || facts.way.landing === null) return { kind: 'stranger' };
    if (!('isUntapped' in state) || state.cancelWanted) return { kind: 'over' };
    if (state.isUntapped) return { kind: 'open', amount: facts.amount };
    if (state.kind === 'submitting' && facts.way.landing === 'sale') return { kind: 'notNow' };
    return { kind: phone === this.#parts.tokens.of('phone', id) ? 'opened' : 'elsewhere' };
  }

  /** Waits for the link of an attempt whose page is being made; every call to an acquirer ends by itself. */
  #onward(id: string): Promise<Tapped> {
    const { screen, terminal, tokens } = this.#parts;
    return new Promise((resolve) => {
      const see = (): void => {
        const state = this.#paymentOf(id)?.state;
        if (state?.kind === 'submitting') return;
        callOff();
        const isWanted = state?.kind === 'customerConfirming' && !state.cancelWanted;
        const link = isWanted ? terminal.linkOf(id) : null;
        if (link !== null) return resolve({ kind: 'go', link, phone: tokens.of('phone', id) });
        resolve({ kind: state?.kind === 'failed' ? 'notNow' : 'over' });
      };
      const callOff = screen.watch(see);
      see();
    });
  }

  #opensAgain(id: string): boolean {
    const gateway = this.#parts.gateways.get(this.#paymentOf(id)?.facts.gateway ?? '');
    return gateway !== undefined && 'open' in gateway && gateway.opensOnce !== true;
  }

  #paymentOf(id: string): Payment | undefined {
    const payments = this.#parts.terminal.book.ofPayment(id)?.payments ?? [];
    return payments.find(({ facts }) => facts.paymentRequestId === id);
  }
}
