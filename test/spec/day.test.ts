import { describe, expect, it } from 'vitest';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { Problem } from '../../src/contract/problems.ts';
import { csvOfReport, paperOfReport } from '../../src/till/manager/day-papers.ts';
import { clockOffMs } from '../../src/till/clock-health.ts';
import { viewOfReport } from '../../src/till/manager/day.ts';
import type { DayReport } from '../../src/journal/day-closed.ts';
import type { Total } from '../../src/journal/entry.ts';
import { invariant, type Result } from '../../src/ground/result.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { GivenTill, givenConfig, RM45_50 } from '../fakes/given-till.ts';
import { verified } from '../fakes/verified-rows.ts';

const UNKNOWN = { kind: 'unknown', why: 'no answer' } as const;
const NONE = { params: {}, query: {}, body: null } as const;
let charges = 0;
const charged = (wallet?: string) => {
  charges += 1;
  const paymentId = `P-${charges}`;
  return { kind: 'charged', charge: givenCharge(RM45_50, { paymentId, walletBrandName: wallet }) } as const;
};

function tillWith(script: Script): GivenTill {
  const pin = plainHash('471147');
  return new GivenTill(script, undefined, { managers: [{ id: 'm1', name: 'Aisyah', pin }] });
}

async function refund(till: GivenTill, saleId: string, value: string): Promise<void> {
  const paymentRequestId = till.sale(saleId).paymentRequestId ?? '';
  const body = {
    paymentRequestId,
    amount: { currency: 'MYR', value },
    reason: 'Wrong size',
    approver: { id: 'm1', pin: '471147' },
  };
  unwrap(await till.manager.requestRefund({ params: {}, query: {}, body }));
  await till.clock.advance(0);
}

function unwrap<T>(result: Result<T, Problem>): T {
  invariant(result.ok, `it is done: ${JSON.stringify(result)}`);
  return result.value;
}

const readX = async (till: GivenTill) => unwrap(await till.manager.readX(NONE));
const closeDay = async (till: GivenTill) => unwrap(await till.manager.closeDay(NONE));
const readZ = async (till: GivenTill, number: string) =>
  till.manager.readZ({ params: { number }, query: {}, body: null });

describe('The day’s end (interface section 3)', () => {
  it('X counts sales, voids and refunds by currency, wallet and hour, any time', async () => {
    const till = tillWith({
      pay: [charged('TNG eWallet'), charged('GCash'), charged('GCash')],
      cancel: [{ kind: 'confirmed' }],
      refund: [{ kind: 'refunded' }],
      lookUp: [{ kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] }],
    });
    await till.sell('A');
    const refunded = await till.sell('B');
    const voided = await till.sell('C');

    await till.cancel(voided);
    await till.clock.advance(0);
    await refund(till, refunded, '1500');
    const x = await readX(till);

    expect(x).toMatchObject({ type: 'X', number: 1, unresolved: [] });
    expect(x.totals).toEqual([
      { type: 'sale', currency: 'MYR', count: 3, value: '13650' },
      { type: 'void', currency: 'MYR', count: 1, value: '4550' },
      { type: 'refund', currency: 'MYR', count: 1, value: '1500' },
    ]);
    expect(
      x.wallets.filter(({ wallet }) => wallet === 'GCash').map(({ type, count }) => [type, count]),
    ).toEqual([
      ['sale', 2],
      ['void', 1],
      ['refund', 1],
    ]);
    // 9:00 UTC is 17:00 in Kuala Lumpur.
    expect(new Set(x.hours.map(({ hour }) => hour))).toEqual(new Set([17]));
  });

  it('Z closes the day: numbered without gaps, immutable, and the next day begins empty', async () => {
    const till = tillWith({ pay: [charged('GCash'), charged('GCash')] });
    await till.sell('A');

    const first = await closeDay(till);
    await till.clock.advance(1000);
    await till.sell('B');
    const second = await closeDay(till);
    const again = unwrap(await readZ(till, '1'));
    const unknown = await readZ(till, '3');

    expect([first.number, second.number]).toEqual([1, 2]);
    expect(again).toEqual(first);
    expect(second.totals).toEqual(first.totals);
    expect(second.from).toBe(first.until);
    expect((await readX(till)).totals).toEqual([]);
    expect(unknown).toMatchObject({ ok: false, error: { slug: 'not-found' } });
  });

  it('a restart changes neither a closed day nor the running one', async () => {
    const till = tillWith({ pay: [charged('GCash'), charged('GCash')] });
    await till.sell('A');
    const z = await closeDay(till);
    await till.sell('B');
    const x = await readX(till);

    const next = till.restarted();

    expect(unwrap(await readZ(next, '1'))).toEqual(z);
    expect((await readX(next)).totals).toEqual(x.totals);
  });

  it('closes also while something is unresolved, names it, and carries it to the next day', async () => {
    const till = tillWith({ pay: [UNKNOWN], inquire: [UNKNOWN] });
    await till.sell('A');

    const z = await closeDay(till);
    till.gateway.answers({ inquire: [charged('GCash')] });
    await till.clock.advance(3000);
    const next = await readX(till);

    expect(z.totals).toEqual([]);
    expect(z.unresolved).toMatchObject([{ referenceOrderId: 'A', state: 'checking' }]);
    expect(next.totals).toEqual([{ type: 'sale', currency: 'MYR', count: 1, value: '4550' }]);
    expect(next.unresolved).toEqual([]);
  });

  it('carries the head of the chain; other sums or rows before it are found by verify', async () => {
    const till = tillWith({ pay: [charged('GCash')] });
    await till.sell('A');
    const z = await closeDay(till);
    const good = verified(till.journal);
    const at = till.journal.rows.findIndex((row) => row.includes('dayClosed'));
    const written = till.journal.rows[at] ?? '';

    till.journal.rows[at] = written.replace('"amountMinor":4550', '"amountMinor":4551');
    const otherSums = verified(till.journal);
    till.journal.rows[at] = written.replace(z.head.slice(0, 8), '00000000');
    const otherHead = verified(till.journal);

    expect(z.head).toMatch(/^[0-9a-f]{64}$/);
    expect(good.result).toEqual({ ok: true, value: null });
    expect(otherSums.result).toMatchObject({ error: { seq: at + 1, wrong: /other sums/ } } as never);
    expect(otherHead.result).toMatchObject({ ok: false });
  });

  it('is a table for a spreadsheet, in minor units', async () => {
    const till = tillWith({ pay: [charged('GCash')] });
    await till.sell('A');

    const csv = unwrap(await till.manager.readXPaper({ params: {}, query: { format: 'csv' }, body: null }));

    expect(csv.split('\r\n')[0]).toBe(
      '\uFEFFreport,number,from,until,part,of,type,currency,count,valueMinor',
    );
    expect(csv).toMatch(/,wallet,GCash,sale,MYR,1,4550/);
  });
});

