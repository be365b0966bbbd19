import { describe, expect, it } from 'vitest';
import { CHARGED } from '../fakes/answers.ts';
import { givenConfig, GivenTill } from '../fakes/given-till.ts';
import { unrealOf } from '../../src/receipt/unreal.ts';

const TWO = { shop: { stage: 'live' }, trial: { stage: 'test' } } as const;

describe('Money that is not real (interface §2, stage)', () => {
  it('is that of a gateway for tests, and of no other', () => {
    expect(unrealOf({ gateways: TWO, training: false }, { gateway: 'trial' })).toBe('test');
    expect(unrealOf({ gateways: TWO, training: false }, { gateway: 'shop' })).toBeNull();
  });

  it('of a paper or a screen that is of no payment, as soon as one gateway is for tests', () => {
    expect(unrealOf({ gateways: TWO, training: false })).toBe('test');
    expect(unrealOf({ gateways: { shop: TWO.shop }, training: false })).toBeNull();
  });

  it('in training all of it, whatever the gateways are', () => {
    expect(unrealOf({ gateways: TWO, training: true }, { gateway: 'shop', stage: 'live' })).toBe('training');
  });

  it('of a payment stays what it was when it began, whatever becomes of its gateway in the config', async () => {
    const { alipayPlus } = givenConfig({}).gateways;
    const withStage = (stage: 'test' | 'live') => ({ gateways: { alipayPlus: { ...alipayPlus, stage } } });
    const trial = new GivenTill({ pay: [CHARGED] }, undefined, withStage('test'));
    const saleId = await trial.sell();
    const later = trial.restarted({ pay: [CHARGED] }, withStage('live'));
    const next = await later.sell('ORD-2');
    const factsOf = (id: string) => later.terminal.book.sale(id)!.payments[0]!.facts;

    const live = { gateways: later.config.gateways, training: false };

    expect(unrealOf(live, factsOf(saleId))).toBe('test');
    expect(unrealOf({ gateways: {}, training: false }, factsOf(saleId))).toBe('test');
    expect(unrealOf({ gateways: trial.config.gateways, training: false }, factsOf(next))).toBeNull();
    // Rows of before it was kept tell nothing of it: the config does.
    expect(unrealOf(live, { gateway: 'alipayPlus' })).toBeNull();
  });

  it('of a closed day stays what it was when it was closed; the day of now goes by the config', async () => {
    const { alipayPlus } = givenConfig({}).gateways;
    const withStage = (stage: 'test' | 'live') => ({ gateways: { alipayPlus: { ...alipayPlus, stage } } });
    const asked = { params: {}, query: { format: 'text' }, body: null } as const;
    const isMarked = async (till: GivenTill, number?: string): Promise<boolean> => {
      const paper =
        number === undefined
          ? await till.manager.readXPaper(asked)
          : await till.manager.readZPaper({ ...asked, params: { number } });
      return paper.ok && paper.value.includes('NOT A RECEIPT OF PAYMENT');
    };
    const close = async (till: GivenTill) => {
      await till.sell(`ORD-${till.clock.nowMs()}`);
      await till.manager.closeDay({ params: {}, query: {}, body: null });
      await till.clock.advance(60_000);
    };
    const trial = new GivenTill({ pay: [CHARGED] }, undefined, withStage('test'));
    await close(trial);
    const live = trial.restarted({ pay: [CHARGED] }, withStage('live'));
    await close(live);
    const again = live.restarted({}, withStage('test'));

    expect([await isMarked(live), await isMarked(live, '1'), await isMarked(live, '2')]).toEqual([
      false,
      true,
      false,
    ]);
    expect([await isMarked(again), await isMarked(again, '1'), await isMarked(again, '2')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
