import { describe, expect, it } from 'vitest';
import { foldOf } from '../../src/journal/fold.ts';
import { isOfSale, decodeRecord } from '../../src/journal/records.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { durableOf } from '../../src/payment/tally.ts';
import { invariant } from '../../src/ground/result.ts';
import {
  CHARGED,
  CLOSED,
  CONFIRMED,
  REFUNDED,
  refused,
  SILENT,
  TOO_LATE,
  UNDECIDED,
} from '../fakes/answers.ts';
import type { Script } from '../fakes/fake-gateway.ts';
import { MINUTE_MS, SEEN, Shop } from '../fakes/refund-shop.ts';
import { verified } from '../fakes/verified-rows.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** As many as fit into a day of 30 s each. */
const TRIES = 2880;
/** Twelve tries at powers of two, each with what was answered to it, and what made it be owed. */
const ROWS_MAX = 30;

/** The sale as its rows tell it. */
function folded({ till, saleId }: Shop): Sale {
  const sale = foldOf(till.journal.ofSale(saleId));
  invariant(sale !== null, 'the sale has rows');
  return sale;
}

function shown({ till, saleId }: Shop): Sale {
  const sale = till.terminal.book.sale(saleId);
  invariant(sale !== undefined, 'the sale is known');
  return sale;
}

const triesOf = (shop: Shop): number =>
  shop.till.screen.queue().find(({ kind }) => kind !== 'receipt')?.tries ?? 0;

async function voided(script: Script): Promise<Shop> {
  const shop = await Shop.withPaidSale(script);
  await shop.till.cancel(shop.saleId);
  await shop.till.clock.advance(0);
  return shop;
}

async function told(shop: Shop): Promise<Shop> {
  shop.till.terminal.notified(
    'alipayPlus',
    { by: 'id', paymentRequestId: shop.sale.paymentRequestId ?? '' },
    { kind: 'hint' },
  );
  await shop.till.clock.advance(0);
  return shop;
}

/** Everything that can be owed for a day, with the answer that ends it. */
const OWED: readonly (readonly [string, () => Promise<Shop>, Script])[] = [
  ['a void', () => voided({ cancel: [SILENT] }), { cancel: [CONFIRMED] }],
  [
    'a cancel of a payment in doubt',
    () => voided({ pay: [SILENT], inquire: [UNDECIDED], cancel: [SILENT] }),
    { inquire: [UNDECIDED], cancel: [CONFIRMED] },
  ],
  [
    'the inquiry that a cancel waits for',
    () => voided({ pay: [SILENT], inquire: [SILENT] }),
    { inquire: [CLOSED] },
  ],
  [
    'the refund of a give-back',
    () => voided({ cancel: [TOO_LATE], inquire: [CHARGED], refund: [refused('KEY_NOT_FOUND', 'technical')] }),
    { refund: [REFUNDED], inquire: [CHARGED] },
  ],
  [
    'a look at a give-back that a manager must make',
    () => voided({ cancel: [TOO_LATE], inquire: [CHARGED], refund: [refused('PROCESS_FAIL')] }),
    { inquire: [CLOSED] },
  ],
  [
    'a look after a confirmed cancel',
    async () => {
      const shop = await voided({ cancel: [CONFIRMED], inquire: [UNDECIDED] });
      await shop.till.clock.advance(30_000);
      return shop;
    },
    { inquire: [CLOSED] },
  ],
  [
    'a question about a paid payment',
    async () => told(await Shop.withPaidSale({ inquire: [UNDECIDED] })),
    { inquire: [CHARGED] },
  ],
  [
    'a question about a refused payment',
    async () => told(await Shop.withPaidSale({ pay: [refused('PROCESS_FAIL')], inquire: [UNDECIDED] })),
    { inquire: [CLOSED] },
  ],
  [
    "a manager's refund",
    async () => {
      const shop = await Shop.withPaidSale({ refund: [SILENT] });
      await shop.refund();
      return shop;
    },
    { refund: [REFUNDED], lookUp: [SEEN] },
  ],
];

describe.each(OWED)('A day of tries that change nothing (interface section 6) › %s', (_, given, end) => {
  it(`leaves at most ${ROWS_MAX} rows, which fold to what is shown but for the tally`, async () => {
    const shop = await given();
    const before = shop.till.journal.rows.length;

    await shop.till.clock.advance(DAY_MS);

    expect(triesOf(shop)).toBeGreaterThanOrEqual(TRIES);
    expect(shop.till.journal.rows.length - before).toBeLessThanOrEqual(ROWS_MAX);
    expect(durableOf(folded(shop))).toEqual(durableOf(shown(shop)));
    expect(verified(shop.till.journal).result).toEqual({ ok: true, value: null });
  });

  it('a restart forgets less than half of the tries, and goes on', async () => {
    const shop = await given();
    await shop.till.clock.advance(2 * 60 * MINUTE_MS);
    const tries = triesOf(shop);

    shop.restart();
    const kept = triesOf(shop);
    await shop.till.clock.advance(60 * MINUTE_MS);

    expect(kept).toBeGreaterThan(tries / 2);
    expect(kept).toBeLessThanOrEqual(tries + 1);
    expect(triesOf(shop)).toBeGreaterThanOrEqual(kept + 115);
  });

  it('what ends it is folded exactly, also where the till is killed right after it', async () => {
    const shop = await given();
    await shop.till.clock.advance(2 * 60 * MINUTE_MS);
    shop.till.gateway.answers(end);
    await shop.till.clock.advance(30_000);

    const rows = shop.till.journal.rows.slice();
    expect(triesOf(shop)).toBe(0);
    expect(folded(shop)).toEqual(shown(shop));
    expect(rows.some((row) => row.includes('"tallied"'))).toBe(true);
    expect(verified(shop.till.journal).result).toEqual({ ok: true, value: null });
    shop.restart();
    expect(shop.till.journal.rows.slice(0, rows.length)).toEqual(rows);
    expect(triesOf(shop)).toBeLessThanOrEqual(1);
  });
});

describe('Tries of several things of one sale (interface section 6)', () => {
  it('each row of the one keeps the count of the other', async () => {
    const shop = await Shop.withStuckSale();
    shop.till.gateway.answers({ lookUp: [SEEN], inquire: [CHARGED], refund: [SILENT] });
    await shop.refund({ value: '1500' });
    await shop.till.clock.advance(3 * 60 * MINUTE_MS);

    const events = shop.till.journal.rows.flatMap((row): TillEvent[] => {
      const record = decodeRecord(row);
      return record.ok && isOfSale(record.value) ? [record.value] : [];
    });
    const tallied = events.filter((event) => 'change' in event && event.change.kind === 'tallied');

    expect(new Set(tallied.map(({ kind }) => kind))).toEqual(new Set(['paymentChanged', 'refundChanged']));
    expect(durableOf(folded(shop))).toEqual(durableOf(shown(shop)));
    expect(verified(shop.till.journal).result).toEqual({ ok: true, value: null });
  });

  it('a till that is killed at any try asks for the same again', async () => {
    const shop = await voided({ cancel: [SILENT] });

    for (let kills = 0; kills < 20; kills += 1) {
      await shop.till.clock.advance(7 * 60_000);
      const before = durableOf(shown(shop));
      shop.restart();
      await shop.till.clock.advance(0);
      const { facts, state } = shown(shop).payments[0] ?? {};
      expect([facts?.paymentRequestId, state?.kind]).toEqual([shop.sale.paymentRequestId, 'cancelling']);
      expect(JSON.stringify(before)).toContain('"cancelSent":true');
    }
  });
});
