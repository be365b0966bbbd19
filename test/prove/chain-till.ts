import { TillLink } from '../../drivers/centre/till-link.ts';
import { WordTime } from '../../drivers/centre/word-time.ts';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import { askLease } from '../../drivers/centre/ask-lease.ts';
import { askReserve } from '../../drivers/centre/ask-reserve.ts';
import type { Http } from '../../src/acquirers/port.ts';
import type { OutboxRow } from '../../src/centre/batch.ts';
import type { ReserveAnswer } from '../../src/centre/wire.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import { entryOf } from '../../src/journal/entry.ts';
import { decodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import { ChainGate } from '../../src/till/order-gate.ts';
import { ChainRoom } from '../../src/till/manager/refund-room.ts';
import type { Config } from '../../src/config/config.ts';
import type { Sale } from '../../src/payment/state.ts';
import { composedTill, type ComposedTill } from '../fakes/composed-till.ts';
import { givenConfig } from '../fakes/given-till.ts';
import type { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { never, type ChainAcquirer } from './chain-acquirer.ts';
import { QUIET } from '../fakes/quiet-log.ts';

export const MANAGER = { id: 'm1', pin: '471147' } as const;

/** What a till has on its disk: rows, and what it knows of itself at the centre. A copy of it is a copy of the disk. */
export class ChainDisk {
  readonly bodies: string[] = [];
  readonly rows: OutboxRow[] = [];
  epoch = 1;
  saidMs = 0;

  copy(rowsMax = this.bodies.length): ChainDisk {
    const copy = new ChainDisk();
    for (const body of this.bodies.slice(0, rowsMax)) copy.append(body);
    [copy.epoch, copy.saidMs] = [this.epoch, this.saidMs];
    return copy;
  }

  append(body: string): void {
    const seq = this.bodies.push(body);
    this.rows.push({ seq, body, hash: chainHash(this.rows.at(-1)?.hash ?? CHAIN_START, seq, body) });
  }
}

export interface ChainKey {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export interface ChainTillParts {
  /** The terminal's id; a copy of a disk has that of its till. */
  readonly terminal: string;
  readonly name: string;
  readonly disk: ChainDisk;
  readonly key: ChainKey;
  readonly code: string;
  readonly clock: ManualClock;
  readonly acquirer: ChainAcquirer;
  readonly http: (till: ChainTill) => Http;
  readonly newRefundId: () => string;
  /** Room for a refund was answered by the centre. */
  readonly roomed: (refundRequestId: string, answer: ReserveAnswer | null) => void;
}

const configs = new Map<string, Config>();
function configOf(terminal: string): Config {
  const known = configs.get(terminal);
  if (known !== undefined) return known;
  const config = givenConfig({
    terminal: {
      ...{ storeTerminalId: terminal, currency: 'MYR', settlementCurrency: 'USD' },
      timeZone: 'Asia/Kuala_Lumpur',
    },
    managers: [{ id: MANAGER.id, name: 'Aisyah', pin: plainHash(MANAGER.pin) }],
  });
  configs.set(terminal, config);
  return config;
}

/** One life of a till's process after the other: the real core, gate, room and link over a simulated line. */
export class ChainTill {
  readonly parts: ChainTillParts;
  disk: ChainDisk;
  till: ComposedTill;
  clockErrorMs = 0;
  isUp = true;
  /** After so many more commits the process is killed; with the last one lost or kept. */
  kill: { left: number; kept: boolean } | null = null;
  /** Its journal was put back from an older copy: what it has forgotten, no till can know. */
  wasRestored = false;
  #life = 0;
  #link: TillLink | null = null;
  #gate: ChainGate | null = null;
  #codes = 0;

  constructor(parts: ChainTillParts) {
    this.parts = parts;
    this.disk = parts.disk;
    this.till = this.#begin();
  }

  /** Counts its starts and ends: what was begun in another life is heard by nobody. */
  get life(): number {
    return this.#life;
  }

  die(): void {
    this.isUp = false;
    this.#life += 1;
    this.till.terminal.stop();
    this.#link?.stop();
  }

  restart(): void {
    if (this.isUp) this.die();
    this.kill = null;
    this.isUp = true;
    this.till = this.#begin();
  }

  /** The orders that it may begin by leave that it has. */
  leave(): string[] {
    return this.isUp ? (this.#gate?.leave() ?? []).map(({ orderId }) => orderId) : [];
  }

  freshCode(): string {
    this.#codes += 1;
    const digits =
      Array.from(this.parts.name).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_000;
    return `28100102${String(digits).padStart(4, '0')}${String(this.#codes).padStart(12, '0')}`;
  }

  /** How its sales stand by the disk alone. */
  sales(): Sale[] {
    const sales = new Map<string, Sale>();
    for (const body of this.disk.bodies) {
      const record = recordOf(body);
      if (isOfSale(record)) sales.set(record.saleId, foldOnto(sales.get(record.saleId) ?? null, record));
    }
    return [...sales.values()];
  }

  records(): JournalRecord[] {
    return this.disk.bodies.map(recordOf);
  }

  #begin(): ComposedTill {
    this.#life += 1;
    const life = this.#life;
    const alive = (): boolean => this.#life === life && this.isUp;
    const { parts, disk } = this;
    const clock: Clock = {
      nowMs: () => parts.clock.nowMs() + this.clockErrorMs,
      after: (waitMs, act) => parts.clock.after(waitMs, () => alive() && act()),
    };
    const journal = loadedJournal(disk);
    const http: Http = {
      send: async (call) => {
        if (!alive()) return never();
        const exchange = await parts.http(this).send(call);
        return alive() ? exchange : never();
      },
    };
    const caller = new CentreCaller({ http, url: 'https://centre.example', ...parts.key });
    const epochs = {
      read: () => disk.epoch,
      said: () => disk.saidMs,
      keep: (part: { readonly epoch?: number; readonly said?: number }) => {
        if (alive()) [disk.epoch, disk.saidMs] = [part.epoch ?? disk.epoch, part.said ?? disk.saidMs];
        return Promise.resolve();
      },
    };
    const words = new WordTime(epochs, clock);
    this.#gate = null;
    const link = new TillLink({
      journal: {
        last: () => ({ seq: disk.rows.length }),
        hashAt: (seq) => disk.rows[seq - 1]?.hash ?? null,
        rowsFrom: (seq, rowsMax) => disk.rows.slice(seq - 1, seq - 1 + rowsMax),
      },
      ...{ caller, epochs, words, clock, log: QUIET },
      code: () => parts.code,
      publicKey: parts.key.publicKey,
      terminal: parts.terminal,
      store: 'S-1',
      shop: { name: 'Kopi Corner', timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
      keeps: () => this.#gate?.keeps() ?? [],
      leave: () => this.#gate?.leave() ?? [],
      refunds: () => room.keeps(),
      stands: () => undefined,
      config: () => ({ version: 0, refused: null }),
      configSeen: () => undefined,
      dice: () => 0.5,
    });
    this.#link = link;
    const room = new ChainRoom(
      async (call) => {
        const answer = await askReserve(caller, words, call);
        parts.roomed(call.refundRequestId, answer);
        return answer;
      },
      () => link.askSoon(),
    );
    const till = composedTill({
      config: configOf(parts.terminal),
      clock,
      gateway: parts.acquirer.lineOf(alive),
      ids: () => ({
        saleId: () => `${parts.name} sale ${disk.bodies.length}`,
        refundRequestId: parts.newRefundId,
      }),
      print: () => undefined,
      journal: journal.appendedBy((write) => {
        if (!alive()) return;
        const { kill } = this;
        const isKilled = kill !== null && (kill.left -= 1) <= 0;
        if (!isKilled || kill.kept) {
          write();
          disk.append(journal.rows.at(-1) ?? '');
        }
        if (isKilled) this.die();
        else link.appended(/"kind":"([A-Za-z]+)"/.exec(journal.rows.at(-1) ?? '')?.[1] ?? '');
      }),
      room,
      gateOf: (terminal) => {
        const gate = new ChainGate({
          ...{ clock, terminal: parts.terminal },
          askLease: (orderId) => askLease(caller, words, orderId),
          letGo: () => link.askSoon(),
          openSales: () => terminal.book.open(),
          heard: () => undefined,
        });
        this.#gate = gate;
        return gate;
      },
    });
    till.terminal.replay();
    till.terminal.resume();
    till.approver.resume();
    link.start();
    return till;
  }
}

function recordOf(body: string): JournalRecord {
  const record = decodeRecord(body);
  if (!record.ok) throw new Error(record.error.say);
  return record.value;
}

/** A journal with what stands on a disk. */
function loadedJournal(disk: ChainDisk): MemoryJournal {
  const journal = new MemoryJournal();
  const sales = new Map<string, Sale>();
  for (const body of disk.bodies) {
    const record = recordOf(body);
    if (!isOfSale(record)) {
      journal.append(record, null);
      continue;
    }
    const before = sales.get(record.saleId) ?? null;
    const after = foldOnto(before, record);
    sales.set(record.saleId, after);
    journal.append(record, entryOf(before, after, record));
  }
  return journal;
}
