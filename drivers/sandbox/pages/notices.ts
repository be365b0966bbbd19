import type { Clock } from '../../../src/ground/ports.ts';

/** Posts a form as a notice; the status that came, null without an answer. */
export async function postNotice(to: string, form: string | URLSearchParams): Promise<number | null> {
  try {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return (await fetch(to, { method: 'POST', headers, body: String(form) })).status;
  } catch {
    return null;
  }
}

/** Notices that are told again until somebody takes them. */
export class NoticeRounds {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #pending = new Set<() => void>();

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** Tells now, and after each of the waits until it is answered with 200. */
  tell(send: () => Promise<number | null>, waitsMs: readonly number[]): void {
    const [waitMs, ...rest] = waitsMs;
    void send().then((status) => {
      if (status === 200 || waitMs === undefined) return;
      this.later(waitMs, () => this.tell(send, rest));
    });
  }

  later(waitMs: number, act: () => void): void {
    const callOff = this.#clock.after(waitMs, () => {
      this.#pending.delete(callOff);
      act();
    });
    this.#pending.add(callOff);
  }

  /** Nothing is told any more. */
  stop(): void {
    for (const callOff of this.#pending) callOff();
    this.#pending.clear();
  }
}
