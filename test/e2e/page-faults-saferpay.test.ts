import { describe, it } from 'vitest';
import {
  asked,
  BACK,
  COMMON,
  created,
  expectWhole,
  NOTHING,
  playsMenu,
  row,
  type Row,
} from '../fakes/play-page-menu.ts';

const ROWS: readonly Row[] = [
  ...COMMON,
  ...asked('ask'),
  ...created(),
  row('802', 'failed', NOTHING),
  row('804', 'failed', NOTHING),
  row('817', 'paid'),
  row('818', 'paid'),
  row('821', 'paid'),
];

/** The variant whose link can be withdrawn. */
const WITHDRAWN: readonly Row[] = [
  row('981', 'cancelled', { act: 'giveUp' }),
  row('982', 'cancelled', { act: 'giveUp', ...NOTHING }),
  row('984', 'cancelled', { act: 'giveUp', ...BACK }),
];

describe('The menu of faults of Saferpay', () => {
  it('has a row here for everything that its sandbox can do wrong', () => {
    expectWhole('saferpay', [...ROWS, ...WITHDRAWN]);
  });

  describe('a till with it', () => playsMenu('saferpay', ROWS));

  describe('a till with the variant whose link can be withdrawn', () =>
    playsMenu('saferpay', WITHDRAWN, { product: 'spgLink' }, { soonMs: 500 }));
});
