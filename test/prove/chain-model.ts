import { randomUUID } from 'node:crypto';
import type { TakenRow, TillStatements } from '../../drivers/centre/till-store.ts';
import { hexOf } from '../../src/centre/batch.ts';
import { followed } from '../../src/centre/following.ts';
import {
  fingerprintOf,
  type AskAnswer,
  type AskCall,
  type EnrolAnswer,
  type EnrolCall,
  type EpochAnswer,
  type IngestAnswer,
} from '../../src/centre/wire.ts';
import { CHAIN_START, chainHash, sameHash } from '../../src/journal/chain.ts';
import { OrdersModel } from './chain-model-orders.ts';

interface ModelTill {
  readonly till: string;
  readonly terminal: string;
  state: 'waiting' | 'enrolled' | 'fenced';
  fingerprint: string | null;
  publicKey: string | null;
  epoch: number;
  next: number;
  head: string;
}

interface ModelRow {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly saleId: string | null;
  readonly body: string;
}

interface Tables {
  readonly tills: Map<string, ModelTill>;
  readonly codes: Map<string, { readonly till: string; fingerprint: string | null }>;
  readonly epochs: { readonly till: string; readonly epoch: number; readonly from: number }[];
  readonly rows: Map<string, ModelRow[]>;
  readonly followed: Map<string, { epoch: number; seq: number }>;
  readonly unread: Map<string, { readonly till: string; readonly saleId: string; readonly seq: number }>;
  /** Tills that have not told all since the tables were put back. */
  readonly healing: Map<string, { readonly epoch: number; readonly seq: number } | null>;
  readonly orders: OrdersModel;
}

const ZERO = hexOf(CHAIN_START);

/**
 * The centre's rules over plain tables: what the statements of `drivers/centre` say, without a database.
 *
 * Why it is there: a schedule on a database takes a third of a second, and a hundred thousand of them hours. What it leaves
 * out is said: limits of managers, configs, roles and transactions. A share of the schedules asks the database too, and each
 * answer of it and all that it holds must be the model's (`chain-twin.ts`).
 */
export class ChainModel implements TillStatements {
  #tables: Tables = emptyTables();
  #copy: Tables | null = null;

  get tables(): Tables {
    return this.#tables;
  }

