import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { sameHash } from './chain.ts';

/**
 * What is remembered of a journal outside of it: how long it was, and the hash of its last row then.
 *
 * Why: whoever can write the journal's file can make all its hashes anew. They can't seal another anchor without the
 * till's key.
 */
export interface Anchor {
  /** Counts how often a person had the till go on with another journal. */
  readonly epoch: number;
  readonly seq: number;
  readonly head: Uint8Array;
}

/** A journal as it is found, as far as an anchor can be held against it. */
export interface FoundJournal {
  /** The number of its last row; 0 where it has none. */
  readonly seq: number;
  /** The hash of a row; null where there is no such row. */
  readonly hashAt: (seq: number) => Uint8Array | null;
}

/** Bytes of a slot: an anchor, its seal, and blanks. Ours: one sector of a disk, which is written whole or not at all. */
export const SLOT_BYTES = 512;
/** The slots are a page of memory apart, so that a write that breaks off spoils one of them. Ours. */
export const SLOT_PLACES = [0, 4096] as const;

/** An anchor as the bytes of a slot. */
export function sealedSlot({ epoch, seq, head }: Anchor, key: KeyObject): Uint8Array {
  const text = `${epoch} ${seq} ${Buffer.from(head).toString('hex')}`;
  return Buffer.from(`${text} ${sealOf(text, key)}\n`.padEnd(SLOT_BYTES));
}

/** The anchor in a slot; null where the key did not seal it. */
export function anchorIn(slot: Uint8Array, key: KeyObject): Anchor | null {
  const match = /^((\d{1,9}) (\d{1,15}) ([0-9a-f]{64})) ([0-9a-f]{64})\n *$/.exec(
    Buffer.from(slot).toString('latin1'),
  );
  if (match === null) return null;
  const [, text = '', epoch, seq, head = '', seal = ''] = match;
  if (!timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(text, key)))) return null;
  return { epoch: Number(epoch), seq: Number(seq), head: Buffer.from(head, 'hex') };
}

/** The newest of the anchors that are whole; null where none is. */
export function newestAnchor(anchors: readonly (Anchor | null)[]): Anchor | null {
  return anchors.reduce((newest, anchor) => (isNewer(anchor, newest) ? anchor : newest), null);
}

function isNewer(anchor: Anchor | null, than: Anchor | null): boolean {
  if (anchor === null || than === null) return anchor !== null;
  return anchor.epoch > than.epoch || (anchor.epoch === than.epoch && anchor.seq > than.seq);
}

/**
 * How a journal differs from what the till remembers; null where it goes on from there.
 *
 * Why a longer one is good: a row is on the disk before the anchor knows of it, so that a plug that is pulled between
 * them leaves a journal that is ahead.
 */
export function anchorTrouble(anchor: Anchor, found: FoundJournal): 'gone' | 'short' | 'other' | null {
  if (anchor.seq === 0) return null;
  if (found.seq === 0) return 'gone';
  if (found.seq < anchor.seq) return 'short';
  const hash = found.hashAt(anchor.seq);
  return hash !== null && sameHash(hash, anchor.head) ? null : 'other';
}

/** What is wrong with the journal, and what a person does about it. */
export function anchorWords(
  trouble: Exclude<ReturnType<typeof anchorTrouble>, null>,
  file: string,
  anchor: Anchor,
  foundSeq: number,
): string {
  const what = {
    gone: `The journal ${file} is gone: this till has written ${anchor.seq} rows, and there are none.`,
    short: `The journal ${file} is older than this till remembers, or its end was cut off: it has ${foundSeq} rows, and the till has written ${anchor.seq}.`,
    other: `The journal ${file} is not the one that this till has written: its row ${anchor.seq} is another one. Somebody made it anew, or it is of another till.`,
  }[trouble];
  return `${what} ${MEND}`;
}

/** What is said where the journal's disk has lost rows that it had confirmed. */
export function lostRowsWords(file: string, anchor: Anchor, foundSeq: number): string {
  return (
    `The disk has lost the end of the journal ${file}: it has ${foundSeq} rows, and the till has written ${anchor.seq}. ` +
    'Sales go on. Compare the last orders with the acquirer (`npm run reconcile`), and have the disk looked at: it confirms what it has not written.'
  );
}

/**
 * What is said where journal and key are gone together, and something else of this till still stands. `seq`: the rows
 * that there are now; `rows`: how many there were under the key of before, where that is known.
 *
 * Why a warning and no refusal: a till that is set up with a token from elsewhere looks the same. Orders that stood in
 * the journal are safe all the same at an acquirer that knows them: their ids follow from the order.
 */
export function clearedWords(file: string, trace: string, seq: number, rows: number | null): string {
  const had = rows === null ? '' : ` The journal of before had at least ${rows} rows.`;
  if (rows !== null && seq > 0)
    return (
      `The till's own key is another one than before, as ${trace} tells.${had} The journal ${file} has ${seq}, and nothing proves that they are those. ` +
      'Hold it against the acquirer (`npm run reconcile`), and tell whoever answers for the books. ' +
      '`npm run restore -- --config <config> --accept` ends this message.'
    );
  return (
    `This till began with an empty journal (${file}) and a new key, although it ran here before: ${trace} is still there.${had} ` +
    'If nobody meant that, stop it, put journal and anchor back (`npm run restore`), and tell whoever answers for the books.' +
    (rows === null
      ? ''
      : ' If it was meant, `npm run restore -- --config <config> --accept` ends this message.')
  );
}

/** Why no sale is taken meanwhile: what the till does not know of, it could charge a second time. */
const MEND =
  'No sale is taken, since orders that stood there could be charged twice. Keep the file as it is, and put the right one back. ' +
  'If there is none, `npm run restore -- --config <config> --from <backup> --force` puts a back-up in its place; ' +
  'with --accept in place of --from, the till goes on with the journal as it stands. Tell whoever answers for the books.';

function sealOf(text: string, key: KeyObject): string {
  return createHmac('sha256', key).update(`anchor ${text}`).digest('hex');
}
