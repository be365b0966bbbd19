import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { reconcile } from '../../drivers/reports/reconcile.ts';
import { parseCsv } from '../../src/ground/csv.ts';
import { DAY, entriesOfSales, recordsOf, requestIdOf, TEN_MS, type GivenSale } from '../fakes/given-day.ts';
import { linesOf, PARTICIPANT, reportFile, reportText } from '../fakes/given-reports.ts';
import { ReconcileFolder, writeSales } from '../fakes/reconcile-folder.ts';
import { TILL } from '../fakes/memory-journal.ts';

const SALES: readonly GivenSale[] = [
  { order: 'A-1', ends: 'paid' },
  { order: 'A-2', ends: 'failed' },
  { order: 'A-3', ends: 'givenBack', minor: 700 },
];
const LINES = linesOf(entriesOfSales(SALES));

const folders: ReconcileFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function givenFolder(...args: ConstructorParameters<typeof ReconcileFolder>): ReconcileFolder {
  const folder = new ReconcileFolder(...args);
  folders.push(folder);
  return folder;
}

/** A folder whose journal and report agree. */
function givenMatch(): ReconcileFolder {
  const folder = givenFolder();
  folder.journal(SALES);
  folder.report(reportFile(LINES));
  return folder;
}

describe('npm run reconcile › exit codes', () => {
  it('0: everything matches; without --day it is yesterday at UTC+8', async () => {
    const told = await givenMatch().run();

    expect(told).toMatchObject({ code: 0, complaint: '' });
    expect(told.text).toContain('Reconciliation of 2026-11-20 (UTC+8)');
    expect(told.text).toContain('Everything matches.');
  });

  it('0: an empty cycle of a till that sold nothing', async () => {
    const folder = givenFolder();
    folder.journal([]);
    folder.report(reportFile([]));

    expect(await folder.run()).toMatchObject({ code: 0 });
  });

  it('1: something does not match, in words and as a table', async () => {
    const folder = givenMatch();
    folder.report(reportFile(LINES.map((line) => ({ ...line, minor: line.minor + 1 }))));

    const told = await folder.run(['--day', DAY, '--csv', folder.file('out.csv')]);
    const table = parseCsv(readFileSync(folder.file('out.csv'), 'utf8').slice(1));

    expect(told.code).toBe(1);
    expect(told.text).toContain(`order A-1, payment ${requestIdOf('A-1')}: MYR 45.50`);
    expect(table.ok && table.value.map(({ cells }) => cells[1])).toEqual([
      'kind',
      'amountDiffers',
      'amountDiffers',
      'refundAmountDiffers',
    ]);
  });

  it.each<[string, string[], string]>([
    ['a day that is none', ['--day', '2026-02-30'], '--day 2026-02-30 is no day'],
    ['an option that is none', ['--dya', DAY], "Unknown option '--dya'"],
  ])('2: %s', async (_title, args, say) => {
    const told = await givenMatch().run(args);

    expect(told).toMatchObject({ code: 2, text: '', complaint: expect.stringContaining(say) });
  });

  it('2: no config, and a bad one, with the path of the fault', async () => {
    const folder = givenFolder({ reports: { folder: 'a', sftp: {}, participantId: PARTICIPANT } });
    const silent = { nowMs: 0, print: () => undefined, complain: () => undefined };

    expect(await reconcile({ ...silent, args: [] })).toBe(2);
    expect(await folder.run()).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('config: reports.sftp.host: '),
    });
  });

  it('2: nobody says where the reports are', async () => {
    const folder = givenFolder({});
    folder.journal([]);

    expect((await folder.run()).complaint).toContain('Say where the reports of alipayPlus are');
  });

  it('2: reports of several participants, and nobody says which is ours', async () => {
    const folder = givenFolder({});
    folder.journal(SALES);
    folder.report(reportFile(LINES), 'reports');
    folder.report(reportFile([], { participantId: '2099' }), 'reports');

    const told = await folder.run(['--reports', folder.file('reports')]);

    expect(told).toMatchObject({ code: 2, complaint: expect.stringContaining(`${PARTICIPANT}, 2099`) });
  });

  it('3: no report of the day is there', async () => {
    const folder = givenMatch();

    const told = await folder.run(['--day', '2026-11-25']);

    expect(told).toMatchObject({ code: 3, text: expect.stringContaining('No report of the transactions') });
  });

  it('3: a report cannot be read; file, line, column and the mend are named', async () => {
    const folder = givenMatch();
    const text = reportText(LINES).replaceAll('4550', '45.50');
    const broken = { ...reportFile(LINES), bytes: new TextEncoder().encode(text) };
    folder.report(broken);

    const told = await folder.run();

    expect(told.code).toBe(3);
    expect(told.text).toContain(
      `${broken.file}, line 5, column transactionAmountValue: "45.50" is not understood; minor units without decimals are needed`,
    );
    expect(told.text).toContain('Could not be looked for');
  });

  it('3: there is no journal, and none is made', async () => {
    const folder = givenFolder();
    folder.report(reportFile(LINES));

    const before = folder.snapshot();
    const told = await folder.run();

    expect(told).toMatchObject({ code: 3, complaint: expect.stringContaining('There is no journal') });
    expect(folder.snapshot()).toEqual(before);
  });

  it('3: the journal is of another program, or its rows did not happen', async () => {
    const folder = givenFolder();
    folder.report(reportFile(LINES));
    writeFileSync(folder.file('journal.sqlite'), 'not a database, by far not');
    const other = await folder.run();
    const journal = openJournal(folder.file('order.sqlite'), TILL);
    if (journal.ok) {
      journal.value.append(recordsOf(SALES)[1]!, null);
      journal.value.close();
    }
    const disorder = await folder.run(['--journal', folder.file('order.sqlite')]);

    expect(other).toMatchObject({ code: 3, complaint: expect.stringContaining('is damaged') });
    expect(disorder).toMatchObject({ code: 3, complaint: expect.stringContaining('does not follow') });
  });

  it('2: the table cannot be written', async () => {
    const folder = givenMatch();

    expect(await folder.run(['--csv', folder.path])).toMatchObject({ code: 2 });
  });

  it('2: another file stands where the table would be: it is left as it is; a table of before is written anew', async () => {
    const folder = givenMatch();
    const [own, config] = [folder.file('out.csv'), folder.file('till.json')];
    const before = readFileSync(config, 'utf8');

    const codes = [];
    for (const file of [own, own, config]) codes.push((await folder.run(['--csv', file])).code);

    expect(codes).toEqual([0, 0, 2]);
    expect(readFileSync(config, 'utf8')).toBe(before);
  });
});

