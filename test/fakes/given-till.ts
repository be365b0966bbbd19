import type { Config } from '../../src/config/config.ts';
import { parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Desk } from '../../src/till/desk.ts';
import type { Approver } from '../../src/till/manager/approver.ts';
import type { StaffDesk } from '../../src/till/staff/staff-desk.ts';
import type { ManagerDesk } from '../../src/till/manager/manager-desk.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { Ids } from '../../src/ground/ports.ts';
import type { Problem } from '../../src/contract/problems.ts';
import { invariant, type Result } from '../../src/ground/result.ts';
import type { Screen } from '../../src/till/screen.ts';
import type { Terminal } from '../../src/till/terminal.ts';
import { composedTill } from './composed-till.ts';
import { FakeGateway, type Script } from './fake-gateway.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryJournal } from './memory-journal.ts';
import { pinOf, plainHash } from './plain-pins.ts';

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
  readonly staff: StaffDesk;
  readonly approver: Approver;
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
    const { journal, printed } = this;
    const ids = (terminal: Terminal): Ids => {
      let sales = terminal.book.recent(1).length;
      return {
        saleId: () => `S${journal.rows.length}-${(sales += 1)}`,
        refundRequestId: () => `R${journal.rows.length}`,
      };
    };
    const print = (saleId: string, copy: string): void => void printed.push(`${saleId} ${copy}`);
    const { config, clock, gateway } = this;
    const till = composedTill({ config, clock, journal, gateway, ids, print });
    this.terminal = till.terminal;
    this.screen = till.screen;
    this.desk = till.desk;
    this.manager = till.manager;
    this.staff = till.staff;
    this.approver = till.approver;
    this.terminal.replay();
    this.terminal.resume();
    till.approver.resume();
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

  /** Gives the sale up; where that takes a manager, the first one of the till approves. */
  async cancel(saleId: string): Promise<Result<SaleView, Problem>> {
    const alone = await this.cancelAlone(saleId);
    if (alone.ok || alone.error.slug !== 'approver-required') return alone;
    const [manager] = this.config.managers;
    invariant(manager !== undefined, 'the till has a manager');
    const approver = { id: manager.id, pin: pinOf(manager.pin) };
    const body = { approver, reason: 'Given up' };
    return this.desk.handlers().cancelSale({ params: { saleId }, query: {}, body });
  }

  /** Gives the sale up, and asks nobody. */
  async cancelAlone(saleId: string): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().cancelSale({ params: { saleId }, query: {}, body: null });
  }

  /** Goes on from the sale. */
  async dismiss(saleId: string): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().dismissSale({ params: { saleId }, query: {}, body: null });
  }

  /** Says that a charge of another amount was seen. */
  async see(saleId: string): Promise<Result<SaleView, Problem>> {
    return this.desk.handlers().seeNotice({ params: { saleId }, query: {}, body: null });
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

/** The config of the tills of the tests, but for what a patch replaces. */
export function givenConfig(patch: object): TillConfig {
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
      managers: [{ id: 'm1', name: 'Aisyah', pin: plainHash('471147') }],
      ...patch,
    }),
  );
  invariant(config.ok, 'the config of the test fits');
  return config.value;
}
