import { describe, expect, it } from 'vitest';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import { CHAIN_START } from '../../src/journal/chain.ts';
import type { HttpCall } from '../../src/acquirers/port.ts';
import { CENTRE_PATHS } from '../../src/centre/wire.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { givenKey } from './given-centre.ts';
import { RowsInMemory, SimulatedTill } from './simulated-till.ts';

// When a till speaks to its centre: a line that answers by the test's word, and a clock that the test moves.

const ASKED_MS = 10_000;
/** A customer waits for the pay that leaves. */
const PAY_LEAVES_MS = 200;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function started(answers: Answer[]): { clock: ManualClock; till: SimulatedTill; calls: HttpCall[] } {
  const [clock, key, journal, calls] = [new ManualClock(), givenKey(), new RowsInMemory(), [] as HttpCall[]];
  const cursor = (): object => ({
    epoch: 1,
    next: journal.rows.length + 1,
    head: Buffer.from(journal.rows.at(-1)?.hash ?? CHAIN_START).toString('hex'),
  });
  const caller = new CentreCaller({
    url: 'http://centre.example',
    ...key,
    http: {
      send: (call) => {
        calls.push(call);
        const { status, headers = {} } = answers.shift() ?? { status: 200 };
        const isAsk = call.url.endsWith(CENTRE_PATHS.ask);
        const body = isAsk
          ? { state: 'enrolled', common: 0, configVersion: 0, ...cursor() }
          : { outcome: 'taken', ...cursor() };
        return Promise.resolve({
          kind: 'answered',
          status,
          headers,
          body: Buffer.from(JSON.stringify(body)),
        });
      },
    },
  });
  const till = new SimulatedTill({ clock, key, caller, journal, code: null, terminal: 'L1' });
  till.link.start();
  return { clock, till, calls };
}

describe('The way to the centre (chain §2)', () => {
  it.each([
    ['seconds', { status: 503, headers: { 'retry-after': '10' } }],
    ['seconds', { status: 429, headers: { 'retry-after': '10' } }],
    ['a date', { status: 503, headers: { 'retry-after': 'Mon, 05 Jan 2026 09:00:10 GMT' } }],
  ])('a wait that the centre asks for, in %s, is not undercut', async (_, busy) => {
    const { clock, till, calls } = started([busy]);
    await clock.advance(ASKED_MS - 1);
    expect(calls).toHaveLength(1);

    await clock.advance(ASKED_MS);
    till.link.stop();

    expect(calls.length).toBeGreaterThan(1);
    expect(till.state?.kind).toBe('idle');
  });

  it('no answer is read for longer than it may be, so that a centre that lies at length costs a till little', async () => {
    const { clock, till, calls } = started([]);
    await clock.advance(0);
    till.link.stop();

    expect(calls.map(({ answerBytesMax }) => answerBytesMax)).toEqual([16 * 1024]);
  });

  it('nothing is said while a pay leaves the till; other rows that move money are told at once', async () => {
    const { clock, till, calls } = started([]);
    await clock.advance(0);
    till.append(1, 'paymentChanged');
    await clock.advance(PAY_LEAVES_MS / 2);
    expect(calls).toHaveLength(2);

    till.append(2, 'paymentStarted');
    till.link.askSoon();
    await clock.advance(PAY_LEAVES_MS - 1);
    expect(calls).toHaveLength(2);

    await clock.advance(PAY_LEAVES_MS);
    till.link.stop();
    expect(calls.length).toBeGreaterThan(2);
  });
});
