import { NO_PIN, type Pins } from '../../staff/pin.ts';
import { PIN_DIGITS_MIN } from '../../staff/policy.ts';

/** What a person with a PIN is. */
export type PersonRole = 'cashier' | 'manager' | 'technician';

/** A person as a PIN is held against; undefined for an id that nobody has. */
export type Asked = { readonly id: string; readonly pin: string } | undefined;

/** Whether a PIN is the person's. `short`: it is, and has too few digits to be believed. */
export type PinFound = 'right' | 'wrong' | 'short';

/**
 * Checks the PINs of the whole till one after the other, so that nobody tries PINs side by side.
 *
 * Ids that nobody has are checked in a row of their own: they cost the same, and hold up no real person.
 */
export class PinChecks {
  readonly #pins: Pins;
  readonly #training: boolean;
  #known: Promise<unknown> = Promise.resolve();
  #unknown: Promise<unknown> = Promise.resolve();

  constructor(pins: Pins, training: boolean) {
    this.#pins = pins;
    this.#training = training;
  }

  /** Runs `judge` when it is this person's turn: locks are looked at in it, and what it refuses is counted in it. */
  inTurn<T>(person: Asked, judge: () => Promise<T>): Promise<T> {
    const turn = (person === undefined ? this.#unknown : this.#known).then(judge);
    const over = turn.catch(() => undefined);
    if (person === undefined) this.#unknown = over;
    else this.#known = over;
    return turn;
  }

  /** Holds a PIN against a person's hash; as slow where there is no person. */
  async find(person: Asked, role: PersonRole, pin: string): Promise<PinFound> {
    const fits = await this.#pins.fits(pin, person?.pin ?? NO_PIN);
    if (person === undefined || !fits) return 'wrong';
    return pin.length >= PIN_DIGITS_MIN[this.#training ? 'training' : role] ? 'right' : 'short';
  }
}
