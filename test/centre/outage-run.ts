import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TillStore } from '../../drivers/centre/till-store.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { OutboxJournal } from '../../drivers/centre/till-link.ts';
import type { OutboxRow } from '../../src/centre/batch.ts';
import { demoDay } from '../../src/centre/demo-day.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { PrivatePostgres, workedMsOf } from '../fakes/private-postgres.ts';
import { CentreProcess } from './centre-process.ts';
import { addTill, givenCaller, givenKey, MIGRATIONS, STORE } from './given-centre.ts';
import { SimulatedTill } from './simulated-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const HASH_BYTES = 32;
const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2026, 9, 1);
/** As a database administrator sets a server with a few GB of memory; all commits are on the disk. */
const SERVER = ['shared_buffers=1GB', 'max_wal_size=8GB', 'checkpoint_timeout=15min', 'wal_compression=on'];
const LOOKS = 10;
const LOOK_MS = 1000;

/** What came of a day without the centre. */
export interface OutageSeen {
  readonly tills: number;
  readonly rows: number;
  readonly tookMs: number;
  readonly lost: number;
  readonly twice: number;
  readonly gaps: number;
  readonly centreKb: readonly number[];
  readonly fileGrewKb: number;
  /** What the office then shows. */
  readonly sales: number;
  readonly unreadable: number;
  /** Until the office had followed all rows: from the same start. */
  readonly followedMs: number;
  /** What each part has worked until all was drained, over all cores: on a machine that does other things too, it says more than the time. */
  readonly workedMs: { readonly tills: number; readonly centre: number; readonly database: number };
}

/** Where the number of a till goes in a row of the pattern. */
const NUMBER = '#####';

/**
 * Rows of a till's day, with a gap wherever the till's number goes: sales that were paid, that failed, that were refunded.
 *
 * Why a pattern: rows of a thousand tills are then joined from parts, and the tills cost less than the centre.
 */
