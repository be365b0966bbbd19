import { describe, expect, it } from 'vitest';
import { unrealOf } from '../../src/receipt/unreal.ts';

const TWO = { shop: { stage: 'live' }, trial: { stage: 'test' } } as const;

describe('Money that is not real (interface §2, stage)', () => {
  it('is that of a gateway for tests, and of no other', () => {
    expect(unrealOf({ gateways: TWO, training: false }, 'trial')).toBe('test');
    expect(unrealOf({ gateways: TWO, training: false }, 'shop')).toBeNull();
  });

  it('of a paper or a screen that is of no payment, as soon as one gateway is for tests', () => {
    expect(unrealOf({ gateways: TWO, training: false })).toBe('test');
    expect(unrealOf({ gateways: { shop: TWO.shop }, training: false })).toBeNull();
  });

  it('in training all of it, whatever the gateways are', () => {
    expect(unrealOf({ gateways: TWO, training: true }, 'shop')).toBe('training');
  });
});
