import type { OfficeKept, OfficeNotice } from '../../acquirers/office.ts';
import type { Handlers, ReplyOf } from '../../contract/contract.ts';
import type { OfficeCommand } from '../../contract/office-commands.ts';
import { ok } from '../../ground/result.ts';
import { OfficeSummaries } from '../../office/summary.ts';
import { DisputeDesk, type DisputeDeskParts } from './dispute-desk.ts';
import { DisputeWatch } from './dispute-watch.ts';

export type OfficeDeskParts = Omit<DisputeDeskParts, 'watch'>;

/** Everything that people ask of the office, and that acquirers tell it. */
export class OfficeDesk {
  readonly #parts: OfficeDeskParts;
  readonly #watch: DisputeWatch;
  readonly #disputes: DisputeDesk;
  readonly #summaries: OfficeSummaries;

  constructor(parts: OfficeDeskParts) {
    this.#parts = parts;
    this.#watch = new DisputeWatch(parts.office, parts.iso);
    this.#disputes = new DisputeDesk({ ...parts, watch: this.#watch });
    this.#summaries = new OfficeSummaries(parts.office.book);
  }

  handlers(): Pick<Handlers, OfficeCommand> {
    return {
      readOffice: () => Promise.resolve(ok({ tasks: this.#watch.tasks(), queue: this.#queue() })),
      tryOffice: ({ body }) => {
        this.#parts.office.queue.now(body?.id ?? null);
        return Promise.resolve(ok(this.#queue()));
      },
      ...this.#disputes.handlers(),
    };
  }

  /** Takes up what was owed, and gives the warnings that are due. */
  resume(): void {
    this.#parts.office.resume();
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
      case 'declaration':
        return 'notKept';
    }
  }

  #queue(): ReplyOf<'tryOffice'> {
    const { iso, office } = this.#parts;
    return office.queue.list().map(({ about, id, what, sinceMs, tries, nextAtMs, lastAnswer }) => ({
      ...{ about, id, what, since: iso(sinceMs), tries, nextTryAt: iso(nextAtMs) },
      ...(lastAnswer === null ? {} : { lastAnswer }),
    }));
  }
}
