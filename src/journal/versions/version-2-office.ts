import { z } from 'zod';
import { acquirerFacts, amount } from './version-0-parts.ts';

// Rows of version 2 that belong to the office. An office body stands in none of them: its SHA-256 does.

const keptBytes = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) });

const ofMatter = {
  atMs: z.number(),
  operatorId: z.string().optional(),
  about: z.enum(['registration', 'dispute', 'declaration']),
  id: z.string(),
  gateway: z.string(),
};

/** The rows of the office. */
export const officeRows = [
  z.object({
    ...ofMatter,
    kind: z.literal('disputeArrived'),
    asks: z.enum(['papers', 'money', 'chargeback']),
    payment: z.string(),
    paymentRequestId: z.string().nullable(),
    amount: amount.nullable(),
    wants: z.array(z.string()),
    occurredAtMs: z.number(),
    dueAtMs: z.number().nullable(),
    isLate: z.boolean(),
    body: keptBytes.nullable(),
    approverId: z.string().nullable(),
  }),
  z.object({
    ...ofMatter,
    kind: z.literal('officeApproved'),
    call: z.string(),
    facts: acquirerFacts,
    amount: amount.nullable(),
    body: keptBytes,
    approverId: z.string(),
    idempotencyKey: z.string().nullable(),
  }),
  z.object({
    ...ofMatter,
    kind: z.literal('officeAnswered'),
    call: z.string(),
    outcome: z.enum(['accepted', 'refused']),
    resultCode: z.string(),
    facts: acquirerFacts,
  }),
  z.object({
    ...ofMatter,
    kind: z.literal('officeTold'),
    source: z.enum(['notice', 'inquiry']),
    status: z.string(),
    facts: acquirerFacts,
    parts: z.array(z.object({ name: z.string(), status: z.string(), why: z.string().nullable() })),
    dueAtMs: z.number().nullable(),
  }),
  z.object({ ...ofMatter, kind: z.literal('officeWarned'), daysLeft: z.int().min(0) }),
  z.object({
    ...ofMatter,
    kind: z.literal('officePaperAdded'),
    name: z.string(),
    contentType: z.string(),
    file: keptBytes,
  }),
  z.object({
    ...ofMatter,
    kind: z.literal('officeClosed'),
    outcome: z.enum(['won', 'lost', 'withdrawn', 'byHand']),
    reason: z.string(),
    approverId: z.string().nullable(),
  }),
] as const;
