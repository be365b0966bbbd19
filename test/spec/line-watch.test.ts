import { describe, expect, it } from 'vitest';
import type { Gateway, LineAnswer, Timed } from '../../src/acquirers/port.ts';
import type { Ms } from '../../src/ground/time.ts';
import { LINE_ANSWER_MS, LINE_CHECK_MS, LineWatch } from '../../src/till/line-watch.ts';
import { FakeGateway } from '../fakes/fake-gateway.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const SECOND_MS = 1000;

/** A gateway whose line is checked; the answer waits until it is given. */
class CheckedGateway extends FakeGateway {
  readonly waiting: ((answer: LineAnswer) => void)[] = [];
  checks = 0;

  checkLine(): Promise<Timed<LineAnswer>> {
    this.checks += 1;
    return new Promise((resolve) => this.waiting.push((answer) => resolve({ answer, clockOffsetMs: 0 })));
  }
}

function given({ everyMs = LINE_CHECK_MS, gateways = 1 } = {}) {
  const clock = new ManualClock();
  const all = Array.from({ length: gateways }, () => new CheckedGateway());
  const shop = { paying: false, spokeAtMs: undefined as Ms | undefined };
  const heard: [string, LineAnswer][] = [];
  const told: string[] = [];
  const watch = new LineWatch({
    clock,
    log: {
      info: (say) => told.push(say),
      warn: (say, facts) => told.push(`${say}: ${String(facts?.['why'])}`),
    },
    gateways: new Map<string, Gateway>(all.map((gateway, index) => [`g${index}`, gateway])),
    everyMsOf: () => everyMs,
    isPaying: () => shop.paying,
    spokeAtMs: () => shop.spokeAtMs,
    checked: (name, { answer }) => heard.push([name, answer]),
  });
  watch.start();
  return { clock, watch, shop, heard, told, gateway: all[0]!, all };
}

describe('The strip tells the truth › the gateway is asked when nothing was heard of it', () => {
  it('at the start, and then after 24 s of silence; not earlier', async () => {
    const { clock, gateway, heard } = given();
    await clock.advance(SECOND_MS);
    gateway.waiting.shift()?.({ kind: 'there' });
    await clock.advance(23 * SECOND_MS);

    expect([gateway.checks, heard.length]).toEqual([1, 1]);

    await clock.advance(SECOND_MS);
    gateway.waiting.shift()?.({
      kind: 'unknown',
      why: 'the gateway cannot be reached (ECONNREFUSED)',
      alarm: true,
    });
    await clock.advance(0);

    expect(gateway.checks).toBe(2);
    expect(heard.at(-1)).toEqual([
      'g0',
      { kind: 'unknown', why: 'the gateway cannot be reached (ECONNREFUSED)', alarm: false },
    ]);
  });

  it('never while it was heard of less than 24 s ago', async () => {
    const { clock, gateway, shop } = given();
    for (let second = 0; second < 120; second += 10) {
      shop.spokeAtMs = clock.nowMs();
      await clock.advance(10 * SECOND_MS);
    }

    expect(gateway.checks).toBe(0);

    await clock.advance(15 * SECOND_MS);
    expect(gateway.checks).toBe(1);
  });

  it('never while a payment is under way, and as soon as it is over', async () => {
    const { clock, gateway, shop } = given();
    shop.paying = true;
    await clock.advance(10 * 60 * SECOND_MS);
    const during = gateway.checks;
    shop.paying = false;
    await clock.advance(SECOND_MS);

    expect([during, gateway.checks]).toEqual([0, 1]);
  });

  it('with one question at a time to each: one that hangs hides no other', async () => {
    const { clock, all } = given({ gateways: 2 });
    for (let minute = 0; minute < 5; minute += 1) {
      await clock.advance(60 * SECOND_MS);
      all[1]!.waiting.shift()?.({ kind: 'there' });
    }

    expect(all.map(({ checks }) => checks)).toEqual([1, 5]);
  });

  it('and one that says nothing for 5 s is not ready any more; a late answer counts', async () => {
    const { clock, gateway, heard, told } = given();
    await clock.advance(SECOND_MS + LINE_ANSWER_MS);
    const silent = [...heard];
    gateway.waiting.shift()?.({ kind: 'there' });
    await clock.advance(0);

    expect(silent).toMatchObject([['g0', { kind: 'unknown', why: 'no answer within 5 s' }]]);
    expect(heard.at(-1)).toEqual(['g0', { kind: 'there' }]);
    expect(told).toEqual(['the gateway does not answer: no answer within 5 s', 'the gateway answers again']);
  });

  it('not at all where the config says 0, and not after the till has stopped', async () => {
    const off = given({ everyMs: 0 });
    await off.clock.advance(5 * 60 * SECOND_MS);
    const stopped = given();
    await stopped.clock.advance(SECOND_MS);
    stopped.watch.stop();
    stopped.gateway.waiting.shift()?.({ kind: 'there' });
    await stopped.clock.advance(5 * 60 * SECOND_MS);

    expect([off.gateway.checks, stopped.gateway.checks]).toEqual([0, 1]);
    expect(stopped.heard).toEqual([]);
  });

  it('a change is logged once, with the cause', async () => {
    const { clock, gateway, told } = given();
    for (const kind of ['unknown', 'unknown', 'there', 'there'] as const) {
      while (gateway.waiting.length === 0) await clock.advance(SECOND_MS);
      gateway.waiting.shift()?.(kind === 'there' ? { kind } : { kind, why: 'dead' });
      await clock.advance(SECOND_MS);
    }

    expect(told).toEqual(['the gateway does not answer: dead', 'the gateway answers again']);
  });
});
