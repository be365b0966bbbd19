import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyRows } from '../../src/journal/verify.ts';
import { errorOf, type JournalError } from './journal-error.ts';
import { readJournal } from './sqlite.ts';

// `npm run verify -- --journal <file>`: holds a journal that no till has open against its own rules, and changes
// nothing in it. Exit: 0 all good, 1 a bad row or index, 2 usage, 3 the file cannot be used.

const EXIT = { good: 0, badRow: 1, usage: 2, unusable: 3 } as const;

function main(): number {
  const file = fileOf(process.argv.slice(2));
  if (file === null)
    return say(process.stderr, 'Name the file: npm run verify -- --journal <file>', EXIT.usage);
  try {
    return verified(resolve(file));
  } catch (error) {
    return unusable(errorOf(error, file));
  }
}

function verified(file: string): number {
  const journal = readJournal(file);
  if (!journal.ok) return unusable(journal.error);
  const { rows, before, faultOfIndex, close } = journal.value;
  try {
    const { counts, tills, result } = verifyRows(rows(), before);
    const { sales, payments, paid, refunds, days } = counts;
    const seen = `${counts.rows} rows good: ${sales} sales, ${payments} payments, ${paid} paid, ${refunds} refunds, ${days} days closed.`;
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

function indexVerified(wrong: string | null): number {
  if (wrong === null) return EXIT.good;
  const means =
    'The rows are good. What the till finds by its index (open sales, searches, reports) may be something else than happened: keep the file, and call the technician.';
  return say(process.stdout, `The index does not follow from the rows: ${wrong}.\n${means}`, EXIT.badRow);
}

function unusable({ say: words }: JournalError): number {
  return say(process.stderr, words, EXIT.unusable);
}

function fileOf(args: string[]): string | null {
  try {
    return parseArgs({ args, options: { journal: { type: 'string' } } }).values.journal ?? null;
  } catch {
    return null;
  }
}

function say(stream: NodeJS.WriteStream, words: string, code: number): number {
  stream.write(`${words}\n`);
  return code;
}

process.exitCode = main();
