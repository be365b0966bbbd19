import type { OfficeKept, OfficeNews, OfficeStanding, RegistrationOffice } from '../../acquirers/office.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import type { OfficeTask } from '../../contract/office-commands.ts';
import type { StoreView } from '../../contract/office-matters.ts';
import { refuse } from '../../contract/problems.ts';
import { ok } from '../../ground/result.ts';
import type { Ms } from '../../ground/time.ts';
import type { OfficeCase } from '../../office/book.ts';
import type { OfficeTry } from '../../office/queue.ts';
import {
  ASK_FOR_MS,
  isAskedFor,
  isRegistered,
  matterOfStore,
  standingOf,
  storeId,
  type StoreStanding,
} from '../../office/registration.ts';
import type { Approver } from '../manager/approver.ts';
import { askAgain, ASK_STORE_MS } from './ask-again.ts';
import { noMoney } from './no-money.ts';
import type { Office } from './office.ts';
import { sizeText } from './paper-size.ts';
import { factsOf, settingsOf, sizesOfPapers } from './registration-facts.ts';

export interface RegistrationDeskParts {
  readonly office: Office;
  readonly approver: Approver;
  readonly iso: (atMs: Ms) => string;
}

export type RegistrationHandlers = Pick<
  Handlers,
  'requestRegistration' | 'readStore' | 'readRegistration' | 'askRegistration'
>;

/** The desk where a store is registered, once, and after each change of it. */
export class RegistrationDesk {
  readonly #parts: RegistrationDeskParts;

  constructor(parts: RegistrationDeskParts) {
    this.#parts = parts;
    parts.office.onAnswered((matter) => {
      if (matter.about === 'registration' && isAskedFor(matter)) this.#ask(matter);
    });
  }

