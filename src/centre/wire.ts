import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isTimeZone } from '../ground/time.ts';
import { isStorable } from './storable.ts';

/** What one batch holds at most. Source: chain, section 2. */
export const BATCH_ROWS_MAX = 100;
export const BATCH_BYTES_MAX = 256 * 1024;

/** What the centre takes in at most: a batch with the escapes of JSON, and room for its frame. Ours. */
export const CENTRE_BODY_BYTES_MAX = 2 * BATCH_BYTES_MAX + 64 * 1024;

/** Where a till asks the centre. */
export const CENTRE_PATHS = {
  enrol: '/v1/enrolments',
  ask: '/v1/cursor',
  ingest: '/v1/ingest',
  epoch: '/v1/epochs',
  lease: '/v1/leases',
  reserve: '/v1/reserves',
  config: '/v1/config',
} as const;
export type CentreCall = keyof typeof CENTRE_PATHS;

/**
 * How long an answer to a till may be. Ours: a config is a file, every other answer a few fields, or the page of a
 * proxy; a centre that lies at length costs the till little.
 */
export function answerBytesMax(call: CentreCall): number {
  return call === 'config' ? 256 * 1024 : 16 * 1024;
}

/** A batch that moves money says so in this header: a centre that is short of time takes those first. */
export const MONEY_HEADER = 'paycode-money';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const epoch = z.int().min(1).max(1_000_000);
/** A text of the wire that the centre's database can hold. */
export const storedText = (max: number) => z.string().min(1).max(max).refine(isStorable, 'must hold no NUL');
const text = storedText;
const minor = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const enrolCall = z.strictObject({
  code: text(64),
  publicKey: text(1024),
  terminal: text(64),
  store: text(64),
  /** The shop, as the till's config has it: the office names it so, and counts its days in its own zone. */
  shop: z.strictObject({
    name: text(256),
    timeZone: text(64).refine(isTimeZone, 'is no time zone'),
    currency: z.string().length(3),
  }),
});
export type EnrolCall = z.infer<typeof enrolCall>;

/** How many orders a till names at most that it may still begin, or has under way. */
export const KEEPS_MAX = 1000;

/**
 * `keeps`, `refunds`: the orders that the till may still begin under leave that it was given, and the refunds that it may
 * still approve in room that it was given; it lets go of all others. `saidAtMs`: above that of every word before it.
 * `leave`: what it was given and has not used, with its tokens: a centre that was put back from a copy has forgotten it.
 */
export const askCall = z.strictObject({
  /** The till's own epoch: a disk that still has an earlier one is a copy from before. */
  epoch,
  /** The number of the last row that the till had when it said so. */
  last: count,
  keeps: z.array(text(64)).max(KEEPS_MAX),
  refunds: z.array(text(64)).max(1000),
  leave: z
    .array(z.strictObject({ orderId: text(64), token: count }))
    .max(1000)
    .default([]),
  /** With which of the centre's configs the till runs, and why not with the newest one. */
  config: z.strictObject({ version: count, refused: z.string().max(500).nullable() }),
  saidAtMs: count,
  /** Rows that the till has, for the centre to name the last one that both have; newest first. */
  haves: z.array(z.strictObject({ seq: count, hash })).max(64),
});

export type AskCall = z.infer<typeof askCall>;
export type LeaveHeld = AskCall['leave'][number];

export const batchCall = z.strictObject({
  epoch,
  first: count.min(1),
  previous: hash,
  rows: z
    .array(z.strictObject({ hash, body: z.string().min(1).max(BATCH_BYTES_MAX) }))
    .min(1)
    .max(BATCH_ROWS_MAX),
});
export type Batch = z.infer<typeof batchCall>;

export const epochCall = z.strictObject({ epoch, from: count.min(1), previous: hash });

export const leaseCall = z.strictObject({ orderId: text(64), saidAtMs: count });

export const reserveCall = z.strictObject({
  refundRequestId: text(64),
  paymentRequestId: text(64),
  approverId: text(64),
  amountMinor: minor,
  currency: z.string().length(3),
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  /** The order and the charge as the asking till knows them; null where it knows no charge. */
  orderId: text(64),
  chargedMinor: minor.nullable(),
  saidAtMs: count,
});
export type ReserveCall = z.infer<typeof reserveCall>;

