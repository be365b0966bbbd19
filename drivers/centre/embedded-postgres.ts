import { PGlite, types } from '@electric-sql/pglite';
import { withoutRaces, type Database, type Sql } from './database.ts';

/**
 * An embedded PostgreSQL: for the demo, and for tests that ask nothing of a server. It is never what is measured.
 *
 * Why one queue: there is one connection, so that a role that is taken on must be put down before anyone else speaks.
 */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const engine = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    parsers: { [types.INT8]: Number },
  });
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = queue.then(act);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const own: Sql = {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await engine.query<Row>(text, [...values])).rows,
  };
  return {
    query: (text, values) => inTurn(() => own.query(text, values)),
    ingest: {
      query: (text, values) =>
        inTurn(async () => {
          await engine.query('SET ROLE centre_ingest');
          try {
            return await own.query(text, values);
          } finally {
            await engine.query('RESET ROLE');
          }
        }),
    },
    transaction: (act) =>
      withoutRaces(() =>
        inTurn(async () => {
          await engine.query('BEGIN');
          try {
            const value = await act(own);
            await engine.query('COMMIT');
            return value;
          } catch (error) {
            await engine.query('ROLLBACK');
            throw error;
          }
        }),
      ),
    close: () => inTurn(() => engine.close()),
  };
}
