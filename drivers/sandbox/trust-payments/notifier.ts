import { randomBytes } from 'node:crypto';
import { noticeHash } from '../../../src/acquirers/trust-payments/notification.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import { NoticeRounds, postNotice } from '../pages/notices.ts';
import type { PageTimes } from '../pages/times.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import type { Entry, Link, TrustBooks } from './books.ts';
import { faulted } from './gateway.ts';

/** Minutes between a notice that was not answered and the next one: for about 48 hours. Source: dossier section 8; the steps are ours. */
const AGAIN_AFTER_MIN: readonly number[] = [1, 5, 15, 30, 60, ...Array.from({ length: 23 }, () => 120)];

export interface TrustNotifierParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly board: PageFaultBoard;
  readonly books: TrustBooks;
  readonly times: PageTimes;
  readonly password: string;
  /** Where every decision of a customer is told; null where nothing is told by itself. */
  readonly to: () => string | null;
}

/** Tells of payments as the settlement rule does. */
export class TrustNotifier {
  readonly #parts: TrustNotifierParts;
  readonly #rounds: NoticeRounds;

  constructor(parts: TrustNotifierParts) {
    this.#parts = parts;
    this.#rounds = new NoticeRounds(parts.clock);
  }

  /** Tells of an entry now; `tamper` spoils the hash. The status that came, null without an answer. */
  tell(
    to: string,
    { settlestatus, sitereference, transactionreference }: Entry,
    tamper = false,
  ): Promise<number | null> {
    const fields = new Map<string, string>([
      ['settlestatus', settlestatus],
      ['sitereference', sitereference],
      ['transactionreference', transactionreference],
      ['notificationreference', `101-${randomBytes(3).toString('hex')}`],
    ]);
    const hash = noticeHash(fields, tamper ? 'another' : this.#parts.password, 'sha256');
    fields.set('responsesitesecurity', hash);
    return postNotice(to, new URLSearchParams([...fields]));
  }

  /** The customer has decided: told by itself until it is taken, as the fault of its amount says. */
  decided(link: Link): void {
    const to = this.#parts.to();
    if (to === null) return;
    const { entry } = link;
    const round = (told: Entry, tamper = false): void => {
      const waitsMs = AGAIN_AFTER_MIN.map((min) => min * this.#parts.times.minuteMs);
      this.#rounds.tell(() => this.tell(to, told, tamper), waitsMs);
    };
    switch (this.#parts.board.of(faulted(link))?.id) {
      case 'notice-never':
        return;
      case 'notice-late':
        return this.#rounds.later(this.#parts.times.noticeLateMs, () => round(entry));
      case 'notice-thrice':
        for (const told of [entry, { ...entry, settlestatus: '10' } as const, entry]) round(told);
        return;
      case 'notice-unproven':
        return round(entry, true);
      case 'notice-of-another':
        return round(this.#another(entry));
      case 'notice-says-failed':
        return round({ ...entry, settlestatus: '3' });
      case 'settled-late':
        return this.#rounds.later(this.#parts.times.settleLateMs, () => round({ ...entry }));
      default:
        return round(entry);
    }
  }

  stop(): void {
    this.#rounds.stop();
  }

  #another({ transactionreference, ...entry }: Entry): Entry {
    const other = this.#parts.books.entries.find(
      (known) =>
        known.transactionreference !== transactionreference && known.requesttypedescription === 'AUTH',
    );
    return other ?? { ...entry, transactionreference: '99-99-999' };
  }
}
