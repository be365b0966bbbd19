import { describe, expect, it } from 'vitest';
import { registrationTrouble } from '../../src/acquirers/alipay-plus/office/registration.ts';
import type { OfficeReply } from '../../src/acquirers/office.ts';
import type { Handlers } from '../../src/contract/contract.ts';
import { OFFICE_MATTER_COMMANDS } from '../../src/contract/office-matters.ts';
import { ok } from '../../src/ground/result.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { verifyRows, type JournalRow } from '../../src/journal/verify.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import type { Receipt } from '../../src/receipt/document.ts';
import { Office, type OfficeEvent } from '../../src/till/office/office.ts';
import { OfficeDesk } from '../../src/till/office/office-desk.ts';
import { FakeGateway } from '../fakes/fake-gateway.ts';
import { GivenTill, givenConfig, RM45_50 } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { Choices } from '../prove/choices.ts';
import { AcquirerBook, Disks } from '../prove/office-world.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// Acceptance checks of the office dossier, section 9, that a till in memory shows. The others, by their number:
// 1 office-prove · 3, 4 e2e/office-disputes and office-faults · 5 bench/office-load · 8 office-prove, e2e/office-matters
// 9 e2e/office-matters · 12 old journals: drivers/old-journal · 13 e2e/training-pages.

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 20, 3);
const CODE_FORM = /28100102\d{16}/;
const CHARGE = { amount: RM45_50, paymentId: '20261120', pspId: '1022088000000000001' } as const;
const MANAGERS = [
  { id: 'm1', name: 'Aisyah', pin: plainHash('471147') },
  { id: 'm2', name: 'Ravi', pin: plainHash('358853'), limits: { perRefund: '1000' } },
];
const M1 = { id: 'm1', pin: '471147' };
const M2 = { id: 'm2', pin: '358853' };
const MYR = (value: string) => ({ currency: 'MYR', value });
const DETAIL = {
  legalName: 'Kopi',
  registrationType: 'OTHER_IDENTIFICATION_NO' as const,
  registrationNo: '1',
};

/** A shop in memory with an office whose acquirer says what the test says; over a restart it keeps its disks. */
class Shop {
  clock = new ManualClock(START_MS);
  readonly disks = new Disks();
  readonly events: OfficeEvent[] = [];
  readonly papers: Receipt[] = [];
  readonly sent: string[] = [];
  replies: OfficeReply[] = [];
  till: GivenTill;
  office!: Office;
  desk!: OfficeDesk;
  readonly #gateway = new FakeGateway({
    pay: [{ kind: 'charged', charge: CHARGE }],
    lookUp: [{ kind: 'seen', charge: CHARGE, reversed: false, refunds: [] }],
    refund: [{ kind: 'refunded', refundId: 'RF' }],
  });
  readonly #patch = {
    managers: MANAGERS,
    customs: { customsCode: 'ZONGSHU', merchantCustomsCode: 'C-1', merchantCustomsName: 'Kopi' },
  };

  constructor() {
    this.till = this.#started();
  }

  /** Ends and starts; `atMs`: what the machine's clock says at the start, whatever it said before. */
  restart(atMs?: number): void {
    this.till.terminal.stop();
    this.desk.stop();
    if (atMs !== undefined) this.clock = new ManualClock(atMs);
    this.till = this.#started();
  }

  /** The warnings of all disputes, in the order in which they were given. */
  get warned(): readonly number[] {
    return this.disks.journal.rows.flatMap((row) => {
      const record = JSON.parse(row) as { readonly kind: string; readonly daysLeft?: number };
      return record.kind === 'officeWarned' && record.daysLeft !== undefined ? [record.daysLeft] : [];
    });
  }

  #started(): GivenTill {
    const { clock, disks, papers } = this;
    const before = { clock, journal: disks.journal, gateway: this.#gateway };
    const till = new GivenTill({}, before, this.#patch);
    const book = new AcquirerBook(Choices.ofSeed(0), till.config);
    const { registration, customs } = book;
    this.office = new Office({
      ...{ config: till.config, clock, terminal: till.terminal, files: disks.files },
      offices: new Map([
        [
          'alipayPlus',
          {
            ...{ registration, customs },
            disputeAnswer: (order) => book.disputeAnswer(order),
            send: ({ body }) => {
              this.sent.push(Buffer.from(body).toString());
              return Promise.resolve(this.replies.shift() ?? TAKEN);
            },
          },
        ],
      ]),
      log: QUIET,
      tell: (event) => void this.events.push(event),
    });
    this.desk = new OfficeDesk({
      ...{ office: this.office, approver: till.approver, journal: disks.journal, iso: till.screen.iso },
      papers: {
        copyOf: () => ok(Buffer.from('%PDF')),
        fileOf: (paper) => {
          papers.push(paper);
          return ok(Buffer.from('%PDF'));
        },
      },
      settlements: null,
    });
    this.desk.resume();
    return till;
  }

  async sold(): Promise<string> {
    const saleId = await this.till.sell();
    return this.till.sale(saleId).paymentRequestId ?? '';
  }

  /** A dispute comes in. */
  told(id: string, payment: string, over: object = {}, dueAtMs = this.clock.nowMs() + 7 * DAY_MS): void {
    this.desk.tell('alipayPlus', {
      ...{ about: 'dispute', id, asks: 'money', payment, amount: RM45_50, wants: [], isLate: false },
      ...{ occurredAtMs: this.clock.nowMs(), dueAtMs },
      ...{ body: Buffer.from(JSON.stringify({ disputeRequestId: id, ...over })) },
    });
  }

  answer(id: string, body: Partial<Parameters<Handlers['answerDispute']>[0]['body']>) {
    return this.desk.handlers().answerDispute({
      ...{ params: { disputeRequestId: id }, query: {}, idempotencyKey: undefined },
      body: { papers: [], confirm: true, ...body },
    });
  }

  async read(id: string) {
    const read = await this.desk
      .handlers()
      .readDispute({ params: { disputeRequestId: id }, query: {}, body: null });
    if (!read.ok) throw new Error(read.error.detail);
    return read.value;
  }
}