describe('The day’s end › closing twice is closing once', () => {
  const close = (till: GivenTill, idempotencyKey?: string, body: { again?: boolean } | null = null) =>
    till.manager.closeDay({ params: {}, query: {}, body, idempotencyKey });
  const closes = (till: GivenTill): number =>
    till.journal.rows.filter((row) => row.includes('"kind":"dayClosed"')).length;

  it('a repeat with the same Idempotency-Key answers the same day, also later and after a restart', async () => {
    const till = tillWith({ pay: [charged('GCash'), charged('GCash')] });
    await till.sell('A');

    const first = unwrap(await close(till, 'z-1'));
    const atOnce = unwrap(await close(till, 'z-1'));
    await till.clock.advance(90_000);
    await till.sell('B');
    const later = unwrap(await close(till.restarted(), 'z-1', { again: true }));

    expect([atOnce, later]).toEqual([first, first]);
    expect(closes(till)).toBe(1);
  });

  it('another key closes another day, once something has moved', async () => {
    const till = tillWith({ pay: [charged('GCash'), charged('GCash')] });
    await till.sell('A');
    const first = unwrap(await close(till, 'z-1'));

    await till.sell('B');
    const second = unwrap(await close(till, 'z-2'));

    expect([first.number, second.number, unwrap(await close(till, 'z-1')).number]).toEqual([1, 2, 1]);
  });

  it('an empty day within a minute of a close is a question: it says when, and changes nothing', async () => {
    const till = tillWith({ pay: [charged('GCash')] });
    await till.sell('A');
    const first = unwrap(await close(till));
    await till.clock.advance(59_999);

    const asked = await close(till.restarted(), 'z-2');

    expect(asked).toMatchObject({
      ok: false,
      error: { slug: 'day-just-closed', number: 1, closedAt: first.until },
    });
    expect(asked).toMatchObject({ error: { detail: expect.stringContaining(first.until) as string } });
    expect(closes(till)).toBe(1);
  });

  it('the question is answered by the same call with `again`, under the same key', async () => {
    const till = tillWith({});
    unwrap(await close(till, 'z-1'));
    const asked = await close(till, 'z-2');
    const notAgain = await close(till, 'z-2', { again: false });

    const second = unwrap(await close(till, 'z-2', { again: true }));
    const repeated = unwrap(await close(till, 'z-2', { again: true }));

    expect([asked.ok, notAgain.ok]).toEqual([false, false]);
    expect([second.number, repeated.number, closes(till)]).toEqual([2, 2, 2]);
  });

  it('an empty day is closed without a question once a minute has gone by', async () => {
    const till = tillWith({});
    unwrap(await close(till));
    await till.clock.advance(60_000);

    expect(unwrap(await close(till)).number).toBe(2);
  });

  it('a day that was closed before keys were kept stays readable', async () => {
    const till = tillWith({});
    unwrap(await close(till));

    const kept = till.journal.rows.pop() ?? '';
    const former = kept.replace(
      /"version":\d,"till":"T07",|,"idempotencyKey":null|,"signature":"[^"]*"|,"stage":"live"/g,
      '',
    );
    till.journal.rows.push(former);

    expect(former).toMatch(/^\{"kind":"dayClosed","atMs":\d+,.*"head":"\w+"\}$/);
    expect(unwrap(await readZ(till.restarted(), '1')).number).toBe(1);
  });
});

