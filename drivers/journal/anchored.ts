import { existsSync } from 'node:fs';
import {
  anchorTrouble,
  anchorWords,
  clearedWords,
  lostRowsWords,
  type FoundJournal,
} from '../../src/journal/anchor.ts';
import { approvalIn, encodeRecord, type JournalRecord } from '../../src/journal/records.ts';
import type { ApprovalRecord } from '../../src/staff/approvals.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { AnchorFolder } from './anchor-folder.ts';
import { hasTillKey } from '../system/till-key.ts';
import { openHeldJournal } from './held.ts';
import type { JournalError } from './journal-error.ts';
import type { OpenJournal } from './sqlite.ts';
import { keyInMark, leaveMark, readMark } from './till-mark.ts';
import { hasTornEnd } from './torn-end.ts';

/** Where a journal is, and what is remembered of it elsewhere. */
export interface AnchoredPlaces {
  readonly file: string;
  /** The folder of the till's key and the anchor. */
  readonly anchor: string;
  /** Files that a till makes beside its journal and its key: where they stand without both, it ran here before. */
  readonly traces: readonly string[];
  /** Where the till leaves its mark, as `markFileOf` says. */
  readonly mark: string | null;
}

/** A journal that is the one which the till remembers. */
export interface AnchoredJournal extends OpenJournal {
  /** What a person must know of the journal although the till goes on with it; null where all is well. */
  readonly alarm: string | null;
  /** Signs with the till's own key. */
  readonly sign: (text: string) => string;
  /** The public half of that key, in PEM. */
  readonly publicKey: string;
  /** A secret of the till for one use; it stays over restarts, and stands in no file. */
  readonly secretFor: (use: string) => Buffer;
}

/**
 * Opens the journal as `openHeldJournal` does, and holds it against what the till remembers of it.
 *
 * Errors: those of `openHeldJournal`; `unanchored` where the journal is gone, is shorter than it was, or is another one.
 * Such a file is left as it is. One whose disk lost its end (`hasTornEnd`) is taken, with an alarm.
 */
export async function openAnchoredJournal(
  places: AnchoredPlaces,
  till: string,
  parts: { readonly clock: Clock; readonly log: Log },
): Promise<Result<AnchoredJournal, JournalError>> {
  const isNew = !hasTillKey(places.anchor) && !existsSync(places.file);
  const wasHere = isNew ? places.traces.filter(existsSync) : [];
  const folder = AnchorFolder.open(places.anchor);
  if (!folder.ok) return unanchored(folder.error);
  const before = folder.value.read();
  if (!before.ok) return unanchored(before.error);
  // Opening makes a file where there is none: a journal that is gone must stay gone, for a person to see.
  if (!existsSync(places.file) && before.value.seq > 0)
    return unanchored(anchorWords('gone', places.file, before.value, 0));
  const lost: { say: string | null } = { say: null };
  const isOurs = (found: FoundJournal): string | null => {
    const anchor = folder.value.read();
    if (!anchor.ok) return anchor.error;
    const trouble = anchorTrouble(anchor.value, found);
    // A disk that lost what it had confirmed is no intruder: the shop sells on, and is told.
    if (trouble === 'short' && (lost.say !== null || hasTornEnd(places.file))) {
      lost.say = lostRowsWords(places.file, anchor.value, found.seq);
      return null;
    }
    return trouble === null ? null : anchorWords(trouble, places.file, anchor.value, found.seq);
  };
  const journal = await openHeldJournal(places.file, till, { ...parts, isOurs });
  if (!journal.ok) return journal;
  const { last, hashAt } = journal.value;
  const { seq } = last();
  // Once more: another till may have written until it let the journal go, and an older one has only now its hashes.
  const refused = isOurs({ seq, hashAt });
  const anchor = folder.value.read();
  if (refused !== null || !anchor.ok) {
    journal.value.close();
    return unanchored(refused ?? '');
  }
  const cleared = markedAnew(places.mark, seq, folder.value.key.publicKey);
  const trace = places.mark !== null && cleared !== null ? places.mark : wasHere[0];
  const alarm = lost.say ?? (trace === undefined ? null : clearedWords(places.file, trace, seq, cleared));
  if (alarm !== null) parts.log.warn(alarm, { rows: seq });
  if (anchor.value.seq === 0 && seq > 0)
    parts.log.info('The journal is anchored from here on; what stands in it is taken as it is.', {
      rows: seq,
    });
  const epoch = anchor.value.epoch + (lost.say === null ? 0 : 1);
  const open = anchored(journal.value, folder.value, epoch, { till, log: parts.log });
  return ok({
    ...{ ...open, alarm },
    close: () => {
      // How long the journal has become since the start.
      markedAnew(places.mark, last().seq, folder.value.key.publicKey);
      open.close();
    },
  });
}

/**
 * Leaves the till's mark anew. Answers how many rows there were under a key of before, which the mark keeps until a
 * person accepts the change; null where the key is the one that it was.
 */
function markedAnew(file: string | null, rows: number, publicKey: string): number | null {
  if (file === null) return null;
  const mark = readMark(file);
  const key = keyInMark(publicKey);
  const isOther = mark !== null && mark.key !== key && mark.rows > 0;
  const lost = isOther ? Math.max(mark.rows, mark.lost ?? 0) : (mark?.lost ?? null);
  leaveMark(file, { key, rows, lost });
  return lost;
}

function anchored(
  journal: OpenJournal,
  folder: AnchorFolder,
  epoch: number,
  { till, log }: { readonly till: string; readonly log: Log },
): Omit<AnchoredJournal, 'alarm'> {
  let isKept = true;
  const remember = (record: JournalRecord | null): void => {
    try {
      const { seq, hash } = journal.last();
      folder.remember({ epoch, seq, head: hash });
      if (record !== null && approvalIn(record) !== null) folder.keepLockOut(encodeRecord(record, till));
      isKept = true;
    } catch (error) {
      // An anchor of before is no false one: sales go on, and a person is told once.
      if (isKept) log.warn('The anchor of the journal cannot be written.', { why: String(error) });
      isKept = false;
    }
  };
  const kept = folder.lockOuts();
  remember(null);
  return {
    ...journal,
    append(record, entry) {
      journal.append(record, entry);
      remember(record);
    },
    approvals: () => withKept(journal.approvals(), kept),
    sign: (text) => folder.key.sign(text),
    publicKey: folder.key.publicKey,
    secretFor: (use) => folder.key.secretFor(use),
    close() {
      journal.close();
      folder.close();
    },
  };
}

/** The journal's rows of approvals, newest first, behind those that only the anchor's folder still has. */
function* withKept(
  rows: Iterable<ApprovalRecord>,
  kept: readonly ApprovalRecord[],
): Generator<ApprovalRecord> {
  const own: ApprovalRecord[] = [];
  const iterator = rows[Symbol.iterator]();
  // As many as are kept are enough to tell which of the kept ones the journal has.
  while (own.length < kept.length) {
    const next = iterator.next();
    if (next.done === true) break;
    own.push(next.value);
  }
  const known = new Set(own.map((row) => JSON.stringify(row)));
  yield* kept.filter((row) => !known.has(JSON.stringify(row)));
  yield* own;
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value;
}

function unanchored(say: string): Result<never, JournalError> {
  return err({ kind: 'unanchored', say });
}
