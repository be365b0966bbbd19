import type { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import type { EpochFile } from '../../drivers/centre/epoch-file.ts';
import { TillLink, type OutboxJournal } from '../../drivers/centre/till-link.ts';
import { WordTime } from '../../drivers/centre/word-time.ts';
import type { OutboxRow } from '../../src/centre/batch.ts';
import type { OutboxState } from '../../src/centre/outbox.ts';
import type { LeaveHeld } from '../../src/centre/wire.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { STORE, type GivenKey } from './given-centre.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** A journal in memory as a till's file has it: rows with their chain. */
export class RowsInMemory implements OutboxJournal {
  readonly rows: OutboxRow[] = [];

  static copyOf(other: RowsInMemory, rowsMax = other.rows.length): RowsInMemory {
    const copy = new RowsInMemory();
    copy.rows.push(...other.rows.slice(0, rowsMax));
    return copy;
  }

  append(body: string): void {
    const seq = this.rows.length + 1;
    const previous = this.rows.at(-1)?.hash ?? CHAIN_START;
    this.rows.push({ seq, body, hash: chainHash(previous, seq, body) });
  }

  last = (): { readonly seq: number } => ({ seq: this.rows.length });
  hashAt = (seq: number): Uint8Array | null => this.rows[seq - 1]?.hash ?? null;
  rowsFrom = (seq: number, rowsMax: number): readonly OutboxRow[] =>
    this.rows.slice(seq - 1, seq - 1 + rowsMax);
}

/** An epoch that is kept in memory; a copy of it is a copy of the disk. */
export class EpochInMemory implements Pick<EpochFile, 'read' | 'said' | 'keep' | 'centreKey'> {
  #epoch: number;
  #said = 0;

  constructor(epoch = 1) {
    this.#epoch = epoch;
  }

  read(): number {
    return this.#epoch;
  }

  centreKey(): string | null {
    return null;
  }

  said(): number {
    return this.#said;
  }

  keep(part: { readonly epoch?: number; readonly said?: number }): Promise<void> {
    this.#epoch = part.epoch ?? this.#epoch;
    this.#said = part.said ?? this.#said;
    return Promise.resolve();
  }
}

/** A row of a till's journal that is worth `n`. */
export function givenBody(n: number, kind = 'paymentChanged'): string {
  return JSON.stringify({
    version: 2,
    till: 'T',
    kind,
    saleId: `SALE-${n >> 3}`,
    atMs: 1_790_000_000_000 + n * 1000,
    n,
  });
}

/** A till's link over a journal in memory; `until` waits for a state by the link's own word. */
export class SimulatedTill<J extends OutboxJournal = RowsInMemory> {
  readonly journal: J;
  readonly link: TillLink;
  state: OutboxState | null = null;
  #watchers: (() => void)[] = [];

  constructor(parts: {
    readonly caller: CentreCaller;
    readonly key: GivenKey;
    readonly terminal: string;
    readonly code: string | null;
    readonly clock: Clock;
    readonly journal: J;
    readonly epochs?: EpochInMemory;
    readonly leave?: readonly LeaveHeld[];
  }) {
    this.journal = parts.journal;
    const epochs = parts.epochs ?? new EpochInMemory();
    this.link = new TillLink({
      journal: this.journal,
      caller: parts.caller,
      ...{ epochs, words: new WordTime(epochs, parts.clock) },
      code: () => parts.code,
      publicKey: parts.key.publicKey,
      terminal: parts.terminal,
      store: STORE,
      shop: { name: 'Kopi Corner Central', timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
      keeps: () => (parts.leave ?? []).map(({ orderId }) => orderId),
      leave: () => parts.leave ?? [],
      refunds: () => [],
      clock: parts.clock,
      log: QUIET,
      stands: (state) => {
        this.state = state;
        for (const see of this.#watchers) see();
      },
      config: () => ({ version: 0, refused: null }),
      configSeen: () => undefined,
    });
  }

  append(n: number, kind = 'paymentChanged'): void {
    this.appendBody(givenBody(n, kind), kind);
  }

  appendBody(body: string, kind = 'paymentChanged'): void {
    if (!(this.journal instanceof RowsInMemory)) throw new Error('rows are appended to a journal in memory');
    this.journal.append(body);
    this.link.appended(kind);
  }

  until(isThere: (state: OutboxState) => boolean): Promise<OutboxState> {
    return new Promise((resolve) => {
      const see = (): void => {
        if (this.state === null || !isThere(this.state)) return;
        this.#watchers = this.#watchers.filter((each) => each !== see);
        resolve(this.state);
      };
      this.#watchers.push(see);
      see();
    });
  }

  /** Until the centre has every row that is in the journal now. */
  async drained(): Promise<void> {
    const { seq } = this.journal.last();
    await this.until((state) => state.kind === 'idle' && state.next > seq);
  }
}
