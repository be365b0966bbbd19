import type { Clock } from '../../../src/ground/ports.ts';
import { resultOf } from '../answers.ts';
import type { OfficeFaults } from './faults.ts';
import type { OfficeBody } from './requests.ts';

interface Wallet {
  readonly pspName: string;
  readonly status: string;
  readonly rejectionReason?: string;
}

/** A registration as it is booked. */
export interface Registration {
  readonly registrationRequestId: string;
  readonly text: string;
  readonly referenceMerchantId: string;
  readonly referenceStoreId: string;
  readonly notifyUrl: string | null;
  readonly atMs: number;
  readonly taken: number;
  readonly wallets: readonly Wallet[];
}

/** The wallets that are told of every store; names by their enum. */
const WALLETS: readonly string[] = ['ALIPAY_CN', 'TNG', 'KAKAOPAY'];

/** A store may be changed when its last request is so old, or decided. Source: office dossier section 2.1. */
const LEAST_AGE_MS = 30 * 60_000;

/** Days of waiting, shortened. Ours. */
const DECIDED_AFTER_MS = 4000;

export interface RegistrationParts {
  readonly clock: Clock;
  readonly faults: OfficeFaults;
  /** Tells the address of a registration how it stands. */
  readonly tell: (url: string, message: object) => Promise<unknown>;
}

/** The book of stores, and how wallets answer. Source: office dossier sections 2.1 to 2.5. */
export class Registrations {
  readonly #parts: RegistrationParts;
  readonly #booked: Registration[] = [];
  /** Wallets decide by themselves after so long; null: only by a control call. */
  decidesAfterMs: number | null = DECIDED_AFTER_MS;
  /** Where a till is told that named no address in its request; null: nowhere. */
  tellsTo: string | null = null;

  constructor(parts: RegistrationParts) {
    this.#parts = parts;
  }

  get books(): readonly Registration[] {
    return this.#booked;
  }

  /** The answer to a request; null where it is lost. */
  request(body: OfficeBody<'registration'>, text: string): object | null {
    const { faults, clock } = this.#parts;
    if (faults.happens('reg-param')) return { result: resultOf('PARAM_ILLEGAL', 'illegal parameter') };
    if (faults.happens('reg-too-soon')) return { result: resultOf('REPEAT_REGISTRATION') };
    const passThroughInfo = body.passThroughInfo ?? undefined;
    const known = this.#booked.find((each) => each.registrationRequestId === body.registrationRequestId);
    if (known !== undefined && known.text !== text) return { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    if (known === undefined) {
      const last = this.ofStore(body.merchantInfo.referenceMerchantId, body.storeInfo.referenceStoreId);
      const isYoung = last !== undefined && clock.nowMs() - last.atMs < LEAST_AGE_MS && !isComplete(last);
      if (isYoung) return { result: resultOf('REPEAT_REGISTRATION') };
      this.#book(body, text);
    } else this.#change({ ...known, taken: known.taken + 1 });
    if (faults.happens('reg-unknown-then-taken')) return { result: resultOf('UNKNOWN_EXCEPTION') };
    if (faults.happens('reg-lost-answer')) return null;
    return { result: resultOf('SUCCESS'), ...(passThroughInfo === undefined ? {} : { passThroughInfo }) };
  }

  inquire(body: OfficeBody<'inquiryRegistrationStatus'>): object {
    const { registrationRequestId, referenceMerchantId, referenceStoreId } = body;
    if (registrationRequestId) {
      const found = this.#booked.find((each) => each.registrationRequestId === registrationRequestId);
      return found === undefined ? NOT_FOUND : standing(found);
    }
    const merchant = referenceMerchantId ?? '';
    const store = referenceStoreId ?? '';
    if (this.#parts.faults.happens('reg-outside')) this.#outside(merchant, store);
    const found = this.ofStore(merchant, store);
    return found === undefined ? NOT_FOUND : standing(found);
  }

  /** A wallet decides; whether there is such a store. */
  async decide(
    store: string,
    pspName: string,
    status: string,
    rejectionReason?: string,
  ): Promise<Registration | null> {
    const found = this.#booked.findLast((each) => each.referenceStoreId === store);
    if (found === undefined) return null;
    const wallet = { pspName, status, ...(rejectionReason === undefined ? {} : { rejectionReason }) };
    const others = found.wallets.filter((each) => each.pspName !== pspName);
    const after = { ...found, wallets: [...others, wallet] };
    this.#change(after);
    await this.#tellOf(after, found);
    return after;
  }

  /** Whether payments are refused for now. */
  blocksPay(): boolean {
    return this.#parts.faults.isSet('reg-blocks-pay') && !this.#booked.some(isComplete);
  }

  ofStore(merchant: string, store: string): Registration | undefined {
    return this.#booked.findLast(
      (each) => each.referenceMerchantId === merchant && each.referenceStoreId === store,
    );
  }

  #book(body: OfficeBody<'registration'>, text: string): void {
    const { clock, faults } = this.#parts;
    const registration: Registration = {
      registrationRequestId: body.registrationRequestId,
      text,
      referenceMerchantId: body.merchantInfo.referenceMerchantId,
      referenceStoreId: body.storeInfo.referenceStoreId,
      notifyUrl: body.registrationNotifyUrl ?? null,
      atMs: clock.nowMs(),
      taken: 1,
      wallets: WALLETS.map((pspName) => ({ pspName, status: 'PENDING' })),
    };
    this.#booked.push(registration);
    if (this.decidesAfterMs === null) return;
    const refuses = faults.happens('reg-one-refuses');
    clock.after(this.decidesAfterMs, () => void this.#decideAll(registration.registrationRequestId, refuses));
  }

  async #decideAll(registrationRequestId: string, refuses: boolean): Promise<void> {
    const before = this.#booked.find((each) => each.registrationRequestId === registrationRequestId);
    if (before === undefined) return;
    const wallets = before.wallets.map(({ pspName }) =>
      refuses && pspName === 'KAKAOPAY'
        ? { pspName, status: 'REJECTED', rejectionReason: 'store address incomplete' }
        : { pspName, status: 'APPROVED' },
    );
    const after = { ...before, wallets };
    this.#change(after);
    await this.#tellOf(after, before);
  }