describe('The day’s end › sums that are more than a number holds', () => {
  const MOST = { ...RM45_50, valueMinor: Number.MAX_SAFE_INTEGER as Minor };
  const THREE = '27021597764222973';

  it('are exact in X, in Z, in the table for a spreadsheet and after a restart', async () => {
    const pay = ['P-1', 'P-2', 'P-3'].map((paymentId) => {
      const charge = givenCharge(MOST, { paymentId, walletBrandName: 'GCash' });
      return { kind: 'charged', charge } as const;
    });
    const till = tillWith({ pay });
    for (const order of ['A', 'B', 'C']) {
      const { saleId } = unwrap(await till.open(order, String(MOST.valueMinor)));
      unwrap(await till.code(saleId));
      await till.clock.advance(0);
    }

    const x = await readX(till);
    const z = await closeDay(till);
    const next = till.restarted();
    const again = unwrap(await readZ(next, '1'));
    const csv = unwrap(
      await next.manager.readZPaper({ params: { number: '1' }, query: { format: 'csv' }, body: null }),
    );

    const total = { type: 'sale', currency: 'MYR', count: 3, value: THREE };
    expect(x).toMatchObject({ totals: [total], wallets: [total], hours: [total] });
    expect(z.totals).toEqual([total]);
    expect(again).toEqual(z);
    // In all, by wallet, by gateway and by hour.
    expect(csv.split(`,sale,MYR,3,${THREE}`)).toHaveLength(5);
    expect(verified(next.journal).result).toEqual({ ok: true, value: null });
  });
});

describe('The day’s end › acquirers', () => {
  const moved = (gateway: string | null, amountMinor: bigint, type: Total['type'] = 'sale'): Total => ({
    ...{ type, gateway, amountMinor, currency: RM45_50.currency, wallet: null, operatorId: null },
    ...{ quarter: 36, count: 1 },
  });
  const reportOver = (totals: readonly Total[]): DayReport => ({
    ...{ number: 4, fromMs: 0, untilMs: 1000, unresolved: [], head: '00', totals },
  });

  describe('X and Z name the clock when it is wrong', () => {
    const texts = (clockOffMs: number | null) =>
      paperOfReport('X', reportOver([]), {
        config: givenConfig({}),
        unreal: null,
        marked: false,
        clockOffMs,
      }).flatMap((line) => (line.kind === 'pair' ? [`${line.label} ${line.value}`] : []));

    it('name the clock, and by how much it is wrong', () => {
      expect(texts(-86_400_000)).toContain('Clock wrong by -1440 min');
      expect(texts(7_200_000)).toContain('Clock wrong by +120 min');
    });

    it('say nothing of a clock that is right or not proven', () => {
      expect(texts(null).join()).not.toContain('Clock');
      expect([clockOffMs([null]), clockOffMs([0, 59_000]), clockOffMs([null, 90_000, -3_600_000])]).toEqual([
        null,
        null,
        3_600_000,
      ]);
    });
  });
  const pairsOf = (type: 'X' | 'Z', totals: readonly Total[]) =>
    paperOfReport(type, reportOver(totals), {
      config: givenConfig({}),
      unreal: null,
      marked: false,
      clockOffMs: null,
    })
      .filter((line) => line.kind === 'pair')
      .map(({ label, value }) => [label.replaceAll(/[\u2066-\u2069]/g, ''), value]);
  const TWO = [moved('alipayPlus', 4550n), moved('cards', 1000n), moved('cards', 250n, 'refund')];

  it.each(['X', 'Z'] as const)(
    'a paper of %s tells what each came to, where more than one moved money',
    (type) => {
      const pairs = pairsOf(type, TWO);

      expect(pairs).toContainEqual(['alipayPlus (1)', 'MYR 45.50']);
      expect(pairs).toContainEqual(['cards (1)', 'MYR 7.50']);
    },
  );

  it('a paper over one acquirer does not say the sums twice', () => {
    const labels = pairsOf('Z', [moved('alipayPlus', 4550n), moved('alipayPlus', 100n, 'void')]);

    expect(labels.filter(([label]) => label?.startsWith('alipayPlus'))).toEqual([]);
  });

  it('nor does one over a day that did not keep its acquirers', () => {
    const labels = pairsOf('Z', [moved(null, 4550n)]).map(([label]) => label);

    // Once for the wallet, which is not known either.
    expect(labels.filter((label) => label === '— (1)')).toHaveLength(1);
  });

  it('the table for a spreadsheet has a row for each acquirer', () => {
    const csv = csvOfReport(viewOfReport('Z', reportOver(TWO), 'Asia/Kuala_Lumpur'));

    expect(csv).toContain(',acquirer,alipayPlus,sale,MYR,1,4550');
    expect(csv).toContain(',acquirer,cards,sale,MYR,1,1000');
    expect(csv).toContain(',acquirer,cards,refund,MYR,1,250');
  });
});

