import { CODE_BOOK } from '../../acquirers/codes.ts';
import type { Config } from '../../config/config.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import type { Post } from '../../contract/posts.ts';
import { refuse, type Problem, type Refused } from '../../contract/problems.ts';
import type { StaffCommand } from '../../contract/staff-commands.ts';
import type { Clock } from '../../ground/ports.ts';
import { ok } from '../../ground/result.ts';
import { saleStateOf } from '../../payment/sale.ts';
import { holdsPaymentCode } from '../../scan/held-code.ts';
import type { Scan } from '../../scan/port.ts';
import { badgeTrouble, type Pins } from '../../staff/pin.ts';
import { isMissing } from '../../staff/roles.ts';
import { IDLE_MS } from '../../staff/policy.ts';
import type { Screen } from '../screen.ts';
import type { Terminal } from '../terminal.ts';
import { withLockOut } from './lock-out.ts';
import type { PinChecks } from './pin-checks.ts';
import { peopleAt, shopOf, staffView, type Posted } from './posts.ts';

export interface StaffDeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly pins: Pins;
  readonly pinChecks: PinChecks;
}

type LockedOut = Refused<Problem<'sign-in-locked'>>;

/** Where people sign in and out. Wrong PINs lock that person only. Source: interface sections 2 and 11. */
export class StaffDesk {
  readonly #parts: StaffDeskParts;
  readonly #idle = new Map<Post, () => void>();
  /** A badge is being looked at. */
  #isReading = false;

  constructor(parts: StaffDeskParts) {
    this.#parts = parts;
  }