const TAKEN: OfficeReply = { kind: 'accepted', code: 'SUCCESS', say: null, facts: {} };
const UNKNOWN: OfficeReply = { kind: 'unknown', why: 'the answer is not signed' };

/** A file that begins as a PDF does, of so many bytes. */
const PDF_OF = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF'), Buffer.alloc(bytes - 4)]);

/** Whether rows stand the look of `npm run verify`, chained as a file has them. */
function verified(bodies: readonly string[]) {
  let hash = CHAIN_START;
  const rows = bodies.map((body, index): JournalRow => {
    const record = JSON.parse(body) as { readonly saleId?: string; readonly atMs: number };
    hash = chainHash(hash, index + 1, body);
    return { seq: index + 1, saleId: record.saleId ?? null, atMs: record.atMs, body, hash };
  });
  const before = (saleId: string, seq: number) =>
    rows
      .filter((row) => row.saleId === saleId && row.seq < seq)
      .map(({ body }) => JSON.parse(body) as TillEvent);
  return verifyRows(rows, before, null).result;
}

describe('The office, check by check (office dossier §9)', () => {
  it('2 an answer that is lost, unknown, garbled or unsigned is repeated with the same bytes; only a signed S or F ends it', async () => {
    const shop = new Shop();
    shop.told('D-1', 'ELSEWHERE');
    shop.replies = [
      UNKNOWN,
      { kind: 'unknown', why: 'nothing came back' },
      { kind: 'unknown', why: 'it is not JSON', code: 'UNREADABLE_ANSWER' },
      { kind: 'unknown', why: 'the acquirer does not know yet', code: 'UNKNOWN_EXCEPTION' },
    ];

    await shop.answer('D-1', { refundType: 'REFUSE_REFUND', approver: M1 });
    await shop.clock.advance(9000);
    const meanwhile = (await shop.read('D-1')).state;
    shop.restart();
    await shop.clock.advance(3_600_000);

    expect(meanwhile).toBe('answering');
    expect(await shop.read('D-1')).toMatchObject({ state: 'answered', answer: { resultCode: 'SUCCESS' } });
    expect(shop.sent.length).toBeGreaterThanOrEqual(5);
    expect(new Set(shop.sent).size).toBe(1);
  });

  it('one of an acquirer that takes no answers from a till is told of, warned of and closed here, and answered there', async () => {
    const shop = new Shop();
    shop.desk.tell('elsewhere', {
      ...{
        about: 'dispute',
        id: 'D-1',
        asks: 'papers',
        payment: 'P',
        amount: null,
        wants: [],
        isLate: false,
      },
      ...{ occurredAtMs: START_MS, dueAtMs: START_MS + DAY_MS, body: Buffer.from('{}') },
    });

    expect(await shop.read('D-1')).toMatchObject({ state: 'arrived', mayAnswer: false, daysLeft: 1 });
    expect(await shop.answer('D-1', { responseCode: '0001', approver: M1 })).toMatchObject({
      error: { slug: 'not-available', why: 'noOffice' },
    });
    expect(shop.sent).toEqual([]);
  });

  it.each([6, 50])(
    '6 warnings come at 7, 3 and 1 days and at the end, once each, over restarts, looked at every %i hours',
    async (everyHours) => {
      const shop = new Shop();
      shop.desk.tell('alipayPlus', {
        ...{ about: 'dispute', id: 'D-1', asks: 'papers', payment: 'P', amount: null, wants: [] },
        ...{
          occurredAtMs: START_MS,
          dueAtMs: START_MS + 20 * DAY_MS,
          isLate: false,
          body: Buffer.from('{}'),
        },
      });
      for (let hours = 0; hours < 22 * 24; hours += everyHours) {
        await shop.clock.advance(everyHours * 3_600_000);
        shop.restart();
      }

      expect(shop.warned).toEqual([7, 3, 1, 0]);
      expect(shop.events.filter(({ kind }) => kind === 'disputeDue')).toHaveLength(4);
      expect(await shop.read('D-1')).toMatchObject({ overdue: true, mayAnswer: true, daysLeft: 0 });
    },
  );

  it('6 a clock that is set ahead, and back again, shortens nothing: each warning still comes, once', async () => {
    const shop = new Shop();
    const dueAtMs = START_MS + 10 * DAY_MS;
    shop.told('D-1', 'P', {}, dueAtMs);
    const before = (await shop.read('D-1')).dueAt;

    shop.restart(dueAtMs + 30 * DAY_MS);
    const ahead = await shop.read('D-1');
    shop.restart(START_MS - 2 * DAY_MS);
    const back = await shop.read('D-1');
    for (let day = 0; day < 14; day += 1) {
      await shop.clock.advance(DAY_MS);
      shop.restart();
    }

    expect(ahead).toMatchObject({ dueAt: before, overdue: true, mayAnswer: true });
    expect(back).toMatchObject({ dueAt: before, overdue: false, mayAnswer: true, daysLeft: 12 });
    // The one for a day that is over was given while the clock stood ahead.
    expect(shop.warned).toEqual([0, 7, 3, 1]);
  });

  it('7 two managers cannot both accept; the limits of a manager hold; nothing is refunded by it', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    shop.told('D-1', payment);
    shop.told('D-2', payment);

    const overLimit = await shop.answer('D-1', { refundType: 'ACCEPT_REFUND', approver: M2 });
    const [one, other] = await Promise.all([
      shop.answer('D-2', { refundType: 'ACCEPT_PARTIAL_REFUND', refundAmount: MYR('900'), approver: M1 }),
      shop.answer('D-2', { refundType: 'ACCEPT_PARTIAL_REFUND', refundAmount: MYR('800'), approver: M2 }),
    ]);
    await shop.clock.advance(10_000);
    const refundOf = (value: string, approver: typeof M1) =>
      shop.till.manager.requestRefund({
        ...{ params: {}, query: {}, idempotencyKey: undefined },
        body: { paymentRequestId: payment, amount: MYR(value), reason: 'dispute D-2', approver },
      });
    const before = await shop.read('D-2');
    const refundsBefore = shop.till.gateway.asked.filter((call) => call.startsWith('refund'));
    await refundOf('900', M1);
    await shop.clock.advance(1000);
    shop.desk.saleChanged();

    expect(overLimit).toMatchObject({ ok: false, error: { slug: 'approver-refused', why: 'limit' } });
    expect([one.ok, other.ok].filter(Boolean)).toHaveLength(1);
    expect(refundsBefore).toEqual([]);
    expect(before).toMatchObject({ state: 'answered', givenBack: { since: MYR('0') } });
    expect(await shop.read('D-2')).toMatchObject({ state: 'closed', closed: { outcome: 'lost' } });
  });

  it('8 a refund after a declaration opens a task; the parts are then only what is left', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    const declare = (value: string, part: string) =>
      shop.desk.handlers().declare({
        ...{ params: {}, query: {}, idempotencyKey: undefined },
        body: {
          ...{ paymentRequestId: payment, declarationAmount: { currency: 'CNY', value } },
          ...{ isSplit: 'true', referenceOrderId: part, approver: M1 },
        },
      });
    const tasks = async () => {
      const office = await shop.desk.handlers().readOffice({ params: {}, query: {}, body: null });
      return office.ok ? office.value.tasks.map(({ kind }) => kind) : [];
    };

    const first = await declare('5000', 'A');
    await shop.clock.advance(5000);
    const calm = await tasks();
    await shop.till.manager.requestRefund({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: { paymentRequestId: payment, amount: MYR('2275'), reason: 'half', approver: M1 },
    });
    await shop.clock.advance(5000);
    const second = await declare('1', 'B');

    expect(first.ok).toBe(true);
    expect(calm).toEqual([]);
    expect(await tasks()).toContain('declarationLower');
    expect(second).toMatchObject({ ok: false, error: { slug: 'declaration-exceeds-payment' } });
  });

  it('8 a declaration is corrected by its district too, after five minutes; the same again is the same', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    const declare = (customsCode: string) =>
      shop.desk.handlers().declare({
        ...{ params: {}, query: {}, idempotencyKey: undefined },
        body: {
          ...{ paymentRequestId: payment, declarationAmount: { currency: 'CNY', value: '500' } },
          ...{ customs: { customsCode }, approver: M1 },
        },
      });

    await declare('ZONGSHU');
    await shop.clock.advance(1000);
    const same = await declare('ZONGSHU');
    const early = await declare('NINGBO');
    await shop.clock.advance(6 * 60_000);
    const corrected = await declare('NINGBO');
    await shop.clock.advance(1000);

    expect(same).toMatchObject({ ok: true, value: { customsCode: 'ZONGSHU' } });
    expect(early).toMatchObject({ ok: false, error: { slug: 'declaration-too-soon' } });
    expect(corrected).toMatchObject({ ok: true, value: { customsCode: 'NINGBO' } });
    expect(shop.sent).toHaveLength(2);
  });

  it('10 a file is refused above 2 MiB, and an answer above 8 MiB together; nothing is sent, and one less goes', async () => {
    const shop = new Shop();
    shop.told('D-1', 'ELSEWHERE');
    const add = (name: string, bytes: number) =>
      shop.desk.handlers().addDisputePaper({
        ...{ params: { disputeRequestId: 'D-1' }, query: {}, idempotencyKey: undefined },
        body: { name, contentType: 'application/pdf', content: PDF_OF(bytes).toString('base64') },
      });
    const MIB = 1024 * 1024;

    const whole = await add('whole.pdf', 2 * MIB);
    const over = await add('over.pdf', 2 * MIB + 1);
    for (const name of ['b.pdf', 'c.pdf', 'd.pdf']) await add(name, 2 * MIB);
    await add('e.pdf', 1000);
    const names = ['whole.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf'];
    const refused = await shop.answer('D-1', { refundType: 'REFUSE_REFUND', papers: names, approver: M1 });
    await shop.clock.advance(1000);
    const sentBefore = shop.sent.length;
    const papers = names.slice(0, 4);
    const taken = await shop.answer('D-1', { refundType: 'REFUSE_REFUND', papers, approver: M1 });
    await shop.clock.advance(1000);

    expect(whole.ok).toBe(true);
    expect(over).toMatchObject({ ok: false, error: { slug: 'paper-refused', why: 'tooLarge' } });
    expect(refused).toMatchObject({ ok: false, error: { slug: 'paper-refused', why: 'tooLarge' } });
    expect(sentBefore).toBe(0);
    expect(taken.ok).toBe(true);
    expect(await shop.read('D-1')).toMatchObject({ state: 'answered', answer: { papers } });
  });

  it('10 papers carry the ids and the hashes, and no payment code and no PIN', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    shop.told('D-1', payment);
    const { papers } = await shop.read('D-1');

    for (const { name: paper } of papers)
      await shop.desk
        .handlers()
        .readDisputePaper({ params: { disputeRequestId: 'D-1', paper }, query: {}, body: null });
    const text = JSON.stringify(shop.papers);
    const rows = shop.disks.journal.rows.join('\n');

    expect(papers.map(({ name }) => name)).toEqual(['receipt', 'story', 'journal']);
    expect(text).toContain(payment);
    expect(text).toContain('20261120');
    expect(text).toContain(Buffer.from(shop.disks.journal.head()).toString('hex'));
    for (const where of [text, rows]) {
      expect(where).not.toMatch(CODE_FORM);
      expect(where).not.toContain('471147');
    }
  });

  it('11 unknown fields, and words of a wallet that nobody knows, are shown as they came and decide nothing', async () => {
    const shop = new Shop();
    shop.told('D-1', 'P', { whoKnows: { reason: ['a', 'b'] }, amountOfTime: 7, bell: '\u0007' });
    await shop.desk.handlers().requestRegistration({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: { merchantInfo: { registrationDetail: DETAIL }, storeInfo: {}, approver: M1 },
    });
    await shop.clock.advance(1000);
    const [record] = shop.office.book.all('registration');
    shop.desk.tell('alipayPlus', {
      ...{ about: 'registration', id: record?.id ?? '', status: 'ON_THE_MOON', facts: {} },
      ...{ parts: [{ name: 'WALLET_X', status: 'MAYBE', why: null }], dueAtMs: null, outcome: null },
    });
    const store = await shop.desk.handlers().readStore({ params: {}, query: {}, body: null });

    expect((await shop.read('D-1')).received).toEqual({
      ...{ disputeRequestId: 'D-1', 'whoKnows.reason.0': 'a', 'whoKnows.reason.1': 'b', amountOfTime: '7' },
      bell: '(cannot be shown)',
    });
    expect(store).toMatchObject({
      ok: true,
      value: { state: 'waiting', mayPay: false, all: 'ON_THE_MOON', wallets: [{ status: 'MAYBE' }] },
    });
  });

  it('12 verify goes through the office’s rows', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    shop.told('D-1', payment);
    await shop.answer('D-1', { refundType: 'REFUSE_REFUND', approver: M1 });
    await shop.clock.advance(8 * DAY_MS);
    const { rows } = shop.disks.journal;

    const whole = verified(rows);
    const bent = verified(rows.map((row) => row.replace('"asks":"money"', '"asks":"gold"')));

    expect(whole.ok).toBe(true);
    expect(bent.ok).toBe(false);
  });
});

