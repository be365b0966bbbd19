import { describe, it } from 'vitest';
import { asked, COMMON, created, expectWhole, playsMenu, row, type Row } from '../fakes/play-page-menu.ts';

const ROWS: readonly Row[] = [
  ...COMMON,
  ...asked(),
  ...created('again'),
  row('804', 'paid'),
  row('934', 'paid'),
  row('826', 'paid'),
  row('827', 'paid'),
];

describe('The menu of faults of Trust Payments', () => {
  it('has a row here for everything that its sandbox can do wrong', () => {
    expectWhole('trust-payments', ROWS);
  });

  describe('a till with it', () => playsMenu('trust-payments', ROWS));
});
