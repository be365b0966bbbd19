import { describe, it } from 'vitest';
import {
  asked,
  COMMON,
  created,
  expectWhole,
  NOTHING,
  playsMenu,
  row,
  type Row,
} from '../fakes/play-page-menu.ts';

/** A page is closed by a cancel, and what is only held is let go of: nothing is ever charged that must go back. */
const HELD: Readonly<Record<string, Row>> = {
  914: row('914', 'cancelled', NOTHING),
  803: row('803', 'cancelled', NOTHING),
  912: row('912', 'cancelled', NOTHING),
  932: row('932', 'cancelled', NOTHING),
  807: row('807', 'cancelled', NOTHING),
  933: row('933', 'attention', { charged: 0, left: 'all' }),
};

const ROWS: readonly Row[] = [
  ...COMMON.map((common) => HELD[common.ending] ?? common),
  ...asked(),
  ...created(),
  row('804', 'paid'),
  row('934', 'paid'),
  row('828', 'paid'),
  row('831', 'paid'),
  row('832', 'failed', NOTHING),
  row('833', 'paid'),
  row('834', 'paid'),
  row('836', 'paid'),
  row('837', 'paid'),
];

/** Nobody pays before the cashier gives up; what cannot be cancelled ends with its page. */
const CLOSED: readonly Row[] = ['981', '982', '984'].map((ending) =>
  row(ending, 'cancelled', { act: 'giveUp', ...NOTHING }),
);

describe('The menu of faults of Antom’s cards', () => {
  it('has a row here for everything that its sandbox can do wrong', () => {
    expectWhole('antom-card', [...ROWS, ...CLOSED]);
  });

  describe('a till with it', () => playsMenu('antom-card', ROWS));

  describe('a till whose customers are slow', () => playsMenu('antom-card', CLOSED, {}, { soonMs: 3000 }));
});