describe('npm run reconcile › the journal', () => {
  it('nothing is changed: not the journal, not the reports; the till opens it afterwards', async () => {
    const folder = givenMatch();
    const before = folder.snapshot();

    await folder.run();
    const after = folder.snapshot();
    const till = openJournal(folder.file('journal.sqlite'), TILL);
    if (till.ok) till.value.close();

    expect(after).toEqual(before);
    expect(till.ok).toBe(true);
  });

  it('a running till holds it, and the words say how to take a copy; the copy has the newest sales', async () => {
    const folder = givenFolder();
    folder.report(reportFile(LINES));
    const till = openJournal(folder.file('journal.sqlite'), TILL);
    if (!till.ok) throw new Error(till.error.say);
    writeSales(till.value, SALES);

    const held = await folder.run();
    folder.copy('journal.sqlite', 'copy.sqlite');
    folder.copy('journal.sqlite-wal', 'copy.sqlite-wal');
    const copied = await folder.run(['--journal', folder.file('copy.sqlite')]);
    till.value.close();

    expect(held).toMatchObject({ code: 3, complaint: expect.stringContaining('journal.sqlite-wal') });
    expect(copied).toMatchObject({ code: 0 });
  });

  it('a shop with several tills gives the journals of all; the same one twice is refused', async () => {
    const folder = givenFolder();
    folder.journal(SALES.slice(0, 1), 'till-1.sqlite');
    folder.journal(SALES.slice(1), 'till-2.sqlite');
    folder.report(reportFile(LINES));
    const journal = (name: string) => ['--journal', folder.file(name)];

    const one = await folder.run(journal('till-1.sqlite'));
    const both = await folder.run([...journal('till-1.sqlite'), ...journal('till-2.sqlite')]);
    const twice = await folder.run([...journal('till-1.sqlite'), ...journal('till-1.sqlite')]);

    expect(one).toMatchObject({ code: 1, text: expect.stringContaining('give their journals too') });
    expect(both).toMatchObject({ code: 0 });
    expect(twice).toMatchObject({ code: 2, complaint: expect.stringContaining('hold the same sales') });
  });
});

describe('npm run reconcile › the folder (dossier 8)', () => {
  it.each([
    ['participant and day of generation', `reports/${PARTICIPANT}`],
    ['day of generation', 'reports'],
  ])('reports lie below %s', async (_title, below) => {
    const folder = givenFolder();
    folder.journal(SALES);
    folder.report(reportFile(LINES), below);

    expect(await folder.run()).toMatchObject({ code: 0 });
  });

  it('somebody may name the folder of the day itself, without anything in the config', async () => {
    const folder = givenFolder({});
    folder.journal([]);
    folder.report(reportFile([]), 'fetched');

    expect(await folder.run(['--reports', folder.file('fetched/20261121')])).toMatchObject({ code: 0 });
    expect(
      await folder.run(['--reports', folder.file('fetched/20261121'), '--day', '2026-11-19']),
    ).toMatchObject({
      code: 3,
    });
  });

  it('the companions of the report are passed over, and so are reports of other days', async () => {
    const folder = givenMatch();
    const beforeMs = TEN_MS - 24 * 3_600_000;
    const line = { ...LINES[0]!, atMs: beforeMs, requestId: requestIdOf('B-9'), transactionId: 'P-B-9' };
    const before = reportFile([line], { day: '2026-11-19' });
    folder.report(before);
    const companion = before.file.replace('transactionItems', 'feeItems');
    folder.report({ ...reportFile(LINES), file: companion, bytes: new Uint8Array(3) });

    expect(await folder.run()).toMatchObject({ code: 0 });
  });

  it('two different files of one name are refused; the same one twice is read once', async () => {
    const folder = givenMatch();
    folder.report(reportFile(LINES), 'reports');
    const same = await folder.run();
    folder.report({ ...reportFile(LINES), bytes: new Uint8Array(1) }, 'reports');
    const other = await folder.run();

    expect(same).toMatchObject({ code: 0 });
    expect(other).toMatchObject({ code: 3, complaint: expect.stringContaining('of the same name') });
  });

  it('the folder is not there', async () => {
    const folder = givenFolder();
    folder.journal([]);
    mkdirSync(folder.file('elsewhere'));

    expect(await folder.run()).toMatchObject({ code: 3 });
  });
});