function patternOf(count: number): string[][] {
  const rows: string[] = [];
  for (let day = 0; rows.length < count; day += 1) {
    const of = demoDay(`O${NUMBER}-${day}`, day, FIRST_DAY_MS + day * DAY_MS);
    // Each till and each day has payments of its own; the order that the demo shares is shared by nobody here.
    const ids = new Set(of.flatMap((row) => /"paymentRequestId":"(9\d{21})/.exec(row)?.[1] ?? []));
    const ownId = (text: string, id: string): string =>
      text.replaceAll(id, `9${NUMBER}${String(day).padStart(2, '0')}${id.slice(8)}`);
    for (const row of of)
      rows.push([...ids].reduce(ownId, row.replaceAll('ORD-SHARED', `ORD-${NUMBER}-${day}`)));
  }
  return rows.slice(0, count).map((row) => row.split(NUMBER));
}

/** A journal that makes its rows when they are asked for, and keeps their hashes: a thousand of them fit into one process. */
class MadeRows implements OutboxJournal {
  readonly #number: string;
  readonly #pattern: readonly (readonly string[])[];
  readonly #hashes: Buffer;

  constructor(number: number, pattern: readonly (readonly string[])[]) {
    this.#number = String(number).padStart(NUMBER.length, '0');
    this.#pattern = pattern;
    this.#hashes = Buffer.alloc(pattern.length * HASH_BYTES);
    let head = CHAIN_START;
    for (let seq = 1; seq <= pattern.length; seq += 1) {
      head = chainHash(head, seq, this.#body(seq));
      this.#hashes.set(head, (seq - 1) * HASH_BYTES);
    }
  }

  last = (): { readonly seq: number } => ({ seq: this.#pattern.length });

  hashAt = (seq: number): Uint8Array | null =>
    seq > this.#pattern.length || seq < 1
      ? null
      : this.#hashes.subarray((seq - 1) * HASH_BYTES, seq * HASH_BYTES);

  rowsFrom = (seq: number, rowsMax: number): readonly OutboxRow[] => {
    const rows: OutboxRow[] = [];
    for (let at = seq; at < seq + rowsMax && at <= this.#pattern.length; at += 1)
      rows.push({ seq: at, hash: this.hashAt(at) ?? CHAIN_START, body: this.#body(at) });
    return rows;
  };

  #body(seq: number): string {
    return this.#pattern[seq - 1]?.join(this.#number) ?? '';
  }
}

/** Tills that could not reach the centre for a day all come back at once. */
export async function outageRun(plan: {
  readonly tills: number;
  readonly rowsEach: number;
}): Promise<OutageSeen> {
  const postgres = await PrivatePostgres.start(SERVER);
  const centre = new CentreProcess(postgres.url());
  const folder = mkdtempSync(join(tmpdir(), 'outage-'));
  const file = join(folder, 'journal.sqlite');
  const real = realJournal(file, plan.rowsEach);
  const pattern = patternOf(plan.rowsEach);
  const database = openPostgres({ url: postgres.url(), connectionsMax: 4, log: QUIET });
  const tills: SimulatedTill<OutboxJournal>[] = [];
  try {
    await migrate(database, MIGRATIONS);
    await database.query("INSERT INTO centre.store VALUES ($1, 'Kopi Corner', 'UTC', 'MYR')", [STORE]);
    const store = new TillStore(database);
    await centre.start();
    const url = `http://127.0.0.1:${centre.port}`;
    for (let index = 0; index < plan.tills; index += 1) {
      const [key, terminal] = [givenKey(), `O${index}`];
      tills.push(
        new SimulatedTill<OutboxJournal>({
          ...{ key, terminal, caller: givenCaller(url, key), clock: systemClock() },
          code: await store.newCode(await addTill(database, terminal)),
          journal: index === 0 ? real.journal : new MadeRows(index, pattern),
        }),
      );
    }
    const sizeBefore = sizeOf(file);
    const centreKb = [centre.memoryKb];
    const worked = (): OutageSeen['workedMs'] => ({
      tills: workedMsOf(process.pid),
      centre: centre.workedMs,
      database: postgres.workedMs,
    });
    const before = worked();
    const fromMs = performance.now();
    let drained = 0;
    for (const till of tills) till.link.start();
    await Promise.all(
      tills.map(async (till) => {
        await till.drained();
        drained += 1;
        if (drained % Math.ceil(plan.tills / LOOKS) === 0) centreKb.push(centre.memoryKb);
      }),
    );
    const tookMs = Math.round(performance.now() - fromMs);
    const after = worked();
    await followedAll(database);
    const followedMs = Math.round(performance.now() - fromMs);
    return {
      ...(await compared(database, tills)),
      ...{ tills: plan.tills, tookMs, followedMs, centreKb },
      workedMs: {
        tills: after.tills - before.tills,
        centre: after.centre - before.centre,
        database: after.database - before.database,
      },
      fileGrewKb: Math.round((sizeOf(file) - sizeBefore) / 1024),
    };
  } finally {
    for (const { link } of tills) link.stop();
    await database.close();
    await centre.stop();
    await postgres.stop();
    real.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the office has followed all that is stored; by hand only, so that it may look again and again. */
async function followedAll(database: ReturnType<typeof openPostgres>): Promise<void> {
  for (;;) {
    const [behind] = await database.query(
      `SELECT 1 FROM centre.till t LEFT JOIN centre.followed f USING (till_id)
       WHERE coalesce(f.seq, 0) < t.next_seq - 1 LIMIT 1`,
    );
    if (behind === undefined) return;
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
  }
}

/** A till's own file, with rows that belong to no sale. */
function realJournal(file: string, rows: number): { readonly journal: OutboxJournal; close(): void } {
  const opened = openJournal(file, 'T07');
  if (!opened.ok) throw new Error(opened.error.say);
  const journal = opened.value;
  journal.together(() => {
    for (let row = 0; row < rows; row += 1)
      journal.append({ kind: 'triesLapsed', atMs: 1_790_000_000_000 + row }, null);
  });
  return { journal, close: () => journal.close() };
}

function sizeOf(file: string): number {
  return ['', '-wal'].reduce(
    (sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

async function compared(
  database: ReturnType<typeof openPostgres>,
  tills: readonly SimulatedTill<OutboxJournal>[],
): Promise<Pick<OutageSeen, 'rows' | 'lost' | 'twice' | 'gaps' | 'sales' | 'unreadable'>> {
  const stored = await database.query<{ till_id: string; rows: number; last: number; head: string }>(
    `SELECT e.till_id, count(*) AS rows, max(e.seq) AS last, encode(t.head, 'hex') AS head
     FROM centre.event e JOIN centre.till t USING (till_id) GROUP BY e.till_id, t.head`,
  );
  let [rows, lost, twice, gaps] = [0, 0, 0, 0];
  for (const [index, { journal }] of tills.entries()) {
    const { seq } = journal.last();
    const there = stored.find(({ till_id }) => till_id === `${STORE}/O${index}`);
    rows += seq;
    lost += Math.max(0, seq - (there?.rows ?? 0));
    twice += Math.max(0, (there?.rows ?? 0) - seq);
    const isSame =
      there?.last === seq && there.head === Buffer.from(journal.hashAt(seq) ?? []).toString('hex');
    if (!isSame) gaps += 1;
  }
  const [shown] = await database.query<{ sales: number; unreadable: number }>(
    'SELECT (SELECT count(*) FROM centre.sale) AS sales, (SELECT count(*) FROM centre.unread) AS unreadable',
  );
  return { rows, lost, twice, gaps, sales: shown?.sales ?? 0, unreadable: shown?.unreadable ?? 0 };
}