/** Where the till's journal goes on, as the centre has it. */
const cursor = { epoch: z.int().min(0), next: count, head: z.string() };
export const INGEST_OUTCOMES = [
  'taken',
  'gap',
  'chainBroken',
  'fork',
  'epochPassed',
  'epochUnknown',
  'fenced',
  'revoked',
] as const;
export type IngestOutcome = (typeof INGEST_OUTCOMES)[number];
export const ingestAnswer = z.object({ outcome: z.enum(INGEST_OUTCOMES), ...cursor });
export type IngestAnswer = z.infer<typeof ingestAnswer>;

export const EPOCH_OUTCOMES = ['begun', 'fork', 'epochPassed', 'fenced', 'revoked'] as const;
export const epochAnswer = z.object({ outcome: z.enum(EPOCH_OUTCOMES), ...cursor });
export type EpochAnswer = z.infer<typeof epochAnswer>;

/** `common`: the newest of the rows that the till named which the centre has too, on its line; 0 where none is. */
export const askAnswer = z.object({
  state: z.enum(['enrolled', 'fenced', 'revoked']),
  ...cursor,
  common: count,
  configVersion: count,
});
export type AskAnswer = z.infer<typeof askAnswer>;

/** `epoch`: the one from which the till goes on. `centreKey`: by it the till knows what the centre signs. */
export const enrolAnswer = z.object({
  outcome: z.enum(['enrolled', 'refused']),
  epoch: count,
  centreKey: z.string(),
});
export type EnrolAnswer = z.infer<typeof enrolAnswer>;

export const LEASE_OUTCOMES = ['granted', 'held', 'paid', 'fenced', 'revoked'] as const;
export const leaseAnswer = z.object({
  outcome: z.enum(LEASE_OUTCOMES),
  token: count,
  holder: z.string(),
  /** How often other tills have begun to charge this order: the next attempt is numbered after them. */
  attempts: count,
});
export type LeaseAnswer = z.infer<typeof leaseAnswer>;

export const RESERVE_OUTCOMES = [
  'reserved',
  'exceeds',
  'overLimit',
  'mismatch',
  'unknownPayment',
  'fenced',
  'revoked',
] as const;
export const reserveAnswer = z.object({ outcome: z.enum(RESERVE_OUTCOMES), leftMinor: count });
export type ReserveAnswer = z.infer<typeof reserveAnswer>;

/** A config as the centre pushes it: the text that was signed, and its signature. */
export const configAnswer = z.object({ version: count, body: z.string(), signature: z.string() });
export type ConfigAnswer = z.infer<typeof configAnswer>;

/** What the centre signs of a config: its store and version are in it, so that none is taken for another. */
export function signedConfigText(store: string, version: number, body: string): string {
  return `paycode-till config 1\n${store}\n${version}\n${body}`;
}

/**
 * What a till signs of a call.
 *
 * Why with a name in front: the till's key signs other texts too, and none of them may be taken for a call.
 */
export function signedCallText(path: string, body: string): string {
  const digest = createHash('sha256').update(body, 'utf8').digest('hex');
  return `paycode-till centre 1\nPOST ${path}\n${digest}`;
}

/** By what the centre finds a till's key. */
export function fingerprintOf(publicKeyPem: string): string {
  return createHash('sha256').update(publicKeyPem.trim(), 'utf8').digest('hex');
}

/** The header that names the caller and proves the call. */
export function authorization(fingerprint: string, signature: string): string {
  return `Till ${fingerprint} ${signature}`;
}

/** The parts of that header; null for anything else. */
export function readAuthorization(
  header: string | undefined,
): { readonly fingerprint: string; readonly signature: string } | null {
  const match = /^Till ([0-9a-f]{64}) ([A-Za-z0-9+/]{86}==)$/.exec(header ?? '');
  const [, fingerprint, signature] = match ?? [];
  return fingerprint === undefined || signature === undefined ? null : { fingerprint, signature };
}
