import { answerNotice } from '../../src/acquirers/notices.ts';
import { officeHearing } from '../../src/acquirers/alipay-plus/office/notices.ts';
import { ok } from '../../src/ground/result.ts';
import { isOfOffice } from '../../src/journal/office-records.ts';
import { decodeRecord } from '../../src/journal/records.ts';
import { owedIn } from '../../src/office/book.ts';
import { Office } from '../../src/till/office/office.ts';
import { OfficeDesk } from '../../src/till/office/office-desk.ts';
import { reportFiles, type Transaction } from '../../drivers/sandbox/office/report-files.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { ALIPAY_PLUS_SETTLEMENT } from '../../src/acquirers/alipay-plus/settlement-form.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import { readFiles } from '../../src/reconcile/settlement/cycles.ts';
import { settle } from '../../src/reconcile/settlement/settle.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { NO_PAPERS } from '../fakes/no-papers.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { FakeGateway } from '../fakes/fake-gateway.ts';
import type { Choices } from './choices.ts';
import { AcquirerBook, Disks, PowerCut, WHOLE_MINOR } from './office-world.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['Asia/Kuala_Lumpur', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland'] as const;
const PINS = { m1: '471147', m2: '358853' } as const;
const CHARGE = {
  amount: RM45_50,
  paymentId: '20261120',
  pspId: '1',
  settlement: { amount: { ...RM45_50 } },
} as const;

/** What was broken; null where nothing was. */
export type Broken = string | null;

interface Told {
  readonly id: string;
  readonly payment: string;
  readonly asks: 'initiateRetrieval' | 'initiateEscalation';
  readonly occurredAtMs: number;
  acked: boolean;
}

/**
 * One schedule of the office mixed with payments: notices, answers, refunds, crashes at any write, and time.
 *
 * Rules: what was acknowledged is kept; an answer goes out in one form under its own id, and only with an approver;
 * nothing is refunded that nobody asked for; a day ends by UTC+8; each warning comes once; another shop's line is not ours.
 */
export async function playOffice(choices: Choices): Promise<Broken> {
  const world = new World(choices);
  const moves = 4 + choices.below(12);
  for (let move = 0; move < moves; move += 1) {
    await world.surviving(() => world.move());
    const broken = world.broken();
    if (broken !== null) return broken;
  }
  return world.end();
}

