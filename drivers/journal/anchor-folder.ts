import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { approvalIn, decodeRow } from '../../src/journal/records.ts';
import type { ApprovalRecord } from '../../src/staff/approvals.ts';
import {
  anchorIn,
  newestAnchor,
  sealedSlot,
  SLOT_BYTES,
  SLOT_PLACES,
  type Anchor,
} from '../../src/journal/anchor.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { hasTillKey, readOrMakeTillKey, type TillKey } from '../system/till-key.ts';

const ANCHOR_FILE = 'journal.anchor';
const LOCK_OUTS_FILE = 'lock-outs';

/** So many rows of approvals are kept outside the journal: more than any lock-out needs. Ours. */
export const LOCK_OUT_ROWS = 64;

const NOT_WHOLE =
  'Somebody changed or removed it. Look whether the journal is the right one; then run `npm run restore -- --config <config> --accept`.';

/**
 * The folder with the till's own key, and what the till remembers outside its journal.
 *
 * Files, all 0600: `till.key` and `till.pub.pem`; `journal.anchor`, two slots that are written in turn; `lock-outs`, the
 * last rows of who approved and who was refused, so that no journal that is put back opens a lock.
 */
export class AnchorFolder {
  readonly key: TillKey;
  readonly #folder: string;
  readonly #secret: KeyObject;
  #handle: number | null = null;
  #turn = 0;
  #rows: readonly string[] = [];

  private constructor(folder: string, key: TillKey) {
    this.key = key;
    this.#folder = folder;
    this.#secret = createSecretKey(key.secretFor('journal anchor'));
  }

  /** Opens the folder, and makes it where there is none. Errors: a sentence and what to do. */
  static open(folder: string): Result<AnchorFolder, string> {
    const isNew = !hasTillKey(folder);
    const file = join(folder, ANCHOR_FILE);
    // The anchor is made before the key: a key without an anchor tells that somebody took the anchor away.
    if (!isNew && !existsSync(file)) return err(`The anchor ${file} of the journal is gone. ${NOT_WHOLE}`);
    try {
      if (isNew) makeEmpty(folder, file);
    } catch (error) {
      return err(`The anchor ${file} of the journal cannot be made (${String(error)}).`);
    }
    const key = readOrMakeTillKey(folder);
    if (!key.ok) return key;
    const opened = new AnchorFolder(folder, key.value);
    if (isNew) opened.remember({ epoch: 1, seq: 0, head: Buffer.alloc(32) });
    return ok(opened);
  }

  /** Opens the folder for a person who has the till go on with another journal: its anchor may be gone. */
  static openToRenew(folder: string): Result<AnchorFolder, string> {
    const file = join(folder, ANCHOR_FILE);
    if (hasTillKey(folder) && !existsSync(file)) makeEmpty(folder, file);
    return AnchorFolder.open(folder);
  }

  /** What is remembered. Errors: a sentence where no slot is whole. */
  read(): Result<Anchor, string> {
    const file = join(this.#folder, ANCHOR_FILE);
    const bytes = readFileSync(file);
    const slots = SLOT_PLACES.map((at) => anchorIn(bytes.subarray(at, at + SLOT_BYTES), this.#secret));
    const anchor = newestAnchor(slots);
    if (anchor === null)
      return err(`The anchor ${file} of the journal was not written by this till. ${NOT_WHOLE}`);
    // The slot with the older anchor is the next to be written.
    this.#turn = slots[0] === anchor ? 1 : 0;
    return ok(anchor);
  }

  /**
   * Remembers how long the journal is now.
   *
   * Why without waiting for the disk: a row is there before its anchor, and an anchor of before is no false one.
   */
  remember(anchor: Anchor): void {
    this.#handle ??= openSync(join(this.#folder, ANCHOR_FILE), constants.O_RDWR);
    writeSync(this.#handle, sealedSlot(anchor, this.#secret), 0, SLOT_BYTES, SLOT_PLACES[this.#turn] ?? 0);
    this.#turn = 1 - this.#turn;
  }

  /** Remembers what a person decided: both slots, so that nothing of before counts any more; on the disk when it returns. */
  renew(anchor: Anchor): void {
    for (let slot = 0; slot < SLOT_PLACES.length; slot += 1) this.remember(anchor);
    if (this.#handle !== null) fsyncSync(this.#handle);
  }

  /** The rows of approvals that are kept here, newest first; none where the file is not this till's. */
  lockOuts(): readonly ApprovalRecord[] {
    this.#rows = this.#readRows();
    return this.#rows.toReversed().flatMap((text) => {
      const row = decodeRow(text);
      const approval = row.ok ? approvalIn(row.value.record) : null;
      return approval === null ? [] : [approval];
    });
  }

  /** Keeps a row of who approved, or was refused; `text` as the journal has it. */
  keepLockOut(text: string): void {
    this.#rows = [...this.#rows, text].slice(-LOCK_OUT_ROWS);
    const rows = JSON.stringify(this.#rows);
    const file = join(this.#folder, LOCK_OUTS_FILE);
    writeFileSync(`${file}.new`, JSON.stringify({ rows, seal: this.#sealOf(rows) }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  #readRows(): readonly string[] {
    try {
      const { rows, seal } = lockOutsSchema.parse(
        JSON.parse(readFileSync(join(this.#folder, LOCK_OUTS_FILE), 'utf8')),
      );
      const isOurs = timingSafeEqual(Buffer.from(seal), Buffer.from(this.#sealOf(rows)));
      return isOurs ? z.array(z.string()).parse(JSON.parse(rows)) : [];
    } catch {
      return [];
    }
  }

  #sealOf(rows: string): string {
    return createHmac('sha256', this.#secret).update(`lock-outs ${rows}`).digest('hex');
  }
}

const lockOutsSchema = z.object({ rows: z.string(), seal: z.string().length(64) });

/** A file with both slots empty; on the disk when it returns. */
function makeEmpty(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, Buffer.alloc(SLOT_PLACES[1] + SLOT_BYTES, ' '));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
