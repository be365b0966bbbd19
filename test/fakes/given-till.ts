import type { Config } from '../../src/config.ts';
import { parseConfig } from '../../src/config.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { Desk } from '../../src/desk.ts';
import { NO_PAPERS } from './no-papers.ts';
import { PLAIN_PINS } from './plain-pins.ts';
import { ManagerDesk } from '../../src/manager/manager-desk.ts';
import { DoubtDesk } from '../../src/manager/doubt-desk.ts';
import { RefundDesk } from '../../src/manager/refund-desk.ts';
import type { Amount, Minor } from '../../src/money/amount.ts';
import type { Currency } from '../../src/money/currencies.ts';
import type { Problem } from '../../src/problems.ts';
import { err, invariant, type Result } from '../../src/result.ts';
import { Screen } from '../../src/screen.ts';
import { Terminal } from '../../src/terminal.ts';
import { FakeGateway, type Script } from './fake-gateway.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryJournal } from './memory-journal.ts';

/** 45.50 ringgit. */
export const RM45_50: Amount = { currency: 'MYR' as Currency, valueMinor: 4550 as Minor };

/** A till in memory over a scripted gateway and a clock that goes only when it is told to. */
export class GivenTill {
  readonly clock: ManualClock;
  readonly journal: MemoryJournal;
  readonly gateway: FakeGateway;
  readonly printed: string[] = [];
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly desk: Desk;
  readonly manager: ReturnType<ManagerDesk['handlers']>;
  readonly config: Config;
  #codes = 0;

  constructor(
    script: Script = {},
    before?: { readonly clock: ManualClock; readonly journal: MemoryJournal; readonly gateway: FakeGateway },
    patch: object = {},
  ) {
    this.config = givenConfig(patch);
    this.clock = before?.clock ?? new ManualClock();
    this.journal = before?.journal ?? new MemoryJournal();
    this.gateway = before?.gateway ?? new FakeGateway(script);
    const config = this.config;
    const clock = this.clock;
    this.screen = new Screen({
      config,
      clock,
      training: false,
      book: () => this.terminal.book,
      clockOffsetMs: (gateway) => this.terminal.clockOffsetMs(gateway),
    });
    this.terminal = new Terminal({
      config,
      clock,
      journal: this.journal,
      gateways: new Map([['alipayPlus', this.gateway]]),
      log: { info: () => undefined, warn: () => undefined },
      print: (saleId, copy) => this.printed.push(`${saleId} ${copy}`),
      notice: (kind, say) => this.screen.notice(kind, say),
      changed: () => this.screen.changed(),
      heard: () => undefined,
    });
    let sales = this.terminal.book.recent(1).length;
    const ids = {
      saleId: () => `S${this.journal.rows.length}-${(sales += 1)}`,
      refundRequestId: () => `R${this.journal.rows.length}`,
    };
    const { terminal, screen } = this;
    const gateways = new Map([['alipayPlus', this.gateway]]);
    const refunds = new RefundDesk({ config, clock, ids, terminal, screen, gateways, pins: PLAIN_PINS });
    const doubts = new DoubtDesk(terminal, refunds.approver);
    this.manager = new ManagerDesk({
      ...{ config, clock, terminal, screen, refunds, doubts },
      journal: this.journal,
      training: false,
      papers: NO_PAPERS,
      print: null,
    }).handlers();
    this.desk = new Desk({
      config,
      clock,
      ids,
      terminal,
      screen,
      doubts,
      receiptText: () => err('no paper here'),
      trainingCode: null,
    });
    this.terminal.replay();
    this.terminal.resume();
  }

  /** The same till after its process was killed: same journal, same gateway, nothing else. */
  restarted(script?: Script, patch: object = {}): GivenTill {
    this.terminal.stop();
    if (script !== undefined) this.gateway.answers(script);
    return new GivenTill({}, { clock: this.clock, journal: this.journal, gateway: this.gateway }, patch);
  }

  async open(referenceOrderId = 'ORD-1', value = '4550'): Promise<Result<SaleView, Problem>> {
    const body = { referenceOrderId, orderDescription: 'Coffee', amount: { currency: 'MYR', value } };
    return this.desk.handlers().openSale({ params: {}, query: {}, body });
  }

  async code(saleId: string, text = this.freshCode()): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().enterCode({ params: { saleId }, query: {}, body: { text } });
  }

  async cancel(saleId: string): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().cancelSale({ params: { saleId }, query: {}, body: null });
  }

  async retry(saleId: string): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().retrySale({ params: { saleId }, query: {}, body: null });
  }

  /** Opens a sale and scans a fresh code for it. */
  async sell(referenceOrderId = 'ORD-1'): Promise<string> {
    const sale = await this.open(referenceOrderId);
    invariant(sale.ok, 'the sale opens');
    const paid = await this.code(sale.value.saleId);
    invariant(paid.ok, 'the code is taken');
    await this.clock.advance(0);
    return sale.value.saleId;
  }

  /** The sale as a screen sees it now. */
  sale(saleId: string): SaleView {
    const sale = this.terminal.book.sale(saleId);
    invariant(sale !== undefined, `the sale ${saleId} is known`);
    return this.screen.sale(sale);
  }

  freshCode(): string {
    this.#codes += 1;
    return `28100102${String(this.journal.rows.length * 1000 + this.#codes).padStart(16, '0')}`;
  }
}

function givenConfig(patch: object): Config {
  const address = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh' };
  const config = parseConfig(
    JSON.stringify({
      terminal: {
        storeTerminalId: 'T07',
        currency: 'MYR',
        settlementCurrency: 'USD',
        timeZone: 'Asia/Kuala_Lumpur',
      },
      merchant: {
        referenceMerchantId: 'M-1',
        merchantName: 'Kopi Corner',
        merchantMCC: '5814',
        merchantAddress: address,
        store: { referenceStoreId: 'S-1', storeName: 'Kopi Corner', storeMCC: '5814', storeAddress: address },
      },
      gateways: {
        alipayPlus: {
          kind: 'alipay-plus',
          baseUrl: 'https://gateway.example',
          clientId: 'C',
          privateKey: { file: 'k' },
          publicKeys: { 1: { file: 'p' } },
        },
      },
      printers: [{ kind: 'file', path: 'paper' }],
      ...patch,
    }),
  );
  invariant(config.ok, 'the config of the test fits');
  return config.value;
}
