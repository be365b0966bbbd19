import { afterEach, describe, expect, it } from 'vitest';
import { machineAheadMs, systemClock, watchTime, type ClockPair } from '../../drivers/system/clock.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { clockHealth } from '../../src/till/clock-health.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
} from '../fakes/agent-process.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

afterEach(endAgents);

const DAY_MS = 24 * 3_600_000;
const ENDED = ['paid', 'failed', 'attention', 'cancelled'];

function shifted(byMs: number): Clock {
  const clock = systemClock();
  return { nowMs: () => clock.nowMs() + byMs, after: (waitMs, act) => clock.after(waitMs, act) };
}

describe('The clock', () => {
  it.each([
    ['behind', DAY_MS],
    ['ahead of', -DAY_MS],
  ])(
    'a first sale is paid although the machine is a day %s the acquirer, and health names it',
    async (side, byMs) => {
      const sandbox = await givenAgentSandbox({ clock: shifted(byMs) });
      const agent = await startAgent(givenAgentFolder(sandbox.url));

      const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
      await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
      const { sale } = await agent.events().until(({ sale }) => ENDED.includes(sale?.state ?? ''));

      expect(sale?.state).toBe('paid');
      expect((await agent.call('GET', '/v1/health')).json).toMatchObject({
        gateway: { status: 'ok', reason: 'clockWrong', why: expect.stringContaining(`1440 minutes ${side}`) },
      });
    },
  );

  it('less than a minute is nothing that a person should mend', () => {
    expect([clockHealth(null, 0), clockHealth(59_000, 0)]).toEqual([{ status: 'ok' }, { status: 'ok' }]);
  });

  it('is called wrong no longer once somebody has set it, or where the machine slept: then the till is to be started again', () => {
    const reasons = [
      clockHealth(DAY_MS, 0),
      clockHealth(DAY_MS, DAY_MS + 1000),
      clockHealth(-DAY_MS, -DAY_MS),
      clockHealth(DAY_MS, DAY_MS / 2),
      clockHealth(0, DAY_MS),
    ].map(({ reason, why }) => [reason, why?.match(/\d+ minutes \w+/)?.[0]]);

    expect(reasons).toEqual([
      ['clockWrong', '1440 minutes behind'],
      ['oldTime', undefined],
      ['oldTime', undefined],
      ['clockWrong', '720 minutes behind'],
      [undefined, undefined],
    ]);
  });

  it('of the machine is what the till compares with its own', () => {
    expect(Math.abs(machineAheadMs(shifted(-DAY_MS)) - DAY_MS)).toBeLessThan(5000);
  });
});

describe('A wake is noticed', () => {
  /** Lets a minute go by; the machine's clocks go with the till's, but for what happens to them. */
  async function heardOf(happens: (clocks: { wallMs: number; monotonicMs: number }, tick: number) => void) {
    const clock = new ManualClock();
    const more = { wallMs: 0, monotonicMs: 0 };
    const startedAtMs = clock.nowMs();
    const look = (): ClockPair => ({
      wallMs: clock.nowMs() + more.wallMs,
      monotonicMs: clock.nowMs() - startedAtMs + more.monotonicMs,
    });
    const heard: number[] = [];
    const stop = watchTime(clock, (byMs) => heard.push(byMs), look);
    for (let tick = 0; tick < 12; tick += 1) {
      happens(more, tick);
      await clock.advance(5000);
    }
    stop();
    return { heard, due: clock.due };
  }

  it('by the wall clock that went past the monotonic one, and by one that was set back', async () => {
    const { heard, due } = await heardOf((clocks, tick) => {
      if (tick === 2) clocks.wallMs += 3_600_000;
      if (tick === 7) clocks.wallMs -= 60_000;
    });

    expect(heard).toEqual([3_600_000, -60_000]);
    expect(due).toEqual([]);
  });

  it('by nothing that ran for a while', async () => {
    const { heard } = await heardOf((clocks, tick) => {
      if (tick !== 3) return;
      clocks.wallMs += 40_000;
      clocks.monotonicMs += 40_000;
    });

    expect(heard).toEqual([40_000]);
  });

  it('a slow correction of the clock is none', async () => {
    const { heard } = await heardOf((clocks) => {
      clocks.wallMs += 500;
    });

    expect(heard).toEqual([]);
  });
});
