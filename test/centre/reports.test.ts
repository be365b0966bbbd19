import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../drivers/centre/database.ts';
import { openEmbedded } from '../../drivers/centre/embedded-postgres.ts';
import { Follower } from '../../drivers/centre/follower.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { ShopReports } from '../../drivers/centre/office/shop-reports.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { rowHeadOf } from '../../src/centre/row-head.ts';
import { entriesOf, type TillEntry } from '../../src/reconcile/entries.ts';
import { decodeRow } from '../../src/journal/records.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { linesOf, reportFile, type GivenLine } from '../fakes/given-reports.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { addTill, MIGRATIONS, STORE } from './given-centre.ts';
import { RowsInMemory } from './simulated-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const DAY = '2026-01-05';

describe('Reconciliation of the whole shop (chain §4)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-reports-'));
  const entries: TillEntry[] = [];
  let database: Database;
  let reports: ShopReports;

  beforeAll(async () => {
    database = await openEmbedded(null);
    await migrate(database, MIGRATIONS);
    await database.query("INSERT INTO centre.store VALUES ($1, 'Kopi Corner', 'UTC', 'MYR')", [STORE]);
    const place = {
      folder,
      merchant: 'M-1',
      kind: 'alipay-plus',
      participantId: undefined,
      gateways: undefined,
    };
    reports = new ShopReports(database, place);
    for (const terminal of ['A', 'B']) await sold(terminal);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A till that was paid once, and has told it. */
  async function sold(terminal: string): Promise<void> {
    const charge = givenCharge(RM45_50, { paymentId: `20260105${terminal.charCodeAt(0)}` });
    const till = new GivenTill({ pay: [{ kind: 'charged', charge }] });
    await till.sell(`ORD-${terminal}`);
    till.terminal.stop();
    const id = await addTill(database, terminal);
    await database.query("UPDATE centre.till SET state = 'enrolled' WHERE till_id = $1", [id]);
    const journal = new RowsInMemory();
    for (const body of till.journal.rows) journal.append(body);
    const rows = journal.rows.map(({ hash, body }) => {
      const head = rowHeadOf(body);
      return { hash, body, ...(head.ok ? head.value : { kind: '', saleId: null, atMs: 0 }) };
    });
    await new TillStore(database).ingest(id, { epoch: 1, first: 1, previous: new Uint8Array(32) }, rows);
    await new Follower(database, { clock: systemClock(), log: QUIET, isBusy: () => false }).follow(id);
    entries.push(
      ...entriesOf(
        till.journal.rows.flatMap((body) => {
          const row = decodeRow(body);
          return row.ok ? [row.value.record] : [];
        }),
      ),
    );
  }

  function given(lines: readonly GivenLine[]): void {
    const { file, bytes } = reportFile(lines, { day: DAY });
    writeFileSync(join(folder, file), bytes);
  }

  async function openCases(): Promise<string[]> {
    const rows = await database.query<{ subject: string }>(
      "SELECT subject FROM centre.office_case WHERE kind = 'difference' AND closed_at IS NULL ORDER BY 1",
    );
    return rows.map(({ subject }) => subject);
  }

  it('no report is said; one line that is missing is a case, and closes by itself when the whole report is there', async () => {
    expect(await reports.compare(DAY, 'owner')).toMatchObject({ ok: true, value: { verdict: 'noReport' } });

    const [first, ...others] = linesOf(entries);
    given([first!]);
    expect(await reports.compare(DAY, 'owner')).toMatchObject({
      ok: true,
      value: { verdict: 'mismatch', matched: 1 },
    });
    expect(await openCases()).toEqual([`${DAY} missingInReport ${others[0]!.requestId}`]);

    given([first!, ...others]);
    expect(await reports.compare(DAY, 'owner')).toMatchObject({
      ok: true,
      value: { verdict: 'match', matched: 2 },
    });
    expect(await openCases()).toEqual([]);
    expect(await reports.compared()).toMatchObject([
      { day: DAY, verdict: 'match', matched: 2, personId: 'owner' },
    ]);
  });

  it('without a folder in the config nothing is compared, in words', async () => {
    expect(await new ShopReports(database, null).compare(DAY, 'owner')).toMatchObject({
      ok: false,
      error: expect.stringContaining('centre.json'),
    });
  });
});