  async #tellOf(after: Registration, before: Registration): Promise<void> {
    const { faults, tell } = this.#parts;
    const url = after.notifyUrl ?? this.tellsTo;
    if (url === null || faults.happens('reg-silent')) return;
    const times = faults.happens('reg-storm') ? 8 : 1;
    for (let time = 0; time < times; time += 1) await tell(url, message(after));
    if (faults.happens('reg-out-of-order')) await tell(url, message(before));
  }

  #outside(referenceMerchantId: string, referenceStoreId: string): void {
    this.#booked.push({
      registrationRequestId: `outside-${this.#booked.length + 1}`,
      text: '',
      ...{ referenceMerchantId, referenceStoreId, notifyUrl: null },
      atMs: this.#parts.clock.nowMs() - 24 * 60 * 60_000,
      taken: 0,
      wallets: WALLETS.map((pspName) => ({ pspName, status: 'APPROVED' })),
    });
  }

  #change(after: Registration): void {
    const index = this.#booked.findIndex(
      ({ registrationRequestId }) => registrationRequestId === after.registrationRequestId,
    );
    this.#booked[index] = after;
  }
}

function isComplete({ wallets }: Registration): boolean {
  return wallets.every(({ status }) => status !== 'PENDING');
}

function standing(registration: Registration): object {
  return { result: resultOf('SUCCESS'), ...results(registration) };
}

function message(registration: Registration): object {
  const { registrationRequestId, referenceMerchantId, referenceStoreId } = registration;
  return { registrationRequestId, referenceMerchantId, referenceStoreId, ...results(registration) };
}

function results(registration: Registration): object {
  return {
    registrationResult: { registrationStatus: isComplete(registration) ? 'COMPLETED' : 'PENDING' },
    pspRegistrationResultList: registration.wallets.map(({ pspName, status, rejectionReason }) => ({
      pspName,
      productCodes: ['IN_STORE_PAYMENT'],
      registrationResult: {
        registrationStatus: status,
        ...(rejectionReason === undefined ? {} : { rejectionReason }),
      },
    })),
  };
}

const NOT_FOUND = { result: resultOf('RECORD_NOT_FOUND', 'no such registration') };
