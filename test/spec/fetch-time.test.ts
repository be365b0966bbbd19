import { describe, expect, it } from 'vitest';
import { DailyFetch } from '../../drivers/reports/daily-fetch.ts';
import { nextFetchAtMs } from '../../src/reconcile/settlement/fetch-time.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const DAYS = { dayOffsetMs: 8 * 3_600_000, holidays: ['2026-11-24'] };
const HOUR_MS = 3_600_000;
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('When reports are fetched (reports dossier §5.3)', () => {
  it.each([
    ['on a working day before half past eight', '2026-11-20T03:00', null, '2026-11-20T08:30'],
    ['later on that day', '2026-11-20T10:00', null, '2026-11-20T10:00'],
    ['once it was done, on the next working day', '2026-11-20T10:00', '2026-11-20', '2026-11-23T08:30'],
    ['on a Saturday', '2026-11-21T10:00', null, '2026-11-23T08:30'],
    ['before a day of the shop’s list', '2026-11-23T10:00', '2026-11-23', '2026-11-25T08:30'],
  ])('%s', (_title, now, done, next) => {
    expect(nextFetchAtMs(at(now), done, DAYS)).toBe(at(next));
  });

  it('a server that cannot be had is tried again each hour, is told of, and the till goes on', async () => {
    const clock = new ManualClock(at('2026-11-20T07:00'));
    const asked: number[] = [];
    const warned: unknown[] = [];
    const daily = new DailyFetch({
      ...{
        clock,
        days: DAYS,
        log: { info: () => undefined, warn: (_say, facts) => void warned.push(facts) },
      },
      fetch: () => {
        asked.push(clock.nowMs());
        return Promise.resolve(asked.length < 3 ? 'cannot be reached' : null);
      },
    });

    daily.start();
    await clock.advance(4 * 24 * HOUR_MS);
    daily.stop();
    await clock.advance(24 * HOUR_MS);

    const times = ['2026-11-20T08:30', '2026-11-20T09:30', '2026-11-20T10:30', '2026-11-23T08:30'];
    expect(asked).toEqual(times.map(at));
    expect(warned).toEqual([{ why: 'cannot be reached' }, { why: 'cannot be reached' }]);
  });
});
