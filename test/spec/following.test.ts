import { describe, expect, it } from 'vitest';
import { followed } from '../../src/centre/following.ts';
import { rowHeadOf } from '../../src/centre/row-head.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';

// Chain, section 2: a centre keeps each row as it came. What it cannot show is a case, and holds up nothing behind it.

const CHARGE = givenCharge(RM45_50);

async function rowsOfSale(): Promise<readonly string[]> {
  const till = new GivenTill({ pay: [{ kind: 'charged', charge: CHARGE }] });
  await till.sell('ORD-1');
  till.terminal.stop();
  return till.journal.rows;
}

const read = (bodies: readonly string[]) =>
  followed(
    [],
    bodies.map((body, at) => ({ epoch: 1, seq: at + 1, body })),
  );

describe('A row that no table takes', () => {
  it.each([
    ['an id with a NUL', JSON.stringify(CHARGE.paymentId), '"pay\\u0000ment"'],
    ['an order with a NUL', '"ORD-1"', '"ORD\\u0000"'],
    ['a number beyond its column', '"number":1', '"number":3000000000'],
    ['an amount beyond what is counted', '"valueMinor":4550', '"valueMinor":1e300'],
  ])('is told as one that cannot be read: %s', async (_what, from, to) => {
    const rows = await rowsOfSale();
    const bent = rows.map((row) => row.replaceAll(from, to));

    expect(bent).not.toEqual(rows);
    expect(read(bent)).toBeNull();
    expect(read(rows)?.sale.referenceOrderId).toBe('ORD-1');
  });

  it.each([
    ['1970', Date.UTC(1970, 0), true],
    ['9999', Date.UTC(9999, 11, 30), true],
    ['before 1970', -1, false],
    ['after 9999', Date.UTC(10_000, 0), false],
  ])('is not taken where no paper can name its time: %s', (_when, atMs, isTaken) => {
    expect(rowHeadOf(JSON.stringify({ kind: 'saleOpened', saleId: 'S1', atMs })).ok).toBe(isTaken);
  });
});
