import { askLease } from '../../drivers/centre/ask-lease.ts';
import { askReserve } from '../../drivers/centre/ask-reserve.ts';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import { ConfigFetcher } from '../../drivers/centre/config-fetcher.ts';
import { EpochFile } from '../../drivers/centre/epoch-file.ts';
import { TillLink } from '../../drivers/centre/till-link.ts';
import { WordTime } from '../../drivers/centre/word-time.ts';
import { httpsLine } from '../../drivers/gateway/https.ts';
import type { AnchoredJournal } from '../../drivers/journal/anchored.ts';
import { readGuarded } from '../../drivers/system/guarded-file.ts';
import { outboxHealth } from '../../src/centre/outbox-health.ts';
import type { OutboxState } from '../../src/centre/outbox.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import { ChainGate, OPEN_GATE, type OrderGate } from '../../src/till/order-gate.ts';
import { ChainRoom, OPEN_ROOM, type RefundRoom } from '../../src/till/manager/refund-room.ts';
import type { Terminal } from '../../src/till/terminal.ts';
import { isBusy as isSaleBusy } from '../../src/payment/sale.ts';
import type { ComposeParts } from './parts.ts';
import { faultOfPushed, pushedFileOf } from './pushed-config.ts';

/** What is asked before an order is charged, and before a payment is refunded. */
export interface OrdersInChain {
  readonly gate: OrderGate;
  readonly room: RefundRoom;
}

/** The till's side of the centre, where it has one. */
export interface CentreSide {
  /** The till's journal; every row that is appended to it is told to the link. */
  readonly journal: AnchoredJournal;
  /** Where leave to charge an order is had. */
  readonly ordersOf: (terminal: Terminal, heard: () => void) => OrdersInChain;
  /** Begins to ask and to send; `report` hears how the way is. */
  readonly start: (report: (health: PartHealth) => void) => void;
  readonly stop: () => void;
}

/** Builds the till's side of the centre; without `centre` in the config nothing of it is there. */
export function centreOf(parts: ComposeParts): CentreSide {
  const { journal, settings, clock, log } = parts;
  const { centre, terminal, merchant, journal: places } = settings.config;
  const nothing = (): void => undefined;
  if (centre === undefined)
    return { journal, ordersOf: () => ({ gate: OPEN_GATE, room: OPEN_ROOM }), start: nothing, stop: nothing };
  let stands: (state: OutboxState) => void = nothing;
  let gate: ChainGate | null = null;
  let room: ChainRoom | null = null;
  const epochs = new EpochFile(settings.pathOf(places.anchor));
  const words = new WordTime(epochs, clock);
  const pushed = pushedFileOf(settings);
  let isBusy = (): boolean => false;
  const caller = new CentreCaller({
    http: httpsLine(),
    url: centre.url,
    sign: journal.sign,
    publicKey: journal.publicKey,
  });
  const codeFile = settings.pathOf(centre.enrolment.file);
  const fetcher =
    pushed === null || parts.anew === null
      ? null
      : new ConfigFetcher({
          ...{ caller, clock, log, file: pushed, apply: parts.anew },
          faultOf: (body) => faultOfPushed(settings, body),
          isBusy: () => isBusy(),
          refused: () => link.askSoon(),
        });
  const link = new TillLink({
    ...{ journal, caller, clock, log },
    ...{ epochs, words },
    code: () => codeIn(codeFile),
    publicKey: journal.publicKey,
    terminal: terminal.storeTerminalId,
    store: merchant.store.referenceStoreId,
    shop: {
      name: merchant.store.storeName,
      timeZone: terminal.timeZone,
      currency: terminal.currency,
    },
    keeps: () => gate?.keeps() ?? [],
    leave: () => gate?.leave() ?? [],
    refunds: () => room?.keeps() ?? [],
    stands: (state) => stands(state),
    config: () => fetcher?.stands ?? { version: 0, refused: null },
    configSeen: (version) => fetcher?.seen(version),
  });
  return {
    journal: {
      ...journal,
      append(record, entry) {
        journal.append(record, entry);
        link.appended(record.kind);
      },
    },
    ordersOf(loop, heard) {
      gate = new ChainGate({
        clock,
        terminal: terminal.storeTerminalId,
        askLease: (orderId) => askLease(caller, words, orderId),
        letGo: () => link.askSoon(),
        openSales: () => loop.book.open(),
        heard,
      });
      room = new ChainRoom(
        (call) => askReserve(caller, words, call),
        () => link.askSoon(),
      );
      const rooms = room;
      isBusy = () => loop.book.open().some(isSaleBusy) || rooms.keeps().length > 0;
      return { gate, room };
    },
    start(report) {
      stands = (state) => {
        const health = outboxHealth(state);
        if (health !== null) report(health);
      };
      link.start();
    },
    stop: () => {
      fetcher?.stop();
      link.stop();
    },
  };
}

/** The code of the file; null where there is none that is for this till alone. */
function codeIn(file: string): string | null {
  const bytes = readGuarded(file, 'secret');
  const code = bytes.ok ? bytes.value.toString('utf8').trim() : '';
  return code === '' ? null : code;
}