function register(shop: Shop, detail: object = {}, key?: string) {
  return shop.desk.handlers().requestRegistration({
    ...{ params: {}, query: {}, idempotencyKey: key },
    body: { merchantInfo: { registrationDetail: { ...DETAIL, ...detail } }, storeInfo: {}, approver: M1 },
  });
}

async function standing(shop: Shop) {
  const store = await shop.desk.handlers().readStore({ params: {}, query: {}, body: null });
  if (!store.ok) throw new Error('a store is always told of');
  return store.value;
}

function decided(shop: Shop, id: string, ...wallets: readonly (readonly [string, string])[]): void {
  shop.desk.tell('alipayPlus', {
    ...{ about: 'registration', id, status: 'COMPLETED', facts: {}, dueAtMs: null, outcome: null },
    parts: wallets.map(([name, status]) => ({ name, status, why: null })),
  });
}

describe('A store that changes its data (office dossier §2)', () => {
  it('stays open to the wallets that approved it while they look at the change, and when that is refused', async () => {
    const shop = new Shop();
    await register(shop);
    await shop.clock.advance(1000);
    const before = await standing(shop);
    decided(shop, before.registrationRequestId ?? '', ['TNG', 'APPROVED']);
    const approved = await standing(shop);

    shop.replies = [{ kind: 'refused', code: 'PARAM_ILLEGAL', say: null, facts: {} }];
    await register(shop, { legalName: 'Kopi Baru' });
    const sending = await standing(shop);
    await shop.clock.advance(1000);
    const refused = await standing(shop);
    await register(shop, { legalName: 'Kopi Baru Sdn Bhd' });
    await shop.clock.advance(1000);
    const waiting = await standing(shop);
    decided(shop, waiting.registrationRequestId ?? '', ['TNG', 'REJECTED']);

    expect([before, approved, sending, refused, waiting, await standing(shop)]).toMatchObject([
      { state: 'waiting', mayPay: false },
      { state: 'completed', mayPay: true },
      { state: 'sending', mayPay: true },
      { state: 'refused', mayPay: true },
      { state: 'waiting', mayPay: true },
      { state: 'completed', mayPay: false },
    ]);
  });

  it.each([
    ['blanks alone', { legalName: '   ' }],
    ['a control character', { legalName: 'Ko\u0007pi' }],
    ['a day that is none', { registrationEffectiveDate: '31.12.2025' }],
    ['a day that there is not', { registrationExpireDate: '2026-02-31' }],
  ])('%s is asked for again, and never sent', (_what, detail) => {
    const { body } = OFFICE_MATTER_COMMANDS.requestRegistration;

    expect(body.safeParse({ merchantInfo: { registrationDetail: DETAIL } }).success).toBe(true);
    expect(body.safeParse({ merchantInfo: { registrationDetail: { ...DETAIL, ...detail } } }).success).toBe(
      false,
    );
  });
});

