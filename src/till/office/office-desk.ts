import type { OfficeKept, OfficeNotice } from '../../acquirers/office.ts';
import type { Handlers, ReplyOf } from '../../contract/contract.ts';
import type { OfficeCommand, OfficeTask } from '../../contract/office-commands.ts';
import type { OfficeMatterCommand } from '../../contract/office-matters.ts';
import type { SettlementCommand } from '../../contract/settlement-commands.ts';
import type { SettlementSource } from '../../reconcile/settlement/source.ts';
import { ok } from '../../ground/result.ts';
import { OfficeSummaries } from '../../office/summary.ts';
import { CustomsDesk } from './customs-desk.ts';
import { DisputeDesk, type DisputeDeskParts } from './dispute-desk.ts';
import { DisputeWatch } from './dispute-watch.ts';
import { RegistrationDesk } from './registration-desk.ts';
import { SettlementDesk } from './settlement-desk.ts';

export interface OfficeDeskParts extends Omit<DisputeDeskParts, 'watch'> {
  /** Where the acquirer's reports are; null where the config does not say. */
  readonly settlements: SettlementSource | null;
}

/** Everything that people ask of the office, and that acquirers tell it. */
export class OfficeDesk {
  readonly #parts: OfficeDeskParts;
  readonly #watch: DisputeWatch;
  readonly #disputes: DisputeDesk;
  readonly #registration: RegistrationDesk;
  readonly #customs: CustomsDesk;
  readonly #settlements: SettlementDesk;
  readonly #summaries: OfficeSummaries;

  constructor(parts: OfficeDeskParts) {
    this.#parts = parts;
    this.#watch = new DisputeWatch(parts.office, parts.iso);
    this.#disputes = new DisputeDesk({ ...parts, watch: this.#watch });
    this.#registration = new RegistrationDesk(parts);
    this.#customs = new CustomsDesk(parts);
    const { journal, office, settlements: source } = parts;
    const { config, clock } = office.parts;
    this.#settlements = new SettlementDesk({ config, clock, journal, source });
    this.#summaries = new OfficeSummaries(parts.office.book);
  }

  handlers(): Pick<Handlers, OfficeCommand | OfficeMatterCommand | SettlementCommand> {
    return {
      readOffice: () =>
        Promise.resolve(ok({ tasks: this.#tasks(), queue: this.#queue(), declares: this.#declares })),
      tryOffice: ({ body }) => {
        this.#parts.office.queue.now(body?.id ?? null);
        return Promise.resolve(ok(this.#queue()));
      },
      ...this.#disputes.handlers(),
      ...this.#registration.handlers(),
      ...this.#customs.handlers(),
      ...this.#settlements.handlers(),
    };
  }

  /** Takes up what was owed, and gives the warnings that are due. */
  resume(): void {
    this.#parts.office.resume();
    this.#registration.resume();
    this.#watch.look();
  }

  stop(): void {
    this.#parts.office.stop();
    this.#watch.stop();
  }

  /** Something of a sale changed: promised money may be back. */
  saleChanged(): void {
    if (this.#summaries.at(this.#parts.office.parts.clock.nowMs()).toGiveBack > 0) this.#watch.settle();
  }

  /** Keeps what an acquirer told; only what is kept is acknowledged. */
  tell(gateway: string, notice: OfficeNotice): OfficeKept {
    switch (notice.about) {
      case 'dispute':
        return 'asks' in notice ? this.#watch.tell(gateway, notice) : this.#watch.news(gateway, notice);
      case 'registration':
      case 'store':
        return this.#registration.tell(gateway, notice);
      case 'declaration':
        return 'notKept';
    }
  }

  get #declares(): boolean {
    return this.#parts.office.parts.config.customs !== undefined;
  }

  #tasks(): OfficeTask[] {
    return [...this.#watch.tasks(), ...this.#registration.tasks(), ...this.#customs.tasks()];
  }

  #queue(): ReplyOf<'tryOffice'> {
    const { iso, office } = this.#parts;
    return office.queue.list().map(({ about, id, what, sinceMs, tries, nextAtMs, lastAnswer }) => ({
      ...{ about, id, what, since: iso(sinceMs), tries, nextTryAt: iso(nextAtMs) },
      ...(lastAnswer === null ? {} : { lastAnswer }),
    }));
  }
}
