import type { Clock } from '../../../src/ground/ports.ts';

/** Minutes after the first try at which a notice that was not answered comes again. */
const AGAIN_AFTER_MIN: readonly number[] = [1, 8, 27, 64, 125, 216, 343, 512];

/** Where notices go, and how long a minute of the plan is here. */
export interface NoticesPlan {
  readonly to: string;
  readonly minuteMs: number;
}

/** Sends one notice; the status that came, null without an answer. */
export async function sendNotice(to: string, form: string): Promise<number | null> {
  try {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return (await fetch(to, { method: 'POST', headers, body: form })).status;
  } catch {
    return null;
  }
}

/** Sends a notice until it is answered with 200, at most nine times; the returned function gives up. */
export function notifyUntilTaken(plan: NoticesPlan, form: string, clock: Pick<Clock, 'after'>): () => void {
  let callOff = (): void => undefined;
  const tryNow = async (tries: number): Promise<void> => {
    if ((await sendNotice(plan.to, form)) === 200) return;
    const nextMin = AGAIN_AFTER_MIN[tries];
    if (nextMin === undefined) return;
    callOff = clock.after(nextMin * plan.minuteMs, () => void tryNow(tries + 1));
  };
  void tryNow(0);
  return () => callOff();
}
