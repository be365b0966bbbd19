import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpTrouble } from '../../src/ground/result.ts';
import type { Database } from './database.ts';

/** A step from one version of the tables to the next: plain SQL, never edited, only added to. */
interface Migration {
  readonly number: number;
  readonly sql: string;
}

const FILE_NAME = /^(\d{3})-[a-z-]+\.sql$/;
/** What is no step: it is done at every start, and says again what must be so. */
const ALWAYS = 'always.sql';

/**
 * Brings the tables to today's version. Each step is one transaction with its number in it, so that a step is done whole or
 * not at all, and by one of several centres that start at once.
 *
 * Errors: SetUpTrouble where a newer centre made the tables.
 */
export async function migrate(database: Database, folder: string): Promise<number> {
  const migrations = readMigrations(folder);
  const newest = migrations.at(-1)?.number ?? 0;
  await database.query(
    'CREATE TABLE IF NOT EXISTS centre_version (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), number integer NOT NULL)',
  );
  await database.query('INSERT INTO centre_version (number) VALUES (0) ON CONFLICT DO NOTHING');
  for (const { number, sql } of migrations) {
    await database.transaction(async (step) => {
      const [row] = await step.query<{ number: number }>('SELECT number FROM centre_version FOR UPDATE');
      const found = row?.number ?? 0;
      if (found > newest)
        throw new SetUpTrouble(
          `The database is of version ${found}, which a newer centre made; this one knows ${newest}. Start the newer version again.`,
        );
      if (found >= number) return;
      for (const statement of statementsOf(sql)) await step.query(statement);
      await step.query('UPDATE centre_version SET number = $1', [number]);
    });
  }
  const always = statementsOf(readFileSync(join(folder, ALWAYS), 'utf8'));
  await database.transaction(async (step) => {
    // Several centres that start at once take turns: they change the same rights.
    await step.query('SELECT number FROM centre_version FOR UPDATE');
    for (const statement of always) await step.query(statement);
  });
  return newest;
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = FILE_NAME.exec(name);
      return match === null
        ? []
        : [{ number: Number(match[1]), sql: readFileSync(join(folder, name), 'utf8') }];
    })
    .sort((one, other) => one.number - other.number);
}

/** The statements of a file, one by one: each ends with a semicolon at the end of a line, outside a function's body. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let lines: string[] = [];
  let inBody = false;
  for (const line of sql.split('\n')) {
    if (!inBody && lines.length === 0 && (line.startsWith('--') || line.trim() === '')) continue;
    lines.push(line);
    if ((line.split('$$').length - 1) % 2 === 1) inBody = !inBody;
    if (inBody || !line.trimEnd().endsWith(';')) continue;
    statements.push(lines.join('\n'));
    lines = [];
  }
  return lines.length === 0 ? statements : [...statements, lines.join('\n')];
}