  addTill(till: string, terminal: string, code: string = randomUUID()): string {
    this.#tables.tills.set(till, {
      ...{ till, terminal, state: 'waiting', fingerprint: null, publicKey: null },
      ...{ epoch: 1, next: 1, head: ZERO },
    });
    this.#tables.codes.set(code, { till, fingerprint: null });
    return code;
  }

  keepCopy(): void {
    this.#copy = copied(this.#tables);
  }

  putBack(): void {
    if (this.#copy !== null) this.#tables = copied(this.#copy);
    for (const { till, state } of this.#tables.tills.values())
      if (state === 'enrolled') this.#tables.healing.set(till, null);
  }

  goOn(): void {
    this.#tables.healing.clear();
  }

  newCode(till: string): Promise<string> {
    const code = randomUUID();
    this.#tables.codes.set(code, { till, fingerprint: null });
    return Promise.resolve(code);
  }

  known(fingerprint: string): ReturnType<TillStatements['known']> {
    const found = [...this.#tables.tills.values()].find((each) => each.fingerprint === fingerprint);
    return Promise.resolve(
      found?.publicKey == null ? null : { till: found.till, publicKey: found.publicKey },
    );
  }

  enrol({ code, publicKey, terminal }: EnrolCall): Promise<Omit<EnrolAnswer, 'centreKey'>> {
    const fingerprint = fingerprintOf(publicKey);
    const given = this.#tables.codes.get(code);
    const till = given === undefined ? undefined : this.#tables.tills.get(given.till);
    const isAnothers = [...this.#tables.tills.values()].some(
      (each) => each.fingerprint === fingerprint && each !== till,
    );
    if (given === undefined || till?.terminal !== terminal || isAnothers)
      return Promise.resolve({ outcome: 'refused', epoch: 0 });
    if (given.fingerprint !== null && given.fingerprint !== fingerprint)
      return Promise.resolve({ outcome: 'refused', epoch: 0 });
    if (given.fingerprint === null) {
      given.fingerprint = fingerprint;
      Object.assign(till, { state: 'enrolled', fingerprint, publicKey });
    }
    return Promise.resolve({ outcome: 'enrolled', epoch: till.epoch });
  }

  ask(till: string, said: AskCall): Promise<AskAnswer> {
    const known = this.#tables.tills.get(till);
    if (known === undefined || known.state === 'waiting') {
      const cursor = { epoch: known?.epoch ?? 0, next: known?.next ?? 0, head: known?.head ?? '' };
      const common = this.#commonOf(till, cursor, said.haves);
      return Promise.resolve({ state: 'revoked', ...cursor, common, configVersion: 0 });
    }
    if (known.state === 'enrolled' && said.epoch < known.epoch)
      this.#fence(known, 'clone', said.epoch, known.next);
    if (known.state === 'enrolled') this.#keepWords(known, said);
    const { state, epoch, next, head } = known;
    const common = this.#commonOf(till, known, said.haves);
    return Promise.resolve({ state, epoch, next, head, common, configVersion: 0 });
  }

  ingest(
    till: string,
    batch: { readonly epoch: number; readonly first: number; readonly previous: Uint8Array },
    rows: readonly TakenRow[],
  ): Promise<IngestAnswer> {
    const known = this.#tables.tills.get(till);
    if (known === undefined || known.state === 'waiting') return Promise.resolve({ ...NOBODY });
    const say = (outcome: IngestAnswer['outcome']): Promise<IngestAnswer> =>
      Promise.resolve({ outcome, epoch: known.epoch, next: known.next, head: known.head });
    if (known.state === 'fenced') return say('fenced');
    if (batch.epoch > known.epoch) return say('epochUnknown');
    const { first } = batch;
    if (batch.epoch < known.epoch) {
      this.#fence(known, 'clone', batch.epoch, first);
      return say('epochPassed');
    }
    if (first > known.next) return say('gap');
    const here = Math.min(rows.length, known.next - first);
    const other = rows.findIndex(
      ({ hash }, at) => at < here && this.#hashAt(known, first + at) !== hexOf(hash),
    );
    const isOtherLine = other < 0 && this.#hashAt(known, first - 1) !== hexOf(batch.previous);
    if (other >= 0 || isOtherLine) {
      this.#fence(known, 'fork', known.epoch, isOtherLine ? first - 1 : first + other);
      return say('fork');
    }
    const before = (at: number): Uint8Array => rows[at - 1]?.hash ?? batch.previous;
    const isBroken = rows.some(
      ({ hash, body }, at) => at >= here && !sameHash(hash, chainHash(before(at), first + at, body)),
    );
    if (isBroken) return say('chainBroken');
    for (const [at, { hash, saleId, body }] of rows.entries())
      if (at >= here)
        this.#rowsOf(till).push({ epoch: known.epoch, seq: first + at, hash: hexOf(hash), saleId, body });
    const last = rows.at(-1);
    if (rows.length > here && last !== undefined)
      Object.assign(known, { next: first + rows.length, head: hexOf(last.hash) });
    return say('taken');
  }

  beginEpoch(till: string, epoch: number, from: number, previous: Uint8Array): Promise<EpochAnswer> {
    const known = this.#tables.tills.get(till);
    if (known === undefined || known.state === 'waiting')
      return Promise.resolve({ ...NOBODY, outcome: 'revoked' });
    const say = (outcome: EpochAnswer['outcome']): Promise<EpochAnswer> =>
      Promise.resolve({ outcome, epoch: known.epoch, next: known.next, head: known.head });
    if (known.state === 'fenced') return say('fenced');
    const { epochs } = this.#tables;
    const isBegun =
      epoch === known.epoch &&
      epochs.some((each) => each.till === till && each.epoch === epoch && each.from === from);
    if (isBegun && this.#hashAt(known, from - 1) === hexOf(previous)) return say('begun');
    if (epoch !== known.epoch + 1) {
      this.#fence(known, 'clone', epoch, from);
      return say('epochPassed');
    }
    if (from < 1 || from > known.next || this.#hashAt(known, from - 1) !== hexOf(previous))
      return say('fork');
    epochs.push({ till, epoch, from });
    Object.assign(known, { epoch, next: from, head: hexOf(previous) });
    this.#tables.orders.act({
      kind: 'restored',
      subject: `${till} ${epoch}`,
      till,
      order: null,
      isOver: false,
    });
    return say('begun');
  }

  #keepWords(known: ModelTill, said: AskCall): void {
    const { healing, orders } = this.#tables;
    if (healing.has(known.till)) {
      orders.giveAgain(known.till, said);
      if (said.refunds.every((refund) => orders.tables.rooms.has(refund)))
        healing.set(known.till, { epoch: said.epoch, seq: said.last });
      if (!this.notHeard().includes(known.till)) healing.delete(known.till);
    }
    if (this.#isFollowed(known, said)) orders.keepWords(known.till, said);
  }

  /** Tills that are waited for since the tables were put back. */
  notHeard(): string[] {
    const { healing, tills, followed: places, unread } = this.#tables;
    return [...healing].flatMap(([till, word]) => {
      const place = places.get(till) ?? { epoch: 1, seq: 0 };
      const isTold =
        word !== null && (place.epoch > word.epoch || (place.epoch === word.epoch && place.seq >= word.seq));
      const isUnread = [...unread.values()].some((each) => each.till === till);
      return tills.get(till)?.state === 'enrolled' && (!isTold || isUnread) ? [till] : [];
    });
  }

  takeLease(till: string, orderId: string, saidAtMs: number): ReturnType<TillStatements['takeLease']> {
    const refused = this.#shutOut(till);
    if (refused === null && this.notHeard().length > 0) return Promise.resolve(null);
    return Promise.resolve(
      refused === null
        ? this.#tables.orders.takeLease(till, orderId, saidAtMs)
        : { outcome: refused, token: 0, holder: '', attempts: 0 },
    );
  }

  reserve(
    till: string,
    call: Parameters<TillStatements['reserve']>[1],
  ): ReturnType<TillStatements['reserve']> {
    const refused = this.#shutOut(till);
    if (refused === null && this.notHeard().length > 0) return Promise.resolve(null);
    return Promise.resolve(
      refused === null ? this.#tables.orders.reserve(till, call) : { outcome: refused, leftMinor: 0 },
    );
  }

  /** Follows a till's rows, sale by sale, through all of its epochs. */
  follow(till: string): void {
    const place = this.#tables.followed.get(till) ?? { epoch: 1, seq: 0 };
    this.#tables.followed.set(till, place);
    for (;;) {
      const rows = this.#rowsOf(till).filter(({ epoch, seq }) => epoch === place.epoch && seq > place.seq);
      for (const [saleId, of] of Map.groupBy(rows, (row) => row.saleId)) {
        const [first, last] = [of[0]?.seq ?? 0, of.at(-1)?.seq ?? 0];
        if (saleId !== null) this.#followSale(till, saleId, place.epoch, first, last);
      }
      place.seq = rows.at(-1)?.seq ?? place.seq;
      const next = this.#tables.epochs.find((each) => each.till === till && each.epoch === place.epoch + 1);
      if (next === undefined) return;
      Object.assign(place, { epoch: next.epoch, seq: next.from - 1 });
    }
  }

  #followSale(till: string, saleId: string, epoch: number, from: number, last: number): void {
    const { unread, orders } = this.#tables;
    const key = `${till} ${saleId}`;
    const fromSeq = Math.min(from, unread.get(key)?.seq ?? from);
    const rows = this.#rowsOf(till)
      .filter((row) => row.saleId === saleId && row.seq <= last)
      .filter((row) => row.epoch === this.#epochAt(till, epoch, row.seq))
      .sort((one, other) => one.seq - other.seq);
    const told = followed(
      rows.filter(({ seq }) => seq < fromSeq),
      rows.filter(({ seq }) => seq >= fromSeq),
    );
    if (told === null) {
      if (!unread.has(key)) unread.set(key, { till, saleId, seq: from });
      orders.act({ kind: 'unreadable', subject: till, till, order: null, isOver: false });
      return;
    }
    orders.keep(till, told);
    if (fromSeq >= from) return;
    unread.delete(key);
    const isUnread = [...unread.values()].some((each) => each.till === till);
    if (!isUnread) orders.act({ kind: 'unreadable', subject: till, till, order: null, isOver: true });
  }

  /** All rows that the till had when it said so are here, and all that are here were read. */
  #isFollowed({ till, next }: ModelTill, said: { readonly epoch: number; readonly last: number }): boolean {
    const place = this.#tables.followed.get(till) ?? { epoch: 1, seq: 0 };
    const isUnread = [...this.#tables.unread.values()].some((each) => each.till === till);
    return place.epoch === said.epoch && place.seq >= Math.max(said.last, next - 1) && !isUnread;
  }

  #shutOut(till: string): 'revoked' | 'fenced' | null {
    const state = this.#tables.tills.get(till)?.state ?? 'waiting';
    return state === 'enrolled' ? null : state === 'fenced' ? 'fenced' : 'revoked';
  }

  #fence(known: ModelTill, kind: 'clone' | 'fork', epoch: number, seq: number): void {
    known.state = 'fenced';
    const { till } = known;
    this.#tables.orders.act({ kind, subject: `${till} ${epoch} ${seq}`, till, order: null, isOver: false });
  }

  #rowsOf(till: string): ModelRow[] {
    const rows = this.#tables.rows.get(till) ?? [];
    this.#tables.rows.set(till, rows);
    return rows;
  }

  /** The epoch in which the row `seq` stands on the line of `epoch`. */
  #epochAt(till: string, epoch: number, seq: number): number {
    const passed = this.#tables.epochs.filter(
      (each) => each.till === till && each.epoch <= epoch && each.from <= seq,
    );
    return passed.reduce((newest, each) => Math.max(newest, each.epoch), 1);
  }

  #hashAt({ till, epoch }: Pick<ModelTill, 'till' | 'epoch'>, seq: number): string | null {
    if (seq === 0) return ZERO;
    const at = this.#epochAt(till, epoch, seq);
    return this.#rowsOf(till).find((row) => row.epoch === at && row.seq === seq)?.hash ?? null;
  }

  #commonOf(
    till: string,
    { epoch, next }: { readonly epoch: number; readonly next: number },
    haves: readonly { readonly seq: number; readonly hash: string }[],
  ): number {
    const both = haves.filter(({ seq, hash }) => seq < next && this.#hashAt({ till, epoch }, seq) === hash);
    return both.reduce((newest, { seq }) => Math.max(newest, seq), 0);
  }

  /** Whether a row stands on the till's line of today. */
  isOnLine({ till, epoch, next }: ModelTill, row: ModelRow): boolean {
    return row.seq < next && row.epoch === this.#epochAt(till, epoch, row.seq);
  }
}

const NOBODY = { outcome: 'revoked', epoch: 0, next: 0, head: '' } as const;

function emptyTables(): Tables {
  return {
    ...{ tills: new Map(), codes: new Map(), epochs: [], rows: new Map() },
    ...{ followed: new Map(), unread: new Map(), healing: new Map(), orders: new OrdersModel() },
  };
}

function copied({ orders, ...tables }: Tables): Tables {
  return { ...structuredClone(tables), orders: orders.copy() };
}
