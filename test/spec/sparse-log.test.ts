import { describe, expect, it } from 'vitest';
import { SPAN_MS, sparseWarnings, WARNINGS_SAID } from '../../src/ground/sparse-log.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

function given() {
  const clock = new ManualClock();
  const lines: string[] = [];
  const log = sparseWarnings(
    {
      info: (message) => void lines.push(message),
      warn: (message, facts) => void lines.push(`${message} ${JSON.stringify(facts ?? {})}`),
    },
    clock,
  );
  return { clock, lines, log };
}

describe('What strangers can cause at will (interface §11)', () => {
  it('a flood is ten lines and one that more is counted', () => {
    const { lines, log } = given();

    for (let times = 0; times < 10_000; times += 1) log.warn('refused');

    expect(lines).toHaveLength(WARNINGS_SAID + 1);
    expect(lines.at(-1)).toContain('More of the same is counted, and not written one by one.');
  });

  it('the next one after ten minutes says how many were not written', async () => {
    const { clock, lines, log } = given();
    for (let times = 0; times < WARNINGS_SAID + 7; times += 1) log.warn('refused');

    await clock.advance(SPAN_MS);
    log.warn('refused');

    expect(lines.slice(-2)).toEqual([
      'More of the same was not written. {"message":"refused","times":7}',
      'refused {}',
    ]);
  });

  it('what the acquirer itself tells is always written', () => {
    const { lines, log } = given();

    for (let times = 0; times < 50; times += 1) log.info('told');

    expect(lines).toHaveLength(50);
  });
});
