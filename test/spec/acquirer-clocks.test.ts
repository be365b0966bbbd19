import { describe, expect, it } from 'vitest';
import { LearntClock } from '../../src/acquirers/learnt-clock.ts';
import type { Gateway } from '../../src/acquirers/port.ts';
import { AcquirerClocks } from '../../src/till/acquirer-clocks.ts';
import { NOT_FOUND, SILENT } from '../fakes/answers.ts';
import { FakeGateway } from '../fakes/fake-gateway.ts';
import { GivenTill } from '../fakes/given-till.ts';

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

describe('A pay that waits for the clock', () => {
  it('leaves before the questions that are asked about it meanwhile: an older answer would say nothing of it', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [NOT_FOUND], cancel: [NOT_FOUND] });
    const told = new Promise<number>((resolve) => till.clock.after(1000, () => resolve(0)));
    Object.assign(till.gateway, { learnClock: () => told });
    const saleId = await till.sell();
    till.terminal.tell(till.sale(saleId).paymentRequestId ?? '', { kind: 'hurried' });
    await till.clock.advance(500);
    const before = [...till.gateway.verbs];
    await till.clock.advance(500);

    expect(before).toEqual([]);
    expect(till.gateway.verbs.slice(0, 2)).toEqual(['pay', 'inquire']);
  });

  it('is not sent where the sale was given up meanwhile, and the question about it is asked all the same', async () => {
    const till = new GivenTill({ inquire: [NOT_FOUND] });
    const told = new Promise<number>((resolve) => till.clock.after(1000, () => resolve(0)));
    Object.assign(till.gateway, { learnClock: () => told });
    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(1000);

    expect(till.gateway.verbs).toEqual(['inquire']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });
});

describe('One odd answer moves nothing; two must agree', () => {
  /** What is proven after each answer, in seconds, all at once answered. */
  function proven(...offsetsS: number[]): (number | null)[] {
    const clock = new LearntClock();
    return offsetsS.map((offsetS) => {
      clock.heard({ offsetMs: offsetS * 1000, roundTripMs: 0 });
      return clock.offsetMs === undefined ? null : clock.offsetMs / 1000;
    });
  }

  it('an answer that agrees with the machine moves no offset that was proven', () => {
    expect(proven(3600, 3600, 0, 3600)).toEqual([null, 3600, 3600, 3600]);
  });

  it('two answers in a row that agree with the machine do', () => {
    expect(proven(3600, 3600, 1, 0.5)).toEqual([null, 3600, 3600, 0]);
  });

  it('a clock that runs away, answer by answer, is never believed, nor is one that leaps to and fro', () => {
    expect(proven(10, 20, 40, 80, 160)).toEqual([null, null, null, null, null]);
    expect(proven(0, 3600, -3600, 3600, -3600)).toEqual([0, 0, 0, 0, 0]);
  });

  it('nor does an odd one before, between or after those that agree', () => {
    expect(proven(0, 3600, 0, 3600, 0)).toEqual([0, 0, 0, 0, 0]);
    expect(proven(3600, 3600, 7200, 0, 7200, 3600)).toEqual([null, 3600, 3600, 3600, 3600, 3600]);
  });
});
