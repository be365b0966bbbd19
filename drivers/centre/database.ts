/** Statements of PostgreSQL. Whole numbers come back as numbers, bytes as Uint8Array, times as Date. */
export interface Sql {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** The centre's database: one primary, or an embedded one for the demo. */
export interface Database extends Sql {
  /** Runs statements in one transaction; run anew where the engine says that it lost a race. */
  transaction<T>(act: (sql: Sql) => Promise<T>): Promise<T>;
  /** Statements of the role that may take rows, and nothing else. */
  readonly ingest: Sql;
  close(): Promise<void>;
}

/** The database cannot be reached now, or ended in the middle: whether a commit was made is unknown, and is asked again. */
export class DatabaseGone extends Error {}

/** How often a transaction that lost a race is run anew. Ours: a row is fought over by a few tills at most. */
const RACES_MAX = 20;

/**
 * Runs `act` until it loses no race.
 *
 * Source: PostgreSQL documentation, 13.5 "Serialization Failure Handling": 40001 and 40P01 are to be tried again, whole.
 */
export async function withoutRaces<T>(act: () => Promise<T>): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isLostRace(error) || race === RACES_MAX) throw error;
    }
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
