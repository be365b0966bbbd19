import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { AGAIN_S, type Admission, type AdmissionDesk } from '../../src/centre/admission.ts';
import { refusal } from '../../src/centre/refusal.ts';
import { rowHeadOf } from '../../src/centre/row-head.ts';
import {
  askCall,
  batchCall,
  CENTRE_PATHS,
  enrolCall,
  epochCall,
  fingerprintOf,
  leaseCall,
  readAuthorization,
  reserveCall,
  signedCallText,
  type Batch,
  type CentreCall,
} from '../../src/centre/wire.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { schemaWords } from '../../src/ground/schema-words.ts';
import { DatabaseGone } from './database.ts';
import type { TakenRow, TillStatements } from './till-store.ts';

/** A call of a till as it came. */
export interface TillCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly money: string | undefined;
  readonly body: string;
}

/** What a till is answered. */
export interface TillReply {
  readonly status: number;
  readonly body: object;
  readonly retryAfterS?: number;
}

export interface TillApiParts {
  readonly store: Omit<TillStatements, 'newCode'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The public half of the key by which the centre signs what it pushes. */
  readonly centreKey: string;
  /** Rows of a till were taken: the office may follow them. */
  readonly taken: (till: string) => void;
  /** The signed config of a till; null where there is none for it. */
  readonly configOf: (
    till: string,
    fingerprint: string,
  ) => Promise<{ version: number; body: string; signature: string } | null>;
  readonly admission: AdmissionDesk;
}

/** How long a till's key is not looked up again: a till that is revoked is refused by every statement all the same. Ours. */
const KEY_KEPT_MS = 5000;
const KEYS_MAX = 20_000;

interface Caller {
  readonly till: string;
  readonly key: KeyObject;
  readonly readAtMs: number;
}

/** Answers the calls of tills: each is signed by the till's own key, checked against its schema, and one statement. */
export class TillApi {
  readonly #parts: TillApiParts;
  readonly #admission: AdmissionDesk;
  readonly #callers = new Map<string, Caller>();
  /** Batches that wait for their turn, by their till. */
  readonly #waiting = new Map<string, (admission: Admission) => void>();

  constructor(parts: TillApiParts) {
    this.#parts = parts;
    this.#admission = parts.admission;
  }

  /** Whether a path is one of the tills' calls. */
  static callOf(path: string): CentreCall | null {
    const found = Object.entries(CENTRE_PATHS).find(([, each]) => each === path);
    return found === undefined ? null : (found[0] as CentreCall);
  }

  async answer(call: CentreCall, sent: TillCall): Promise<TillReply> {
    try {
      return call === 'enrol' ? await this.#enrol(sent) : await this.#known(call, sent);
    } catch (error) {
      if (!(error instanceof DatabaseGone)) throw error;
      this.#parts.log.warn(error.message, { call });
      return busy(503, 'The database cannot be reached now.');
    }
  }

