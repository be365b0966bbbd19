import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { signedBy } from '../../src/journal/day-signature.ts';
import { verifyRows } from '../../src/journal/verify.ts';
import { PUBLIC_KEY_FILE } from '../system/till-key.ts';
import { errorOf, type JournalError } from './journal-error.ts';
import { readJournal } from './sqlite.ts';

// `npm run verify -- --journal <file> [--key <till.pub.pem>]`: holds a journal that no till has open against its own rules,
// and its closed days against the till's key, and changes nothing in it. Exit: 0 all good, 1 a bad row or index, 2 usage, 3 the file cannot be used.

const USAGE = `Use: npm run verify -- --journal journal.sqlite [--key anchor/till.pub.pem]

Name the file of a journal that no till has open. Without --key the one beside it is taken, where there is one.`;

const EXIT = { good: 0, badRow: 1, usage: 2, unusable: 3 } as const;

function main(): number {
  const asked = argumentsOf(process.argv.slice(2));
  if (asked?.help === true) return say(process.stdout, USAGE, EXIT.good);
  if (asked?.journal === undefined) return say(process.stderr, USAGE, EXIT.usage);
  const file = asked.journal;
  try {
    return verified(resolve(file), keyFileOf(file, asked.key));
  } catch (error) {
    return unusable(errorOf(error, file));
  }
}

/** The key that is named, or the one where a till keeps it beside its journal; null where none is there. */
function keyFileOf(file: string, named: string | undefined): string | null {
  if (named !== undefined) return resolve(named);
  const usual = join(dirname(resolve(file)), 'anchor', PUBLIC_KEY_FILE);
  return existsSync(usual) ? usual : null;
}

function verified(file: string, keyFile: string | null): number {
  const isSigned = keyFile === null ? null : signedBy(readFileSync(keyFile, 'utf8'));
  const journal = readJournal(file);
  if (!journal.ok) return unusable(journal.error);
  const { rows, before, faultOfIndex, close } = journal.value;
  try {
    const { counts, tills, result } = verifyRows(rows(), before, isSigned);
    const { sales, payments, paid, refunds, days } = counts;
    const signed = signedWords(counts.signedDays, keyFile);
    const seen = `${counts.rows} rows good: ${sales} sales, ${payments} payments, ${paid} paid, ${refunds} refunds, ${days} days closed${signed}.`;
    say(process.stdout, seen, EXIT.good);
    for (const [index, { till, fromSeq }] of tills.entries()) {
      const former = tills[index - 1]?.till;
      const words = `From row ${fromSeq} on the rows are of the till ${till}, before it of ${former}.`;
      if (former !== undefined) say(process.stdout, words, EXIT.good);
    }
    if (result.ok) return indexVerified(faultOfIndex());
    const { seq, wrong, means } = result.error;
    return say(process.stdout, `Row ${seq} ${wrong}.\n${means}`, EXIT.badRow);
  } finally {
    close();
  }
}

/** How many of the closed days the till has signed, and the key that they were held against. */
function signedWords(days: number, keyFile: string | null): string {
  if (days === 0) return '';
  return `, ${days} of them signed (${keyFile === null ? 'held against no key: --key' : `by ${keyFile}`})`;
}

function indexVerified(wrong: string | null): number {
  if (wrong === null) return EXIT.good;
  const means =
    'The rows are good. What the till finds by its index (open sales, searches, reports) may be something else than happened: keep the file, and call the technician.';
  return say(process.stdout, `The index does not follow from the rows: ${wrong}.\n${means}`, EXIT.badRow);
}

function unusable({ say: words }: JournalError): number {
  return say(process.stderr, words, EXIT.unusable);
}

interface Asked {
  readonly journal?: string | undefined;
  readonly key?: string | undefined;
  readonly help?: boolean | undefined;
}

function argumentsOf(args: string[]): Asked | null {
  try {
    const options = {
      journal: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch {
    return null;
  }
}

function say(stream: NodeJS.WriteStream, words: string, code: number): number {
  stream.write(`${words}\n`);
  return code;
}

process.exitCode = main();
