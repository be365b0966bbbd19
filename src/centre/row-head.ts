import { z } from 'zod';
import { err, ok, type Result } from '../ground/result.ts';
import { storedText } from './wire.ts';

/** A time whose date has a year of four digits, as papers and exports write it. Source: ISO 8601. */
const TIME_MS = { from: Date.UTC(1970, 0), to: Date.UTC(9999, 11, 31) } as const;

/** What the centre finds a row by; all else of the body it keeps as it came, for rows of newer tills too. */
const rowHead = z.object({
  kind: storedText(64),
  saleId: storedText(64).optional(),
  atMs: z.number().min(TIME_MS.from).max(TIME_MS.to),
});

export interface RowHead {
  readonly kind: string;
  readonly saleId: string | null;
  readonly atMs: number;
}

/** Reads the head of a row's body. Errors: what is wrong with it, and never what stands in it. */
export function rowHeadOf(body: string): Result<RowHead, string> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return err('is not JSON');
  }
  const read = rowHead.safeParse(value);
  if (!read.success) return err(`has no good ${read.error.issues[0]?.path.join('.') ?? 'form'}`);
  const { kind, saleId, atMs } = read.data;
  return ok({ kind, saleId: saleId ?? null, atMs: Math.trunc(atMs) });
}
