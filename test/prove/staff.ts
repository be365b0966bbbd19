import { WRONG_PINS_MAX } from '../../src/staff/policy.ts';
import type { Choices } from './choices.ts';
import { Guesser } from './guesser.ts';
import { at } from './people.ts';
import type { Violation } from './rules.ts';
import { CASHIERS } from './shop.ts';
import type { Story } from './story.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

type Cashier = (typeof CASHIERS)[number];
type Deed = 'nothing' | 'signIn' | 'signOut' | 'wrongPin' | 'guess';

/** What is done at a till before the next deed of a sale; the usual deed stands first. */
const DEEDS: Readonly<Record<'in' | 'out', readonly [readonly [Deed, ...Deed[]], readonly number[]]>> = {
  in: [
    ['nothing', 'signIn', 'signOut', 'wrongPin', 'guess'],
    [70, 8, 10, 5, 7],
  ],
  out: [
    ['signIn', 'nothing', 'wrongPin', 'guess'],
    [65, 15, 8, 12],
  ],
};

/** From the guesses to the plug: the till has answered them by then. */
const PLUG_MS = 250;

interface Parts {
  readonly choices: Choices;
  readonly story: Story;
  readonly timeline: Timeline;
}

/** The people who sign in to sell at one till, and somebody who guesses their PINs; what they have heard of it. */
export class Staff {
  readonly #parts: Parts;
  readonly #guessers = new Map(CASHIERS.map(({ id }) => [id, new Guesser()]));
  /** The run that has said that somebody is signed in, and not yet that nobody is. */
  #in: TillRun | null = null;
  /** Sign-ins with a right PIN that a run has not answered. */
  readonly #asked = new Map<TillRun, number>();
  /** Whose PIN was guessed at just now: the right one is tried next. */
  #guessed: Cashier | null = null;
  /** A rule that an answer has broken. */
  fault: Violation | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether surely nobody is signed in: nobody is after a start, and a sign-out that was answered holds. */
  isSurelyOut(run: TillRun): boolean {
    return this.#in !== run && (this.#asked.get(run) ?? 0) === 0;
  }

  /** Does something at a till that is running, before the next deed. */
  act(run: TillRun): void {
    const { choices, timeline } = this.#parts;
    const guessed = this.#guessed;
    this.#guessed = null;
    if (guessed !== null && choices.chance(70)) return this.#signIn(run, guessed, true);
    const [deeds, weights] = DEEDS[this.isSurelyOut(run) ? 'out' : 'in'];
    const deed = choices.of(deeds, weights);
    if (deed === 'nothing') return;
    if (deed === 'signOut') return this.#signOut(run);
    const who = choices.of<Cashier>(CASHIERS, [70, 30]);
    if (deed === 'signIn') return this.#signIn(run, who, true);
    for (let tries = deed === 'guess' ? WRONG_PINS_MAX : 1; tries > 0; tries -= 1)
      this.#signIn(run, who, false);
    if (deed !== 'guess') return;
    this.#guessed = who;
    if (choices.chance(50)) timeline.after(PLUG_MS, () => run.die());
  }

  #signIn(run: TillRun, { id, pin }: Cashier, isRight: boolean): void {
    const { story, timeline } = this.#parts;
    const guesser = this.#guessers.get(id);
    if (guesser === undefined) return;
    story.tell(() => `${id}${at(run)} signs in${isRight ? '' : ', with a wrong PIN'}`);
    const askedAtMs = timeline.nowMs;
    const wasLocked = guesser.isLockedOut(askedAtMs);
    if (isRight) {
      guesser.rightPin();
      this.#asked.set(run, (this.#asked.get(run) ?? 0) + 1);
    }
    const body = { id, pin: isRight ? pin : '000000', post: 'till' as const };
    void run.handlers.signIn({ params: {}, query: {}, body }).then((result) => {
      // Nobody hears what a till says that is dead.
      if (!run.alive) return;
      const slug = result.ok ? null : result.error.slug;
      if (isRight) this.#asked.set(run, (this.#asked.get(run) ?? 0) - 1);
      if (slug === null) this.#in = run;
      if (isRight && slug !== 'sign-in-locked') guesser.rightPin();
      if (!isRight && slug === 'sign-in-refused') guesser.wrongHeard(askedAtMs);
      if (slug !== null) story.tell(() => `${run.name} refuses: ${slug}`);
      else if (!isRight) this.fault ??= { rule: 'role', say: `${id} signs in with a wrong PIN` };
      else if (wasLocked && guesser.isLockedOut(timeline.nowMs))
        this.fault ??= { rule: 'role', say: `${id} signs in, and is locked out` };
    });
  }

  #signOut(run: TillRun): void {
    const { story } = this.#parts;
    story.tell(() => `whoever is signed in${at(run)} signs out`);
    void run.handlers.signOut({ params: {}, query: {}, body: null }).then((result) => {
      if (!run.alive) return;
      if (result.ok) this.#in = null;
      else story.tell(() => `${run.name} refuses: ${result.error.slug}`);
    });
  }
}