describe('A sale’s story', () => {
  it('says what was asked, answered and approved, in order', async () => {
    const till = tillWith({
      pay: [UNKNOWN],
      inquire: [charged('GCash')],
      refund: [UNKNOWN, { kind: 'refunded' }],
      lookUp: [{ kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] }],
    });
    const saleId = await till.sell('A');
    await refund(till, saleId, '1500');
    await till.clock.advance(2000);

    const story = unwrap(await till.manager.readStory({ params: { saleId }, query: {}, body: null }));

    expect(story.map(({ kind }) => kind)).toEqual([
      'opened',
      'scanned',
      'unanswered',
      'charged',
      'refundApproved',
      'refundUnanswered',
      'refunded',
    ]);
    expect(story[4]?.say).toBe('m1 approved a refund of MYR 15.00: Wrong size');
    expect(story.every(({ say }) => !/\d{12}/.test(say))).toBe(true);
  });
});

describe('A sale’s story › no answer in time', () => {
  it('says that the cancel was sent, and what came of it in the end; a silent try has no line', async () => {
    const undecided = { ...UNKNOWN, code: 'UNKNOWN_EXCEPTION' };
    const till = tillWith({
      pay: [UNKNOWN],
      inquire: [undecided],
      cancel: [UNKNOWN, { kind: 'confirmed' }],
    });
    const saleId = await till.sell('A');
    await till.clock.advance(70_000);

    const story = unwrap(await till.manager.readStory({ params: { saleId }, query: {}, body: null }));

    const kinds = story.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'cancelSent')).toHaveLength(1);
    expect(kinds.slice(kinds.indexOf('cancelSent'))).toEqual(['cancelSent', 'cancelled']);
  });

  it('does not say that a cancel was sent while no answer allows one', async () => {
    const till = tillWith({ pay: [UNKNOWN], inquire: [UNKNOWN], cancel: [{ kind: 'confirmed' }] });
    const saleId = await till.sell('A');
    await till.clock.advance(3_600_000);

    const story = unwrap(await till.manager.readStory({ params: { saleId }, query: {}, body: null }));

    expect(till.gateway.verbs).not.toContain('cancel');
    expect(story.map(({ kind }) => kind)).not.toContain('cancelSent');
  });
});

describe('History', () => {
  it('finds a sale by any of its ids, by amount, time, wallet and state, newest first', async () => {
    const till = tillWith({ pay: [charged('GCash'), charged('TNG eWallet')] });
    const first = await till.sell('A');
    await till.clock.advance(60_000);
    const second = await till.sell('B');
    const { list, at } = { list: till.desk.handlers().listSales, at: (ms: number) => till.screen.iso(ms) };
    const find = async (query: object): Promise<string[]> => {
      const found = await list({ params: {}, query: { limit: 50, ...query }, body: null });
      return unwrap(found).map(({ saleId }) => saleId);
    };

    const { paymentId = '', paymentRequestId = '' } = till.sale(first);
    const found = [
      await find({ id: paymentId }),
      await find({ id: paymentRequestId }),
      await find({ id: 'B' }),
      await find({ value: '4550' }),
      await find({ from: at(till.clock.nowMs() - 1000) }),
      await find({ wallet: 'GCash' }),
      await find({ state: 'failed' }),
    ];

    expect(found).toEqual([[first], [first], [second], [second, first], [second], [first], []]);
  });
});