  async #enrol(sent: TillCall): Promise<TillReply> {
    const body = readBody(enrolCall, sent.body);
    if (!body.ok) return wrong(body.error);
    const key = publicKeyOf(body.value.publicKey);
    if (key === null) return wrong('publicKey: is no key in PEM');
    const { publicKey } = body.value;
    if (!isSigned(sent, key, fingerprintOf(publicKey))) return unsigned();
    const answer = await this.#parts.store.enrol(body.value);
    this.#callers.clear();
    this.#parts.log.info('A till asked to be enrolled.', {
      terminal: body.value.terminal,
      outcome: answer.outcome,
    });
    return { status: 200, body: { ...answer, centreKey: this.#parts.centreKey } };
  }

  async #known(call: Exclude<CentreCall, 'enrol'>, sent: TillCall): Promise<TillReply> {
    const named = readAuthorization(sent.authorization);
    if (named === null) return unsigned();
    const caller = await this.#callerOf(named.fingerprint);
    if (caller === null) return refusal('unknown-till', 'No till with this key is enrolled here.');
    if (!isSigned(sent, caller.key, named.fingerprint)) return unsigned();
    return this.#run(call, { till: caller.till, fingerprint: named.fingerprint }, sent);
  }

  async #run(
    call: Exclude<CentreCall, 'enrol'>,
    { till, fingerprint }: { readonly till: string; readonly fingerprint: string },
    sent: TillCall,
  ): Promise<TillReply> {
    const { store } = this.#parts;
    switch (call) {
      case 'ask':
        return this.#with(askCall, sent, (body) => store.ask(till, body));
      case 'ingest':
        return this.#ingest(till, sent);
      case 'epoch':
        return this.#with(epochCall, sent, (body) =>
          store.beginEpoch(till, body.epoch, body.from, bytesOf(body.previous)),
        );
      case 'lease':
        return this.#with(leaseCall, sent, (body) => store.takeLease(till, body.orderId, body.saidAtMs));
      case 'reserve':
        return this.#with(reserveCall, sent, (body) => store.reserve(till, body));
      case 'config': {
        const config = await this.#parts.configOf(till, fingerprint);
        return config === null
          ? refusal('not-found', 'There is no config for this till.')
          : { status: 200, body: config };
      }
    }
  }

  async #ingest(till: string, sent: TillCall): Promise<TillReply> {
    const admission = await this.#turnOf(till, sent);
    if (admission === 'tooManyOfTill') return busy(429, 'A batch of this till is under way already.');
    if (admission === 'full') return busy(503, 'The centre has too much to do now.');
    try {
      const batch = readBody(batchCall, sent.body);
      if (!batch.ok) return wrong(batch.error);
      const rows = takenRows(batch.value);
      if (!rows.ok) return wrong(rows.error);
      const { epoch, first, previous } = batch.value;
      const answer = await this.#parts.store.ingest(
        till,
        { epoch, first, previous: bytesOf(previous) },
        rows.value,
      );
      if (answer.outcome === 'taken') this.#parts.taken(till);
      else this.#parts.log.warn('Rows of a till were not taken.', { till, outcome: answer.outcome, first });
      return { status: 200, body: answer };
    } finally {
      for (const called of this.#admission.leave(till, this.#parts.clock.nowMs())) {
        const call = this.#waiting.get(called.till);
        this.#waiting.delete(called.till);
        call?.(called.admission);
      }
    }
  }

  #turnOf(till: string, { money, body }: TillCall): Promise<Admission> | Admission {
    const bytes = body.length;
    const admission = this.#admission.enter(
      till,
      { isMoney: money === '1', bytes },
      this.#parts.clock.nowMs(),
    );
    return admission === 'later' ? new Promise((called) => void this.#waiting.set(till, called)) : admission;
  }

  async #with<T>(
    schema: z.ZodType<T>,
    sent: TillCall,
    act: (body: T) => Promise<object | null>,
  ): Promise<TillReply> {
    const body = readBody(schema, sent.body);
    if (!body.ok) return wrong(body.error);
    const answer = await act(body.value);
    return answer === null
      ? busy(
          503,
          'The centre was put back from a copy, and waits until every till has told what happened since.',
        )
      : { status: 200, body: answer };
  }

  async #callerOf(fingerprint: string): Promise<Caller | null> {
    const nowMs = this.#parts.clock.nowMs();
    const kept = this.#callers.get(fingerprint);
    if (kept !== undefined && nowMs - kept.readAtMs < KEY_KEPT_MS) return kept;
    const known = await this.#parts.store.known(fingerprint);
    const key = known === null ? null : publicKeyOf(known.publicKey);
    if (known === null || key === null) return null;
    const caller = { till: known.till, key, readAtMs: nowMs };
    if (this.#callers.size >= KEYS_MAX) this.#callers.clear();
    this.#callers.set(fingerprint, caller);
    return caller;
  }
}

function takenRows(batch: Batch): Result<TakenRow[], string> {
  const rows: TakenRow[] = [];
  for (const [index, { hash, body }] of batch.rows.entries()) {
    const head = rowHeadOf(body);
    if (!head.ok) return err(`rows.${index}.body: ${head.error}`);
    rows.push({ ...head.value, hash: bytesOf(hash), body });
  }
  return ok(rows);
}

function readBody<T>(schema: z.ZodType<T>, text: string): Result<T, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('the body is not JSON');
  }
  const read = schema.safeParse(value, { error: schemaWords });
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return err(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'does not fit'}`);
}

function isSigned(sent: TillCall, key: KeyObject, fingerprint: string): boolean {
  const named = readAuthorization(sent.authorization);
  if (named?.fingerprint !== fingerprint) return false;
  const text = Buffer.from(signedCallText(sent.path, sent.body), 'utf8');
  return verify(null, text, key, Buffer.from(named.signature, 'base64'));
}

function publicKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function wrong(detail: string): TillReply {
  return refusal('invalid-request', detail);
}

function unsigned(): TillReply {
  return refusal('unauthorized', 'The call is not signed by the key that it names.');
}

function busy(status: 429 | 503, detail: string): TillReply {
  return { ...refusal('busy', detail, status), retryAfterS: AGAIN_S };
}
