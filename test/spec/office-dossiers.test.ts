import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OFFICE_FAULTS } from '../../drivers/sandbox/office/faults.ts';
import { REPORT_FAULTS } from '../../drivers/sandbox/office/report-files.ts';

// Which test shows which acceptance check of the two dossiers, by its number; and that no row of a fault menu is without one.

const TEST = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(join(TEST, file), 'utf8');

type Shown = readonly [check: string, file: string, title: string];

/** Source: office dossier section 9. */
const OFFICE_CHECKS: readonly Shown[] = [
  ['1', 'spec/office-prove.test.ts', 'keeps what it acknowledged, answers once and only with an approver'],
  ['2', 'spec/office-checks.test.ts', '2 an answer that is lost, unknown, garbled or unsigned is repeated'],
  ['3', 'e2e/office-disputes.test.ts', 'ten times in parallel is one dispute with ten equal acks'],
  ['4', 'e2e/office-faults.test.ts', 'kept before it is acknowledged though it brings 8 MiB (§9.4)'],
  ['5', 'bench/office-load.ts', 'section 9, check 5'],
  ['6', 'spec/office-checks.test.ts', '6 warnings come at 7, 3 and 1 days and at the end, once each'],
  ['6', 'spec/office-checks.test.ts', '6 a clock that is set ahead, and back again, shortens nothing'],
  ['7', 'spec/office-checks.test.ts', '7 two managers cannot both accept; the limits of a manager hold'],
  ['7', 'e2e/office-disputes.test.ts', 'closes when the money is back (§9.7)'],
  ['8', 'spec/office-prove.test.ts', 'answers once and only with an approver'],
  ['8', 'spec/office-checks.test.ts', '8 a refund after a declaration opens a task'],
  ['9', 'e2e/office-matters.test.ts', 'is sent under one id until it is taken, and asked for until'],
  ['9', 'e2e/office-matters.test.ts', 'block: no pay leaves before the store is approved'],
  [
    '10',
    'spec/office-checks.test.ts',
    '10 papers carry the ids and the hashes, and no payment code and no PIN',
  ],
  [
    '10',
    'spec/office-checks.test.ts',
    '10 a file is refused above 2 MiB, and an answer above 8 MiB together',
  ],
  ['11', 'spec/office-checks.test.ts', '11 unknown fields, and words of a wallet that nobody knows'],
  ['12', 'spec/office-checks.test.ts', '12 verify goes through the office’s rows'],
  ['12', 'drivers/old-journal.test.ts', 'is brought to the version of today, and verify holds on it'],
  ['13', 'e2e/training-pages.test.ts', 'plays a dispute, a registration and a declaration without a network'],
];

/** Source: reports dossier section 5.4. */
const REPORT_CHECKS: readonly Shown[] = [
  ['1', 'spec/settlement.test.ts', 'of every level are exact in integers, whatever the day'],
  ['2', 'spec/settlement.test.ts', '%s yields exactly its finding'],
  ['3', 'spec/settlement.test.ts', 'of many lines are read to the unit, with the fees of each'],
  ['3', 'spec/settlement.test.ts', 'come to the same in whatever order their lines and columns stand'],
  ['4', 'spec/settlement.test.ts', 'files of other participants and currencies are never added in (check 4)'],
  [
    '5',
    'spec/settlement.test.ts',
    'a journal of before rates were kept says so, and all else works (check 5)',
  ],
  ['6', 'spec/settlement.test.ts', 'hold on every level, in the view of a participant'],
];

describe('The acceptance checks of both dossiers', () => {
  it.each([...OFFICE_CHECKS, ...REPORT_CHECKS])('%s stands in %s', (_check, file, title) => {
    expect(textOf(file)).toContain(title);
  });

  it('are all shown', () => {
    const numbers = (of: readonly Shown[]) => [...new Set(of.map(([check]) => Number(check)))];

    expect(numbers(OFFICE_CHECKS)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    expect(numbers(REPORT_CHECKS)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('The fault menus of both dossiers', () => {
  const played = ['office-faults', 'office-disputes', 'office-matters']
    .map((name) => textOf(`e2e/${name}.test.ts`))
    .join('\n');

  it.each(OFFICE_FAULTS.map(({ id }) => id))(
    '%s is played at a whole till, against the sandbox’s books',
    (id) => {
      expect(played).toContain(`'${id}'`);
    },
  );

  it.each(REPORT_FAULTS)('%s has its finding', (id) => {
    expect(textOf('spec/settlement.test.ts')).toContain(`'${id}'`);
  });
});
