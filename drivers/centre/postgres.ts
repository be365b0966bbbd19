import pg from 'pg';
import type { Log } from '../../src/ground/ports.ts';
import { DatabaseGone, withoutRaces, type Database, type Sql } from './database.ts';

/** How the database is reached. `url` as PostgreSQL writes it; a folder as host is a socket. */
export interface PostgresParts {
  readonly url: string;
  /** Another login for the role that takes rows; without one, connections of the first login take on its role. */
  readonly ingestUrl?: string | undefined;
  readonly connectionsMax: number;
  readonly log: Log;
}

/** How long a connection, and a statement, is waited for. Ours: a till waits longer than both together. */
const CONNECT_MS = 3000;
const STATEMENT_MS = 15_000;

/** Classes and codes by which the server says that it goes, is not there yet, or cannot go on. Source: PostgreSQL documentation, appendix A. */
const GONE_STATES = /^(08|57P0|53|58|XX)/;

/** The centre's database on a PostgreSQL server. */
export function openPostgres({ url, ingestUrl, connectionsMax, log }: PostgresParts): Database {
  const own = poolOf(url, connectionsMax, log);
  const ingest = poolOf(
    ingestUrl ?? url,
    connectionsMax,
    log,
    ingestUrl === undefined ? 'centre_ingest' : null,
  );
  return {
    query: (text, values) => withoutRaces(() => queried(own, text, values)),
    ingest: { query: (text, values) => withoutRaces(() => queried(ingest, text, values)) },
    transaction: (act) => withoutRaces(() => inTransaction(own, act)),
    close: async () => {
      await Promise.all([own.end(), ingest.end()]);
    },
  };
}

function poolOf(url: string, max: number, log: Log, role: string | null = null): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'paycode-till-centre',
    types: { getTypeParser: parserOf },
    // The server itself takes the role on, or refuses the connection: no statement runs without it.
    ...(role === null ? {} : { options: `-c role=${role}` }),
  });
  // Without it a server that ends takes this process with it.
  pool.on('error', (error) => log.warn('A connection to the database ended.', { why: codeOf(error) }));
  return pool;
}

/** The library's own reading, but for whole numbers of eight bytes, which it would give as texts. */
const parserOf: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format) as unknown);

async function queried<Row extends object>(
  on: { query(text: string, values: unknown[]): Promise<{ rows: Row[] }> },
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  try {
    return (await on.query(text, [...values])).rows;
  } catch (error) {
    throw told(error);
  }
}

async function inTransaction<T>(pool: pg.Pool, act: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw told(error);
  });
  let broken: Error | undefined;
  // A connection that dies between two statements tells of it by this event alone.
  const died = (error: Error): void => void (broken = error);
  client.on('error', died);
  const sql: Sql = { query: (text, values) => queried(client, text, values) };
  try {
    await sql.query('BEGIN');
    const value = await act(sql);
    await sql.query('COMMIT');
    return value;
  } catch (error) {
    if (error instanceof DatabaseGone) broken = error;
    else await client.query('ROLLBACK').catch((cause: unknown) => (broken = cause as Error));
    throw error;
  } finally {
    client.removeListener('error', died);
    client.release(broken);
  }
}

/** What the library and the server throw, as one of ours where the server is gone; a broken statement stays as it is. */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  const isServersWord = /^[0-9A-Z]{5}$/.test(code);
  return isServersWord && !GONE_STATES.test(code)
    ? error
    : new DatabaseGone(`The database cannot be reached now (${code}).`, { cause: error });
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