class World {
  readonly #choices: Choices;
  readonly #clock = new ManualClock(Date.UTC(2026, 10, 20, 3));
  readonly #disks = new Disks();
  readonly #gateway: FakeGateway;
  readonly #told: Told[] = [];
  readonly #patch: object;
  #till: GivenTill;
  #book: AcquirerBook;
  #desk: OfficeDesk;
  #office: Office;
  #sales: string[] = [];
  #refundsAsked = 0;
  #answersAllowed = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
    this.#patch = {
      terminal: {
        ...{ storeTerminalId: 'T07', currency: 'MYR', settlementCurrency: 'USD' },
        timeZone: choices.of(ZONES),
      },
      customs: { customsCode: 'ZONGSHU', merchantCustomsCode: 'C-1', merchantCustomsName: 'Kopi' },
      managers: Object.entries(PINS).map(([id, pin]) => ({ id, name: id, pin: plainHash(pin) })),
    };
    this.#gateway = new FakeGateway({
      pay: [{ kind: 'charged', charge: CHARGE }],
      lookUp: [{ kind: 'seen', charge: CHARGE, reversed: false, refunds: [] }],
      refund: [{ kind: 'refunded', refundId: 'RF' }],
    });
    this.#till = this.#started();
    this.#book = new AcquirerBook(choices, this.#till.config);
    [this.#office, this.#desk] = this.#officeOf(this.#till);
  }

  #started(): GivenTill {
    const journal = this.#disks.journal;
    return new GivenTill({}, { clock: this.#clock, journal, gateway: this.#gateway }, this.#patch);
  }

  #officeOf(till: GivenTill): [Office, OfficeDesk] {
    const office = new Office({
      ...{ config: till.config, clock: this.#clock, terminal: till.terminal, files: this.#disks.files },
      offices: new Map([['alipayPlus', this.#book]]),
      log: QUIET,
      tell: () => undefined,
    });
    const desk = new OfficeDesk({
      ...{ office, approver: till.approver, journal: this.#disks.journal, iso: till.screen.iso },
      papers: { ...NO_PAPERS, copyOf: NO_PAPERS.fileOf },
      settlements: null,
    });
    desk.resume();
    return [office, desk];
  }

  /** Does something; where the power is cut in it, the till starts anew. */
  async surviving(act: () => Promise<void>): Promise<void> {
    const before = cuts;
    try {
      await act();
      await this.#clock.advance(0);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      cuts += 1;
    }
    if (cuts > before) this.#restart();
  }

  #restart(): void {
    this.#disks.cut = null;
    this.#till.terminal.stop();
    this.#desk.stop();
    this.#till = this.#started();
    [this.#office, this.#desk] = this.#officeOf(this.#till);
  }

  async move(): Promise<void> {
    const choices = this.#choices;
    switch (choices.weighted([3, 3, 2, 1, 5, 4, 2, 2, 1, 1, 2, 3])) {
      case 0:
        return this.#sell();
      case 1:
        return this.#tell(this.#fresh());
      case 2: {
        const [first, ...rest] = this.#told;
        return first === undefined ? undefined : this.#tell(choices.of([first, ...rest]));
      }
      case 3: {
        const [first] = this.#told;
        return first === undefined ? undefined : this.#tellOther(first);
      }
      case 4:
        return this.#answer();
      case 5:
        return this.#clock.advance(choices.of([1000, 10 * 60_000, 5 * HOUR_MS, DAY_MS, 6 * DAY_MS]));
      case 6:
        return this.#refund();
      case 7:
        this.#disks.cut = { left: choices.below(4), done: choices.chance(50) };
        return;
      case 8:
        return this.#close();
      case 10:
        return this.#register();
      case 11:
        return this.#declare();
      default:
        return;
    }
  }

  async #sell(): Promise<void> {
    const till = this.#till;
    const opened = await till.open(`ORD-${this.#sales.length}-${this.#disks.journal.rows.length}`);
    if (!opened.ok) return this.#clearAway();
    const { saleId } = opened.value;
    const taken = await till.code(saleId);
    if (!taken.ok) return this.#clearAway();
    await this.#clock.advance(0);
    const { paymentRequestId } = till.sale(saleId);
    if (paymentRequestId !== undefined) this.#sales = [...this.#sales, paymentRequestId];
    await till.dismiss(saleId);
  }

  /** A sale from before the power was cut still stands on the screen. */
  async #clearAway(): Promise<void> {
    await this.#clock.advance(10 * 60_000);
    const stands = this.#till.terminal.book.onStage();
    if (stands !== undefined) await this.#till.dismiss(stands.saleId);
  }

  #fresh(): Told {
    const choices = this.#choices;
    const [first, ...rest] = this.#sales;
    const payment =
      first === undefined || choices.chance(20) ? 'T99-ELSEWHERE' : choices.of([first, ...rest]);
    const told: Told = {
      id: `D-${this.#told.length + 1}`,
      payment,
      asks: choices.of(['initiateRetrieval', 'initiateEscalation']),
      occurredAtMs: this.#clock.nowMs() - choices.below(24) * HOUR_MS,
      acked: false,
    };
    this.#told.push(told);
    return told;
  }

  #send({ id, asks, occurredAtMs }: Told, payment: string): 'S' | 'F' | 'U' {
    const hearing = officeHearing({
      ...{ clientId: 'C', timeZone: 'Asia/Kuala_Lumpur', isAddress: () => false, escalationDays: 7 },
      signing: { sign: () => 'signed', verify: () => ok({ keyVersion: '1' }) } as never,
      paths: { retrieval: '/r', escalation: '/e', registration: ['/s'] },
    });
    const body = {
      disputeRequestId: id,
      paymentRequestId: payment,
      disputeOccurTime: new Date(occurredAtMs).toISOString(),
      escalationAmount: { currency: 'MYR', value: '4550' },
    };
    const reply = answerNotice(
      {
        ...{ method: 'POST', uri: `/n/alipayPlus/${asks}` },
        headers: {
          'client-id': 'C',
          'request-time': new Date(this.#clock.nowMs()).toISOString(),
          signature: 's',
        },
        body: Buffer.from(JSON.stringify(body)),
      },
      {
        gateways: [
          {
            name: 'alipayPlus',
            hear: () => ({
              kind: 'refused',
              isAddressed: true,
              why: '',
              reply: () => ({ status: 500, headers: {}, body: new Uint8Array() }),
            }),
            hearOffice: hearing,
            acquirerNowMs: () => this.#clock.nowMs(),
          },
        ],
        tell: () => false,
        tellOffice: (gateway, notice) => this.#desk.tell(gateway, notice),
        log: QUIET,
      },
    );
    return (JSON.parse(Buffer.from(reply.body).toString()) as { result: { resultStatus: 'S' | 'F' | 'U' } })
      .result.resultStatus;
  }

  #tell(told: Told): Promise<void> {
    if (this.#send(told, told.payment) === 'S') told.acked = true;
    return Promise.resolve();
  }

  #tellOther(told: Told): Promise<void> {
    const kept = this.#records().find(({ kind, id }) => kind === 'disputeArrived' && id === told.id);
    const known = kept !== undefined;
    const said = this.#send(told, 'T98-ANOTHER');
    if (kept?.kind === 'disputeArrived' && kept.payment !== 'T98-ANOTHER' && said === 'S')
      throw new Error('the id of a dispute was taken for another payment');
    if (!known && said === 'S')
      this.#told.splice(this.#told.indexOf(told), 1, { ...told, payment: 'T98-ANOTHER', acked: true });
    return Promise.resolve();
  }

  async #answer(): Promise<void> {
    const choices = this.#choices;
    const [first, ...rest] = this.#told;
    if (first === undefined) return;
    const { id, asks } = choices.of([first, ...rest]);
    const by = choices.of(['m1', 'm2'] as ['m1', 'm2']);
    const pin = choices.weighted([8, 1, 1]);
    const words =
      asks === 'initiateRetrieval'
        ? (['0003', '0003'] as const)
        : (['ACCEPT_REFUND', 'REFUSE_REFUND'] as const);
    const word = choices.of([...words] as [string, string]);
    if (pin === 0) this.#answersAllowed += 1;
    const answered = await this.#desk.handlers().answerDispute({
      params: { disputeRequestId: id },
      query: {},
      body: {
        ...(asks === 'initiateRetrieval'
          ? { responseCode: '0003' }
          : { refundType: word as 'ACCEPT_REFUND' }),
        ...{ papers: [], confirm: true },
        ...(pin === 1 ? {} : { approver: { id: by, pin: pin === 0 ? PINS[by] : '000000' } }),
      },
      idempotencyKey: undefined,
    });
    if (answered.ok && pin !== 0) throw new Error('an answer was taken without the PIN of a manager');
  }

  /** The same data most of the time: it is one request. */
  async #register(): Promise<void> {
    const choices = this.#choices;
    const isRight = choices.chance(80);
    if (isRight) this.#answersAllowed += 1;
    const answered = await this.#desk.handlers().requestRegistration({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: {
        merchantInfo: {
          registrationDetail: {
            ...{ legalName: 'Kopi', registrationNo: String(choices.below(2)) },
            registrationType: 'OTHER_IDENTIFICATION_NO',
          },
        },
        storeInfo: {},
        approver: { id: 'm1', pin: isRight ? PINS.m1 : '000000' },
      },
    });
    // What is known already is told again to whoever asks; nothing is approved by it.
    if (answered.ok && !isRight && this.#approvedCount() > this.#answersAllowed)
      throw new Error('a registration was taken without the PIN of a manager');
  }

  async #declare(): Promise<void> {
    const choices = this.#choices;
    const [first, ...rest] = this.#sales;
    if (first === undefined) return;
    this.#answersAllowed += 1;
    await this.#desk.handlers().declare({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: {
        paymentRequestId: choices.of([first, ...rest]),
        declarationAmount: { currency: 'CNY', value: String(1000 * (1 + choices.below(4))) },
        ...{ isSplit: 'true', referenceOrderId: `PART-${choices.below(4)}` },
        approver: { id: 'm1', pin: PINS.m1 },
      },
    });
  }

  #approvedCount(): number {
    return this.#records().filter(({ kind }) => kind === 'officeApproved').length;
  }

  async #refund(): Promise<void> {
    const [paymentRequestId] = this.#sales;
    if (paymentRequestId === undefined) return;
    this.#refundsAsked += 1;
    await this.#till.manager.requestRefund({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: {
        ...{ paymentRequestId, amount: { currency: 'MYR', value: '100' }, reason: 'asked' },
        approver: { id: 'm1', pin: PINS.m1 },
      },
    });
  }

  async #close(): Promise<void> {
    const [first, ...rest] = this.#told;
    if (first === undefined) return;
    await this.#desk.handlers().closeDispute({
      ...{ params: { disputeRequestId: this.#choices.of([first, ...rest]).id }, query: {} },
      body: { outcome: 'won', reason: 'told', approver: { id: 'm1', pin: PINS.m1 } },
    });
  }

  #records() {
    return this.#disks.journal.rows.flatMap((row) => {
      const read = decodeRecord(row);
      return read.ok && isOfOffice(read.value) ? [read.value] : [];
    });
  }

  /** The rule that is broken now; null where none is. */
  broken(): Broken {
    const records = this.#records();
    for (const { id, payment, acked, occurredAtMs, asks } of this.#told) {
      const kept = records.filter((record) => record.kind === 'disputeArrived' && record.id === id);
      if (kept.length > 1) return `the dispute ${id} is kept twice`;
      const [one] = kept;
      if (acked && one === undefined) return `the dispute ${id} was acknowledged and is not kept`;
      if (one?.kind !== 'disputeArrived') continue;
      if (acked && one.payment !== payment) return `the dispute ${id} is kept with another payment`;
      if (one.dueAtMs !== dueBy(occurredAtMs, asks === 'initiateRetrieval' ? 20 : 7))
        return `the dispute ${id} is due at another time than the end of its day at UTC+8`;
      const warned = records.flatMap((record) =>
        record.kind === 'officeWarned' && record.id === id ? [record.daysLeft] : [],
      );
      if (new Set(warned).size !== warned.length) return `people were warned twice of ${id}`;
    }
    const known = new Set([
      ...this.#told.map(({ id }) => id),
      ...records.flatMap(({ kind, about, id }) =>
        kind === 'officeApproved' && about !== 'dispute' ? [id] : [],
      ),
    ]);
    const stray = this.#book.received.find(({ id }) => !known.has(id));
    if (stray !== undefined) return `an answer went out under ${stray.id}, which nobody told of`;
    for (const id of known) {
      const bodies = new Set<string>();
      for (const { body, said } of this.#book.received.filter((each) => each.id === id)) {
        bodies.add(body);
        if (bodies.size > 1) return `two answers went out for ${id}`;
        // A refused one may be sent in another form, and a declaration may be corrected once it is taken.
        if (said === 'F' || (said === 'S' && id.startsWith('7'))) bodies.clear();
      }
    }
    const declared = this.#declaredTooMuch();
    if (declared !== null) return declared;
    if (this.#approvedCount() > this.#answersAllowed) return 'an answer was approved by nobody';
    const refunds = new Set(this.#gateway.asked.filter((call) => call.startsWith('refund')));
    if (refunds.size > this.#refundsAsked) return 'money went back that nobody had asked for';
    return null;
  }

  /**
   * What the acquirer may hold of the parts of one payment: of each the most that it took, or that it took perhaps.
   * What is refused in the end was not taken when nothing was said of it.
   */
  #declaredTooMuch(): Broken {
    const parts = new Map<string, { payment: string; taken: number; perhaps: number }>();
    for (const { id, body, said } of this.#book.received) {
      if (!id.startsWith('7')) continue;
      const read = JSON.parse(body) as { paymentRequestId: string; declarationAmount: { value: string } };
      const part = parts.get(id) ?? { payment: read.paymentRequestId, taken: 0, perhaps: 0 };
      const minor = Number(read.declarationAmount.value);
      if (said === 'S') part.taken = minor;
      part.perhaps = said === 'nothing' ? Math.max(part.perhaps, minor) : 0;
      parts.set(id, part);
    }
    for (const payment of this.#sales) {
      const sum = [...parts.values()]
        .filter((part) => part.payment === payment)
        .reduce((minor, { taken, perhaps }) => minor + Math.max(taken, perhaps), 0);
      if (sum > WHOLE_MINOR) return `more was declared of ${payment} than was paid`;
    }
    return null;
  }

  /** Without faults, all that was approved gets out and is answered. */
  async end(): Promise<Broken> {
    this.#disks.cut = null;
    this.#book.quiet = true;
    this.#restart();
    await this.#clock.advance(2 * HOUR_MS);
    const owed = (['dispute', 'registration', 'declaration'] as const)
      .flatMap((about) => this.#office.book.all(about))
      .filter(
        (matter) => owedIn(matter) !== null && !matter.records.some(({ kind }) => kind === 'officeClosed'),
      );
    if (owed.length > 0) return `what was approved for ${owed[0]?.id ?? ''} never got out`;
    return this.broken() ?? settledBroken(this.#choices);
  }
}

/** Cuts that came out of a timer: `surviving` looks at them. */
let cuts = 0;
process.on('unhandledRejection', (error) => {
  if (!(error instanceof PowerCut)) throw error;
  cuts += 1;
});

/** The last second of a day in Shanghai, told by the calendar and not by the till's own sum. */
function dueBy(occurredAtMs: number, days: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(occurredAtMs);
  return Date.parse(`${parts}T23:59:59+08:00`) + (days - 1) * DAY_MS;
}

/** A file that holds another shop's lines too: none of them is ours, whatever its id. */
function settledBroken(choices: Choices): Broken {
  const count = 1 + choices.below(3);
  const of = (number: number, merchantId: string): Transaction => ({
    ...{ type: 'PAYMENT', requestId: `R-${number}`, id: `I-${number}`, originalId: null },
    ...{ time: '2026-11-20T12:00:00+08:00', pspId: '1', merchantId, storeId: 'S-1' },
    amount: { currency: 'USD', value: '100' },
    settlement: { currency: 'USD', value: '100' },
  });
  const own = Array.from({ length: count }, (_, index) => of(index, 'M-1'));
  const others = Array.from({ length: choices.below(3) }, (_, index) => of(index + 10, 'M-OTHER'));
  const { files } = reportFiles({
    ...{ participantId: 'P', agreementId: 'A', currency: 'USD', day: '2026-11-20', paidOn: '2026-11-24' },
    transactions: [...own, ...others],
  });
  const read = readFiles(
    files.map(({ name, bytes }) => ({ file: name, bytes })),
    {
      ...{ participantId: 'P', reading: readingOf(ALIPAY_PLUS_REPORT), renamed: {} },
      form: ALIPAY_PLUS_SETTLEMENT,
    },
  );
  const settled = settle(
    {
      ...{ view: 'ownShare', today: '2026-11-24', holidays: [], fees: [], chargesMaxMinor: 0n },
      ...{ referenceMerchantId: 'M-1', referenceStoreId: 'S-1' },
    },
    read,
    [],
    [],
  );
  return settled.cycles[0]?.ownLines === count ? null : 'a line of another shop counts as ours';
}
