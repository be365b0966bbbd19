import type { z } from 'zod';
import type { TillEvent } from '../payment/events.ts';
import {
  APPROVAL_KINDS,
  type ApprovalRecord,
  type ApprovalRefused,
  type SignIn,
  type SignOut,
  type TriesLapsed,
} from '../staff/approvals.ts';
import type { DayClosed } from './day-closed.ts';
import type { OfficeRecord } from './office-records.ts';
import { err, invariant, ok, type Result } from '../ground/result.ts';
import type { Holds, SameType } from './same-type.ts';
import { rowOfVersion0 } from './versions/version-0.ts';
import { fromVersion0, rowOfVersion1 } from './versions/version-1.ts';
import { fromVersion1, rowOfVersion2, type RowOfVersion2 } from './versions/version-2.ts';

/** What is kept of the shop and belongs to no sale. */
export type ShopRecord = ApprovalRefused | TriesLapsed | SignIn | SignOut | DayClosed | OfficeRecord;

/** What a row of the journal holds: an event as it happened. There is no payment code and no PIN in any of them, by their type. */
export type JournalRecord = TillEvent | ShopRecord;

/** Compiles only where the schema of today's version describes every record exactly: another record is another version. */
export type DescribedRecord = Holds<SameType<JournalRecord, RowOfVersion2>>;

/** A record as a row stores it: which till wrote it, and its version. */
export interface StoredRecord {
  /** The till's own id in the config; null in rows of version 0, which do not tell it. */
  readonly till: string | null;
  readonly version: number;
  readonly record: JournalRecord;
}

/** Why a text is no row that this program can read; `say` is said of the row. `newer`: a later program wrote it. */
export interface RowFault {
  readonly kind: 'damaged' | 'newer';
  readonly say: string;
}

/** The version of the rows that this program writes. */
export const RECORD_VERSION = 2;

/** Rows that the till cannot have written: each for itself, or in this order. */
export class DamagedJournal extends Error {}

/** A row of a later version: nothing is known to be wrong with it, and only a newer program can read it. */
export class NewerJournal extends DamagedJournal {}

/** What a record tells of who may approve or sign in; null where it tells nothing of it. */
export function approvalIn(record: JournalRecord): ApprovalRecord | null {
  if (record.kind !== 'paymentChanged') return isApproval(record) ? record : null;
  const { atMs, change } = record;
  if (change.kind !== 'accepted' && change.kind !== 'freed') return null;
  return { kind: change.kind, atMs, approverId: change.approverId, amount: null };
}

function isApproval(record: JournalRecord): record is Extract<JournalRecord, ApprovalRecord> {
  return APPROVAL_KINDS.some((kind) => kind === record.kind);
}

/** Whether a record tells who signed in or out. */
export function isOfDuty(record: JournalRecord): record is SignIn | SignOut {
  return record.kind === 'signedIn' || record.kind === 'signInRefused' || record.kind === 'signedOut';
}

/** Whether a record belongs to a sale. */
export function isOfSale(record: JournalRecord): record is TillEvent {
  return 'saleId' in record;
}

/**
 * The text that is stored for a record of the till `till`.
 *
 * Why it is checked like a row that is read: a row that the next start cannot read would keep the till from starting.
 * What the version does not describe is left out.
 */
export function encodeRecord(record: JournalRecord, till: string): string {
  invariant(till !== '', 'a row names its till');
  const checked = rowOfVersion2.safeParse(record);
  invariant(checked.success, `a row is written only as it can be read${said(record, checked.error)}`);
  return JSON.stringify({ version: RECORD_VERSION, till, ...checked.data });
}

/**
 * Reads a stored text back, by the schema of its version, in the form of today.
 *
 * Shape: JSON with `version`, `till` and the record's own fields; version 0 has neither `version` nor `till`.
 */
export function decodeRow(text: string): Result<StoredRecord, RowFault> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged('is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return damaged('is not an object');
  if (!('version' in value)) {
    const row = rowOfVersion0.safeParse(value);
    return row.success
      ? ok({ till: null, version: 0, record: fromVersion1(fromVersion0(row.data)) })
      : damaged(faultIn(value, row.error));
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return damaged('has a wrong version');
  if (version > RECORD_VERSION)
    return err({ kind: 'newer', say: `is of version ${version}, which a newer version of the till wrote` });
  if (!('till' in value)) return damaged('has no till');
  if (typeof value.till !== 'string' || value.till === '') return damaged('has a wrong till');
  const row = readAs(version, value);
  return row.success
    ? ok({ till: value.till, version, record: row.data })
    : damaged(faultIn(value, row.error));
}

type ReadRow =
  | { readonly success: true; readonly data: RowOfVersion2 }
  | { readonly success: false; readonly error: z.ZodError };

/** A row that names its version, in the form of today. */
function readAs(version: number, value: object): ReadRow {
  if (version === RECORD_VERSION) return rowOfVersion2.safeParse(value);
  const row = rowOfVersion1.safeParse(value);
  return row.success ? { success: true, data: fromVersion1(row.data) } : row;
}

/** The record in a stored text; who wrote it is left out. */
export function decodeRecord(text: string): Result<JournalRecord, RowFault> {
  const row = decodeRow(text);
  return row.ok ? ok(row.value.record) : row;
}

/** Reads the row `seq`. Errors: throws DamagedJournal, NewerJournal. */
export function readRow(seq: number, text: string): StoredRecord {
  const row = decodeRow(text);
  if (row.ok) return row.value;
  const { kind, say } = row.error;
  const words = `row ${seq} ${say}`;
  throw kind === 'newer' ? new NewerJournal(words) : new DamagedJournal(words);
}

function damaged(say: string): Result<never, RowFault> {
  return err({ kind: 'damaged', say });
}

/** What is wrong with a row, by the name of its first wrong field. */
function faultIn(row: object, { issues: [issue] }: z.ZodError): string {
  const path = issue?.path ?? [];
  const name = path.join('.');
  if (name === 'kind') return 'is of no known kind';
  return valueAt(row, path) === undefined ? `has no ${name}` : `has a wrong ${name}`;
}

function valueAt(row: object, path: readonly PropertyKey[]): unknown {
  let value: unknown = row;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

function said(record: JournalRecord, error: z.ZodError | undefined): string {
  return error === undefined ? '' : `: ${record.kind} ${faultIn(record, error)}`;
}
