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
  ...asked(),
  ...created(),
  row('802', 'failed', NOTHING),
  row('804', 'paid', { charged: 2, says: 'a second payment of one link was given back' }),
  row('934', 'paid'),
  row('822', 'paid'),
  row('823', 'paid'),
  row('824', 'paid'),
  row('981', 'cancelled', { act: 'void', ...BACK }),
  row('982', 'cancelled', { act: 'void', ...BACK }),
  row('984', 'cancelled', { act: 'void', ...BACK }),
  row('841', 'paid', { act: 'creditThenVoid', charged: 1, left: 'part' }),
];

describe('The menu of faults of Computop', () => {
  it('has a row here for everything that its sandbox can do wrong', () => {
    expectWhole('computop', ROWS, ['841']);
  });

  describe('a till with it', () => playsMenu('computop', ROWS));
});
