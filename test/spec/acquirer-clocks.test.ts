import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/acquirers/port.ts';
import { AcquirerClocks } from '../../src/till/acquirer-clocks.ts';
import { FakeGateway } from '../fakes/fake-gateway.ts';

/** A gateway that answers each question for its clock in turn; undefined is silence. */
function givenClock(...answers: (number | undefined)[]): { gateway: Gateway; asked: () => number } {
  let asked = 0;
  const learnClock = (): Promise<number | undefined> => Promise.resolve(answers[asked++]);
  return { gateway: Object.assign(new FakeGateway(), { learnClock }), asked: () => asked };
}

describe('The clock is learnt from the acquirer before the first pay of a start and after a wake', () => {
  it('a pay asks again where the question of the start was not answered', async () => {
    const { gateway, asked } = givenClock(undefined, undefined, 3_600_000);
    const clocks = new AcquirerClocks();
    clocks.learnAnew(new Map([['g', gateway]]));
    await clocks.learning('g', gateway);

    const known: (number | null)[] = [];
    for (let pay = 0; pay < 2; pay += 1) {
      await clocks.learning('g', gateway);
      known.push(clocks.offsetMs('g'));
    }

    expect({ asked: asked(), known }).toEqual({ asked: 3, known: [null, 3_600_000] });
  });

  it('pays that come while it is asked wait for one question, and none waits where the clock is known', async () => {
    const { gateway, asked } = givenClock(0);
    const clocks = new AcquirerClocks();
    clocks.learnAnew(new Map([['g', gateway]]));

    await Promise.all([clocks.learning('g', gateway), clocks.learning('g', gateway)]);

    expect([asked(), clocks.learning('g', gateway)]).toEqual([1, null]);
  });

  it('what was asked before a wake is no word on the clock after it', async () => {
    const { gateway } = givenClock(3_600_000, 0);
    const clocks = new AcquirerClocks();
    const all = new Map([['g', gateway]]);
    clocks.learnAnew(all);
    const before = clocks.learning('g', gateway);
    clocks.learnAnew(all);

    await Promise.all([before, clocks.learning('g', gateway)]);

    expect(clocks.offsetMs('g')).toBe(0);
  });
});
