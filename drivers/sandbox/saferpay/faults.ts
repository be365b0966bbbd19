/** What goes wrong with one payment. */
export type Fault =
  | 'createLost'
  | 'createUnheard'
  | 'createError'
  | 'assertUnknown'
  | 'assertGarbled'
  | 'otherAmount'
  | 'otherCurrency'
  | 'otherOrder'
  | 'otherBrand'
  | 'pending'
  | 'notStarted'
  | 'noCaptureId'
  | 'noticeNever'
  | 'noticeLate'
  | 'noticeThrice'
  | 'noticeFails'
  | 'refundUnknown'
  | 'refundUnheard'
  | 'refundRefused'
  | 'refundTooMuch';

/** The last three digits of an amount, and what they play. Source: hosted payments, section 11. */
const BY_ENDING: Readonly<Record<string, Fault>> = {
  '916': 'createLost',
  '917': 'createUnheard',
  '923': 'createError',
  '912': 'assertUnknown',
  '926': 'assertGarbled',
  '932': 'otherAmount',
  '807': 'otherCurrency',
  '933': 'otherOrder',
  '817': 'otherBrand',
  '818': 'pending',
  '821': 'notStarted',
  '808': 'noticeNever',
  '811': 'noticeLate',
  '812': 'noticeThrice',
  '816': 'noticeFails',
  '986': 'refundUnknown',
  '987': 'refundUnheard',
  '988': 'refundRefused',
  '838': 'refundTooMuch',
};

/** How often a fault is played that is over after a while. */
const TIMES: Readonly<Partial<Record<Fault, number>>> = {
  createLost: 1,
  createUnheard: 1,
  createError: 1,
  assertGarbled: 1,
  pending: 1,
  notStarted: 1,
  refundUnknown: 1,
  refundUnheard: 1,
  refundRefused: 1,
  refundTooMuch: 1,
};

/** Which faults are still to be played: by the ending of an amount, or armed for whatever comes next. */
export class FaultBoard {
  readonly #armed: Fault[] = [];
  /** By the value of an amount and a fault: how often it was played. */
  readonly #played = new Map<string, number>();

  /** The next call that this fault is of plays it. */
  arm(fault: Fault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#armed.push(fault);
  }

  /** Whether a call of a payment of this amount plays one of these faults now, and which. */
  plays(value: string, faults: readonly Fault[]): Fault | null {
    const at = this.#armed.findIndex((fault) => faults.includes(fault));
    if (at !== -1) return this.#armed.splice(at, 1)[0] ?? null;
    const fault = BY_ENDING[value.slice(-3)];
    if (fault === undefined || !faults.includes(fault)) return null;
    const key = `${value} ${fault}`;
    const played = this.#played.get(key) ?? 0;
    if (played >= (TIMES[fault] ?? Infinity)) return null;
    this.#played.set(key, played + 1);
    return fault;
  }
}