describe('A call of the office that is repeated (interface §3)', () => {
  it('with its key and other data is refused, and nothing more is sent', async () => {
    const shop = new Shop();
    const paymentRequestId = await shop.sold();
    const declare = (referenceOrderId: string, value: string) =>
      shop.desk.handlers().declare({
        ...{ params: {}, query: {}, idempotencyKey: 'K-1' },
        body: {
          ...{ paymentRequestId, referenceOrderId, approver: M1 },
          declarationAmount: { currency: 'CNY', value },
        },
      });

    const first = [await register(shop, {}, 'K-1'), await declare('A', '500')];
    await shop.clock.advance(3_600_000);
    const again = [await register(shop, {}, 'K-1'), await declare('A', '500')];
    const other = [
      await register(shop, { registrationNo: '2' }, 'K-1'),
      await declare('A', '600'),
      await declare('B', '500'),
    ];
    await shop.clock.advance(1000);

    expect([...first, ...again].map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(other.map((answer) => !answer.ok && answer.error.slug)).toEqual(
      Array.from({ length: 3 }, () => 'idempotency-mismatch'),
    );
    expect(shop.sent).toHaveLength(2);
  });

  it('a dispute that a person entered takes in its message when that comes, and stays one', async () => {
    const shop = new Shop();
    const payment = await shop.sold();
    const entered = await shop.desk.handlers().enterDispute({
      ...{ params: {}, query: {}, idempotencyKey: undefined },
      body: {
        ...{ disputeRequestId: 'D-1', kind: 'money', paymentRequestId: payment, amount: MYR('500') },
        approver: M1,
      },
    });
    const byHand = await shop.read('D-1');
    await shop.clock.advance(60_000);
    shop.told('D-1', payment, { reasonCode: '4853' });
    shop.told('D-1', payment, { reasonCode: '4853' });
    const told = await shop.read('D-1');
    shop.restart();

    expect(entered.ok).toBe(true);
    expect(byHand).toMatchObject({ byHand: true, received: {}, amount: MYR('500') });
    expect(told).toMatchObject({
      ...{ byHand: false, received: { reasonCode: '4853' }, amount: MYR('4550'), state: 'arrived' },
      arrivedAt: byHand.arrivedAt,
    });
    expect(await shop.read('D-1')).toEqual(told);
    expect(shop.office.book.disputesOf(payment)).toHaveLength(1);
    expect(shop.events.map(({ kind }) => kind)).toEqual(['disputeArrived', 'disputeDue', 'disputeChanged']);
    expect(shop.disks.journal.rows.filter((row) => row.includes('"disputeArrived"'))).toHaveLength(2);
    expect(verified(shop.disks.journal.rows).ok).toBe(true);
  });

  it('a number of a part without a part, and a dispute by hand without a manager, are refused', async () => {
    const shop = new Shop();
    const paymentRequestId = await shop.sold();
    const call = { params: {}, query: {}, idempotencyKey: undefined };

    const declared = await shop.desk.handlers().declare({
      ...call,
      body: {
        ...{ paymentRequestId, declarationAmount: { currency: 'CNY', value: '500' }, approver: M1 },
        ...{ isSplit: 'false', referenceOrderId: 'A' },
      },
    });
    const entered = await shop.desk.handlers().enterDispute({
      ...call,
      body: { disputeRequestId: 'D-9', kind: 'papers', paymentRequestId },
    });

    expect(declared).toMatchObject({ ok: false, error: { slug: 'invalid-request', field: 'isSplit' } });
    expect(entered).toMatchObject({ ok: false, error: { slug: 'approver-required' } });
    expect(shop.sent).toEqual([]);
  });
});

describe('What the newest pages say of ids (office dossier §11)', () => {
  it.each([
    ['M'.repeat(32), true],
    ['M'.repeat(33), false],
  ])('a merchant id %s may be registered: %s', (referenceMerchantId, isTaken) => {
    const { merchant } = givenConfig({});

    const trouble = registrationTrouble({ ...merchant, referenceMerchantId });

    expect(trouble === null).toBe(isTaken);
  });
});
