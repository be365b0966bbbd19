import type { Database } from '../../drivers/centre/database.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { TillStore, type TakenRow } from '../../drivers/centre/till-store.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { addTill, MIGRATIONS, STORE } from '../centre/given-centre.ts';
import { PrivatePostgres, whyNoPostgres } from '../fakes/private-postgres.ts';
import { rowOf, type Row } from './row.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const LINES = 8;
const PARTS = 5;
/** Rows of one part, for each size of a batch. */
const SIZES = [
  { size: 1, rows: 400 },
  { size: 10, rows: 4000 },
  { size: 100, rows: 24_000 },
] as const;

interface Batch {
  readonly first: number;
  readonly previous: Uint8Array;
  readonly rows: readonly TakenRow[];
}

/** Events a second that the centre's function takes, at three sizes of batches, beside plain inserts of the same rows. */
export async function ingestRows(): Promise<Row[]> {
  const why = whyNoPostgres();
  if (why !== null) return [rowOf({ name: 'rows taken', unit: '/s', note: `not measured: ${why}` }, [])];
  const postgres = await PrivatePostgres.start();
  const database = openPostgres({ url: postgres.url(), connectionsMax: LINES, log: QUIET });
  try {
    await migrate(database, MIGRATIONS);
    await database.query("INSERT INTO centre.store VALUES ($1, 'S', 'UTC', 'MYR')", [STORE]);
    await database.query('CREATE TABLE plain (LIKE centre.event INCLUDING ALL)');
    const rows: Row[] = [];
    for (const each of SIZES) rows.push(...(await ofSize(database, each)));
    return rows;
  } finally {
    await database.close();
    await postgres.stop();
  }
}

async function ofSize(
  database: Database,
  { size, rows }: { readonly size: number; readonly rows: number },
): Promise<Row[]> {
  const store = new TillStore(database);
  const batches = batchesOf(rows / LINES, size);
  const [taken, plain]: [number[], number[]] = [[], []];
  for (let part = 0; part < PARTS; part += 1) {
    const tills = await enrolled(database, `${size}-${part}`);
    // In turn, so that whatever else the machine does meets both alike.
    taken.push(
      await perSecond(rows, batches, async (line, { first, previous, rows: of }) => {
        const { outcome } = await store.ingest(tills[line] ?? '', { epoch: 1, first, previous }, of);
        if (outcome !== 'taken') throw new Error(`the centre said ${outcome}`);
      }),
    );
    plain.push(
      await perSecond(rows, batches, (line, batch) =>
        insertPlain(database, `${part} ${size} ${line}`, batch),
      ),
    );
  }
  const batch = size === 1 ? 'one by one' : `${size} a batch`;
  const how = `${LINES} connections, fsync on, rows of 0.6 KB, ${PARTS} parts of ${rows}`;
  return [
    rowOf({ name: `rows that the centre takes, ${batch}`, unit: '/s', note: `centre.ingest; ${how}` }, taken),
    rowOf(
      { name: `the same, by plain INSERT, ${batch}`, unit: '/s', note: `same columns and indexes; ${how}` },
      plain,
    ),
    rowOf(
      { name: `taken over plain, ${batch}`, unit: '×', note: 'each part over the part beside it' },
      taken.map((each, at) => each / (plain[at] ?? NaN)),
    ),
  ];
}

async function perSecond(
  rows: number,
  batches: readonly Batch[],
  act: (line: number, batch: Batch) => Promise<void>,
): Promise<number> {
  const fromMs = performance.now();
  await Promise.all(
    Array.from({ length: LINES }, async (_, line) => {
      for (const batch of batches) await act(line, batch);
    }),
  );
  return Math.round((rows * 1000) / (performance.now() - fromMs));
}

function batchesOf(rows: number, size: number): Batch[] {
  const batches: Batch[] = [];
  let previous = CHAIN_START;
  for (let first = 1; first + size - 1 <= rows; first += size) {
    const of: TakenRow[] = [];
    const before = previous;
    for (let seq = first; seq < first + size; seq += 1) {
      const body = fillerBody(seq);
      previous = chainHash(previous, seq, body);
      of.push({ body, hash: previous, kind: 'receiptEnded', saleId: null, atMs: seq });
    }
    batches.push({ first, previous: before, rows: of });
  }
  return batches;
}

/** A row of 0.6 KB that belongs to no sale. */
export function fillerBody(n: number): string {
  return JSON.stringify({
    ...{ version: 2, till: 'T', kind: 'receiptEnded', atMs: 1_790_000_000_000 + n },
    ...{ fill: 'x'.repeat(510), n },
  });
}

async function enrolled(database: Database, name: string): Promise<string[]> {
  const tills: string[] = [];
  for (let line = 0; line < LINES; line += 1) tills.push(await addTill(database, `${name}-${line}`));
  await database.query("UPDATE centre.till SET state = 'enrolled'");
  return tills;
}

async function insertPlain(database: Database, till: string, { first, rows }: Batch): Promise<void> {
  await database.query(
    `INSERT INTO plain SELECT $1, 1, $2::bigint + i - 1, hash, at_ms, kind, sale, body
     FROM unnest($3::text[], $4::bytea[], $5::text[], $6::text[], $7::bigint[]) WITH ORDINALITY AS r (body, hash, kind, sale, at_ms, i)`,
    [
      ...[till, first, rows.map(({ body }) => body), rows.map(({ hash }) => hash)],
      ...[rows.map(({ kind }) => kind), rows.map(({ saleId }) => saleId), rows.map(({ atMs }) => atMs)],
    ],
  );
}