  handlers(): RegistrationHandlers {
    return {
      requestRegistration: (input) => this.#request(input),
      readStore: () => Promise.resolve(ok(this.#view(this.#matter()))),
      readRegistration: ({ params }) => Promise.resolve(this.#read(params.registrationRequestId)),
      askRegistration: ({ params }) => {
        const { office } = this.#parts;
        const matter = office.book.of('registration', params.registrationRequestId);
        if (matter !== undefined) this.#ask(matter);
        office.queue.now(params.registrationRequestId);
        return Promise.resolve(this.#read(params.registrationRequestId));
      },
    };
  }

  /** A store that must be registered, and that this till never registered, may stand at the acquirer all the same. */
  resume(): void {
    const { office } = this.#parts;
    const { registration } = office.parts.config;
    if (registration.needed === 'no' || this.#matter() !== undefined) return;
    const [found] = this.#offices();
    if (found === undefined) return;
    const named = { about: 'registration', id: storeId(this.#storeId), gateway: found.gateway } as const;
    askAgain(office, named, ASK_STORE_MS, () => this.#askStore(found.gateway, found.registration));
    office.queue.now(named.id);
  }

  /** Keeps what was told of a registration. What is known already changes nothing. */
  tell(gateway: string, news: OfficeNews): OfficeKept {
    const { office } = this.#parts;
    const id = news.about === 'store' ? (this.#matter()?.id ?? storeId(this.#storeId)) : news.id;
    const isOurs =
      news.facts['referenceStoreId'] === undefined || news.facts['referenceStoreId'] === this.#storeId;
    if (news.about === 'registration' && office.book.of('registration', id) === undefined && !isOurs)
      return 'kept';
    this.#note(gateway, id, news, 'notice');
    return 'kept';
  }

  /** What a person has to do about the store. */
  tasks(): OfficeTask[] {
    const { office, iso } = this.#parts;
    const { config, clock } = office.parts;
    const standing = standingOf(this.#matter());
    const nowMs = clock.nowMs();
    const since = iso(standing.request?.atMs ?? nowMs);
    const id = this.#storeId;
    if (standing.state === 'refused')
      return [{ kind: 'registrationRefused', id, since, say: 'The acquirer refused the registration.' }];
    const askedSinceMs = standing.request?.atMs ?? nowMs;
    if (standing.state === 'waiting' && nowMs - askedSinceMs > ASK_FOR_MS)
      return [{ kind: 'askAcquirer', id, since, say: 'Ask your acquirer what became of the registration.' }];
    if (config.registration.needed === 'no' || this.#isRegistered() || standing.state === 'sending')
      return [];
    return [{ kind: 'registerStore', id, since, say: 'This store is not registered yet.' }];
  }

  get #storeId(): string {
    return this.#parts.office.parts.config.merchant.store.referenceStoreId;
  }

  #isRegistered(): boolean {
    return isRegistered(this.#parts.office.book, this.#storeId);
  }

  #matter(): OfficeCase | undefined {
    return matterOfStore(this.#parts.office.book, this.#storeId);
  }

  #offices(): { readonly gateway: string; readonly registration: RegistrationOffice }[] {
    return [...this.#parts.office.parts.offices].flatMap(([gateway, { registration }]) =>
      registration === undefined ? [] : [{ gateway, registration }],
    );
  }

  async #request({
    body,
    idempotencyKey,
  }: InputOf<'requestRegistration'>): Promise<AnswerOf<'requestRegistration'>> {
    const { office, approver } = this.#parts;
    const [found] = this.#offices();
    if (found === undefined) return NO_OFFICE;
    const trouble = found.registration.trouble();
    if (trouble !== null)
      return refuse({ slug: 'invalid-request', detail: trouble, field: 'merchant.referenceMerchantId' });
    const { eachBytesMax, allBytesMax } = office.parts.config.disputes.papers;
    const sizes = sizesOfPapers(body);
    const tooLarge =
      sizes.some((size) => size > eachBytesMax) || sizes.reduce((sum, size) => sum + size, 0) > allBytesMax;
    if (tooLarge)
      return refuse({
        slug: 'paper-refused',
        detail: `A paper may have ${sizeText(eachBytesMax)}, and all papers of one request ${sizeText(allBytesMax)} together. Leave one out.`,
        why: 'tooLarge',
      });
    const { merchantInfo, storeInfo, passThroughInfo = null } = body;
    const call = found.registration.request({ merchantInfo, storeInfo, passThroughInfo });
    const ofKey =
      idempotencyKey === undefined ? undefined : office.book.approvedWith('registration', idempotencyKey);
    if (ofKey !== undefined && ofKey.id !== call.id) return MISMATCH;
    const known = office.book.of('registration', call.id);
    // The same data is the same request; only after a refusal it is sent again.
    if (known !== undefined && standingOf(known).state !== 'refused') return ok(this.#view(known));
    const tooSoon = this.#refuseTooSoon();
    if (tooSoon !== null) return tooSoon;
    if (body.approver === undefined) return APPROVER_REQUIRED;
    const amount = noMoney(office.parts.config.terminal.currency);
    const manager = await approver.identify({
      ...{ approver: body.approver, paymentRequestId: call.id, amount },
    });
    if (!manager.ok) return manager;
    const now = office.book.of('registration', call.id);
    if (now !== undefined && standingOf(now).state !== 'refused') return ok(this.#view(now));
    const refused = this.#refuseTooSoon();
    if (refused !== null) return refused;
    const approved = office.approve({
      ...{ about: 'registration', id: call.id, gateway: found.gateway, call, amount: null },
      facts: { ...factsOf(body), referenceStoreId: this.#storeId },
      approverId: manager.value.manager.id,
      idempotencyKey: idempotencyKey ?? null,
    });
    if (!approved.ok) return refuse({ slug: 'paper-refused', detail: `${approved.error}.`, why: 'notKept' });
    return ok(this.#view(office.book.of('registration', call.id)));
  }

  /** Another change is taken only half an hour after the last one, or once that is decided. */
  #refuseTooSoon() {
    const { office, iso } = this.#parts;
    const { changeFromMs, state } = standingOf(this.#matter());
    const isTooSoon =
      changeFromMs !== null && state !== 'refused' && office.parts.clock.nowMs() < changeFromMs;
    if (!isTooSoon) return null;
    const until = iso(changeFromMs);
    return refuse({
      slug: 'registration-too-soon',
      detail: `The last request is too young. A change is taken from ${until} on.`,
      until,
    });
  }

  #read(id: string): AnswerOf<'readRegistration'> {
    const matter = this.#parts.office.book.of('registration', id);
    return matter === undefined ? NO_SUCH : ok(this.#view(matter));
  }

  #ask(matter: OfficeCase): void {
    const { id, gateway } = matter;
    const registration = this.#parts.office.parts.offices.get(gateway)?.registration;
    if (registration === undefined) return;
    const named = { about: 'registration', id, gateway } as const;
    askAgain(this.#parts.office, named, ASK_STORE_MS, () => this.#askOnce(gateway, registration, id));
  }

  async #askOnce(gateway: string, registration: RegistrationOffice, id: string): Promise<OfficeTry> {
    const { office } = this.#parts;
    const asked = await registration.ask(id);
    if (asked.kind === 'unknown') return { kind: 'again', answer: asked.why };
    for (const standing of asked.standings) this.#note(gateway, id, standing, 'inquiry');
    const matter = office.book.of('registration', id);
    if (matter === undefined || !isAskedFor(matter)) return { kind: 'over' };
    const isTooOld = office.parts.clock.nowMs() - matter.openedAtMs > ASK_FOR_MS;
    return isTooOld ? { kind: 'over' } : { kind: 'again', answer: standingOf(matter).all ?? 'PENDING' };
  }

  async #askStore(gateway: string, registration: RegistrationOffice): Promise<OfficeTry> {
    const asked = await registration.ask(null);
    if (asked.kind === 'unknown') return { kind: 'again', answer: asked.why };
    for (const standing of asked.standings) this.#note(gateway, storeId(this.#storeId), standing, 'inquiry');
    return asked.standings.some(({ status }) => status === 'COMPLETED')
      ? { kind: 'over' }
      : { kind: 'again', answer: 'RECORD_NOT_FOUND' };
  }

  #note(
    gateway: string,
    id: string,
    { status, parts, facts }: Pick<OfficeStanding, 'status' | 'parts' | 'facts'>,
    source: 'notice' | 'inquiry',
  ): void {
    const { office } = this.#parts;
    const before = office.book.of('registration', id);
    const after = { all: status, wallets: parts };
    const seen = before === undefined ? null : standingOf(before);
    // A storm of the same message is one row.
    if (seen?.all === after.all && JSON.stringify(seen.wallets) === JSON.stringify(parts)) return;
    office.note({
      kind: 'officeTold',
      atMs: office.parts.clock.nowMs(),
      ...{ about: 'registration', id, gateway, source, status, facts, parts, dueAtMs: null },
    });
  }

  #view(matter: OfficeCase | undefined): StoreView {
    const { office, iso } = this.#parts;
    const standing: StoreStanding = standingOf(matter);
    const { request, refusalCode, changeFromMs, state, all } = standing;
    const asking = office.queue
      .list()
      .find(({ what, about, id }) => what === 'ask' && about === 'registration' && id === matter?.id);
    const isLater = changeFromMs !== null && changeFromMs > office.parts.clock.nowMs();
    return {
      referenceStoreId: this.#storeId,
      ...{ state, needed: office.parts.config.registration.needed, mayPay: this.#isRegistered(), all },
      wallets: standing.wallets.map(({ name, status, why }) => ({
        pspName: name,
        status,
        ...(why === null ? {} : { rejectionReason: why }),
      })),
      ...(request === null
        ? {}
        : {
            registrationRequestId: request.id,
            requestedAt: iso(request.atMs),
            approver: request.approverId,
          }),
      ...(refusalCode === null ? {} : { resultCode: refusalCode }),
      ...(isLater ? { changeFrom: iso(changeFromMs) } : {}),
      ...(asking === undefined ? {} : { nextAskAt: iso(asking.nextAtMs) }),
      settings: settingsOf(office.parts.config),
      known: { ...(this.#lastRequest()?.facts ?? {}) },
    };
  }

  #lastRequest() {
    return standingOf(this.#matter()).request;
  }
}

const NO_SUCH = refuse({ slug: 'not-found', detail: 'There is no registration with this id.' });
const MISMATCH = refuse({
  slug: 'idempotency-mismatch',
  detail: 'This Idempotency-Key was used for another registration.',
});
const APPROVER_REQUIRED = refuse({ slug: 'approver-required', detail: 'A manager approves a registration.' });
const NO_OFFICE = refuse({
  slug: 'not-available',
  detail: 'No acquirer of this till registers stores.',
  why: 'noOffice',
});