  handlers(): Pick<Handlers, StaffCommand> {
    return {
      signIn: ({ body }) => this.#signIn(body),
      signOut: ({ body }) => Promise.resolve(this.#signOut(body?.post ?? 'till')),
      listStaff: () => Promise.resolve(this.#now()),
    };
  }

  /** A person did something at a post: the wait until the sign-out begins anew. */
  touch(post: Post): void {
    const { clock, terminal } = this.#parts;
    this.#idle.get(post)?.();
    this.#idle.delete(post);
    const personId = terminal.duty.personAt(post);
    if (personId === undefined) return;
    this.#idle.set(
      post,
      clock.after(IDLE_MS[post], () => {
        // Nobody is signed out in the middle of a sale.
        if (post === 'till' && terminal.book.busy() !== undefined) return this.touch(post);
        if (terminal.duty.personAt(post) === personId) this.#leave(post, personId, 'idle');
      }),
    );
  }

  /**
   * Takes what was scanned while nobody is signed in who has to be: a badge signs in, and no code is charged.
   *
   * Answers whether it was taken; a payment code or a receipt that is no badge goes on where no sale waits for one.
   */
  takes(scan: Scan): boolean {
    const { config, screen, terminal } = this.#parts;
    if (!this.#isMissing()) return false;
    const badged = peopleAt(config, 'till').filter(({ badge }) => badge !== undefined);
    if (badged.length > 0 && scan.kind === 'frame' && isBadge(scan.text)) {
      if (!this.#isReading) void this.#showBadge(badged, scan.text);
      return true;
    }
    if (terminal.book.busy() === undefined) return false;
    screen.notice('sign-in-required', 'Sign in at the till first. The code was not used.');
    return true;
  }

  /** Whether nobody is signed in to sell, and no sale is further than waiting for its code. */
  #isMissing(): boolean {
    const { config, terminal } = this.#parts;
    const busy = terminal.book.busy();
    return (
      isMissing('till', shopOf(config), terminal.duty) &&
      (busy === undefined || saleStateOf(busy) === 'awaitingCode')
    );
  }

  /**
   * Looks whose badge it is: one at a time, so that goods before a scanner queue nothing, and beside the PINs, so that
   * they hold up nobody.
   */
  async #showBadge(people: readonly Posted[], code: string): Promise<void> {
    const { pinChecks, screen } = this.#parts;
    this.#isReading = true;
    const person = await this.#ownerOf(people, code);
    this.#isReading = false;
    if (person === null) {
      if (this.#isMissing())
        screen.notice('badge-unknown', 'This badge is not known here. Sign in with your PIN.');
      return;
    }
    await pinChecks.inTurn(person, () => {
      // Somebody else may have signed in meanwhile.
      if (!this.#isMissing()) return Promise.resolve();
      const locked = this.#lockedOut(person);
      if (locked === null) this.#enter('till', person);
      else screen.notice('badge-locked', locked.error.detail);
      return Promise.resolve();
    });
  }

  async #ownerOf(people: readonly Posted[], code: string): Promise<Posted | null> {
    for (const person of people) if (await this.#parts.pins.fits(code, person.badge ?? '')) return person;
    return null;
  }

  async #signIn({ id, pin, post }: InputOf<'signIn'>['body']): Promise<AnswerOf<'signIn'>> {
    const { config, pinChecks } = this.#parts;
    const people = peopleAt(config, post);
    if (people.length === 0) return NOBODY_HAS_TO;
    const person = people.find((each) => each.id === id);
    return pinChecks.inTurn(person, async (): Promise<AnswerOf<'signIn'>> => {
      const locked = person === undefined ? null : this.#lockedOut(person);
      if (locked !== null) return locked;
      const found = await pinChecks.find(person, person?.role ?? 'cashier', pin);
      if (person === undefined) return WRONG;
      if (found === 'right') {
        this.#enter(post, person);
        return this.#now();
      }
      const { clock, terminal } = this.#parts;
      terminal.note({ kind: 'signInRefused', atMs: clock.nowMs(), personId: person.id, post });
      return withLockOut(found === 'short' ? SHORT : WRONG, this.#lockedOut(person));
    });
  }

  #lockedOut({ id }: Posted): LockedOut | null {
    const { clock, terminal } = this.#parts;
    const lockedMs = terminal.approvals.lockedForMs(id, clock.nowMs());
    if (lockedMs === 0) return null;
    const retryAfterSeconds = Math.ceil(lockedMs / 1000);
    const detail = `Too many wrong PINs. Try again in ${retryAfterSeconds} seconds.`;
    return refuse({ slug: 'sign-in-locked', detail, retryAfterSeconds });
  }

  #enter(post: Post, { id: personId }: Posted): void {
    const { clock, screen, terminal } = this.#parts;
    screen.clearNotice();
    terminal.note({ kind: 'signedIn', atMs: clock.nowMs(), personId, post });
    this.touch(post);
  }

  #signOut(post: Post): AnswerOf<'signOut'> {
    const { terminal } = this.#parts;
    const busy = terminal.book.busy();
    if (post === 'till' && busy !== undefined) {
      const detail = 'Finish or cancel the sale on the screen first.';
      return refuse({ slug: 'till-busy', detail, saleId: busy.saleId, why: 'sale' });
    }
    const personId = terminal.duty.personAt(post);
    if (personId !== undefined) this.#leave(post, personId, 'asked');
    return this.#now();
  }

  #leave(post: Post, personId: string, why: 'asked' | 'idle'): void {
    const { clock, terminal } = this.#parts;
    terminal.note({ kind: 'signedOut', atMs: clock.nowMs(), personId, post, why });
    this.touch(post);
  }

  #now(): { readonly ok: true; readonly value: ReturnType<typeof staffView> } {
    const { config, terminal } = this.#parts;
    return ok(staffView(config, terminal.duty));
  }
}

function isBadge(text: string): boolean {
  return badgeTrouble(text) === null && !holdsPaymentCode(text, CODE_BOOK);
}

const WRONG = refuse({
  slug: 'sign-in-refused',
  detail: 'Wrong PIN, or nobody with this id may sign in here.',
});
const SHORT = refuse({
  slug: 'sign-in-refused',
  detail: 'This PIN is too short. The technician sets one with more digits.',
});
const NOBODY_HAS_TO = refuse({
  slug: 'not-found',
  detail: 'Nobody has to sign in there: the config of this till names no people for it.',
});
