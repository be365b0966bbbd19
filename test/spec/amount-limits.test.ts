import { describe, expect, it } from 'vitest';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { givenConfig, GivenTill, RM45_50 } from '../fakes/given-till.ts';

const charged = (_: unknown, i: number) =>
  ({ kind: 'charged', charge: givenCharge(RM45_50, { paymentId: `P-${i}` }) }) as const;
const { terminal } = givenConfig({});
const limited = (amountMax: string): GivenTill =>
  new GivenTill({}, undefined, { terminal: { ...terminal, limits: { amountMax } } });

/** A till that sold so many times for RM 45.50. */
async function sold(times: number, script: Script = {}): Promise<GivenTill> {
  const till = new GivenTill({ pay: Array.from({ length: times }, charged), ...script });
  for (let i = 0; i < times; i += 1) await till.sell(`ORD-${i}`);
  return till;
}

describe('The largest amount of a sale (interface §2, terminal.limits)', () => {
  it('a sale of exactly that amount is opened', async () => {
    expect(await limited('500000').open('ORD-1', '500000')).toMatchObject({ ok: true });
  });

  it('a larger one is refused, naming the limit, and nothing is written', async () => {
    const till = limited('500000');

    const answer = await till.open('ORD-1', '500001');

    expect(answer).toMatchObject({
      error: {
        slug: 'amount-over-limit',
        detail: 'This till takes at most MYR 5,000.00 in one sale.',
        field: 'amount.value',
        limit: { currency: 'MYR', value: '500000' },
      },
    });
    expect(till.journal.rows).toEqual([]);
  });

  it('without a limit any amount is opened, also far over what is usual: a caller is not asked', async () => {
    const till = await sold(3);

    expect(await till.open('ORD-L', '96385074')).toMatchObject({ ok: true });
  });

  it('the pad is told the limit', () => {
    expect(limited('500000').screen.view().terminal.amountMax).toBe('500000');
    expect(new GivenTill().screen.view().terminal).not.toHaveProperty('amountMax');
  });
});

describe('The amount over which the pad asks', () => {
  it('is a hundred times the largest of the paid sales', async () => {
    expect((await sold(3)).screen.view().terminal.amountAsked).toBe('455000');
  });

  it('is not known from fewer than three paid sales', async () => {
    expect((await sold(2)).screen.view().terminal).not.toHaveProperty('amountAsked');
  });

  it('is not made larger by a sale that was not paid, and is known after a restart', async () => {
    const till = await sold(3);
    const large = await till.open('ORD-L', '96385074');
    if (large.ok) await till.cancelAlone(large.value.saleId);

    expect(till.screen.view().terminal.amountAsked).toBe('455000');
    expect(till.restarted().screen.view().terminal.amountAsked).toBe('455000');
  });
});
