import fc from 'fast-check';
import type { OfficeRecord } from '../../src/journal/office-records.ts';
import type { JournalRecord } from '../../src/journal/records.ts';
import { CODE_FAMILIES } from '../../src/ground/code-families.ts';
import { codeMark } from '../../src/ground/code-mark.ts';
import { maskCode, PaymentCode } from '../../src/ground/payment-code.ts';
import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type {
  Authorised,
  CancelAnswer,
  CaptureAnswer,
  Charge,
  InquiryAnswer,
  OpenAnswer,
  PayAnswer,
  PaymentLook,
  PrintOutcome,
  Reason,
  RefundAnswer,
  RefundSeen,
  Settlement,
} from '../../src/payment/answers.ts';
import type { PaymentEvent, Tally } from '../../src/payment/events.ts';
import { TIMING_DEFAULTS, type Timing } from '../../src/payment/policy.ts';
import type { RefundEvent } from '../../src/payment/refund-state.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import type { RefundRepeat, Terms, VoidUntil } from '../../src/payment/terms.ts';

// Records of every kind, drawn at random: any that the till may write by its types, whether or not it could have
// happened. A new kind without its row in one of the tables does not compile.

/** Waits of a page: four numbers like any other. */
const PACE = fc.constant({
  ...{ firstInquiryMs: 5000, closingEveryMs: 60_000, watchEveryMs: 900_000, watchForMs: 604_800_000 },
});

/** How each kind of something is drawn, by its kind. */
type Kinds<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: fc.Arbitrary<Extract<T, { readonly kind: K }>>;
};
type Drawn<T> = { readonly [K in keyof T]: fc.Arbitrary<T[K]> };

/** Draws records; `whole`: with every field that a record may have. */
export class DrawnRecords {
  readonly #whole: boolean;
  readonly #text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .map((value) => value.toWellFormed());
  readonly #ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
  readonly #whole8 = fc.integer({ min: 0, max: 255 });
  readonly #flag = fc.boolean();

  constructor(whole = false) {
    this.#whole = whole;
  }

  /** Any record of any kind. */
  any(): fc.Arbitrary<JournalRecord> {
    return fc
      .oneof(...Object.values<fc.Arbitrary<JournalRecord>>(this.records()))
      .map((record) => structuredClone(record));
  }

  /** By kind; those with an answer or a change inside draw any of them. */
  records(): Kinds<JournalRecord> {
    const [text, ms, amount, copy] = [this.#text, this.#ms, this.#amount(), this.#paperName()];
    const copies = fc.array(fc.constantFrom('customer', 'merchant'), { minLength: 1, maxLength: 2 });
    // Who was signed in is kept of every row: the drawn ones have somebody or nobody.
    const byPerson = { operatorId: text };
    const ofSale = { ...byPerson, saleId: text, atMs: ms };
    const post = fc.constantFrom('till', 'desk', 'bench');
    const ofPerson = { ...byPerson, atMs: ms, personId: text, post };
    const attempt = {
      ...{ ...ofSale, paymentRequestId: text, number: fc.integer({ min: 1, max: 99 }), gateway: text },
      ...{ clockOffsetMs: this.#orNull(fc.integer()), timing: this.#timing() },
      ...{ toleranceMs: this.#orNull(this.#ms), asksAgain: this.#flag, terms: this.#terms() },
    };
    const atAccount = { stage: fc.constantFrom('test', 'live'), account: text };
    // What is kept in a chain only.
    const leave = fc.oneof(
      fc.record({ by: fc.constant('centre'), token: this.#whole8 }),
      fc.record({ by: fc.constant('home') }),
      fc.record({ by: fc.constant('override'), approverId: text }),
    );
    const order = { ...ofSale, referenceOrderId: text };
    const code = fc.string({ minLength: 16, maxLength: 24 });
    return {
      saleOpened: this.#record(
        {
          ...{ kind: fc.constant('saleOpened'), ...order, orderDescription: text, amount },
          copies: this.#orNull(copies),
        },
        { homeTerminalId: text },
      ),
      paymentStarted: this.#record(
        {
          ...{ kind: fc.constant('paymentStarted'), ...attempt, family: fc.constantFrom(...CODE_FAMILIES) },
          code: code.map(maskCode),
          codeMark: this.#orNull(code.map((each) => codeMark('ID', new PaymentCode(each)))),
        },
        { leave, asksAtEnd: fc.constant(true), missesMin: fc.integer({ min: 1 }), ...atAccount },
      ),
      pageStarted: this.#record(
        {
          ...{ kind: fc.constant('pageStarted'), ...attempt, tender: text, pace: PACE },
          landing: fc.constantFrom('sale', 'tap', null),
        },
        { leave, asksAtEnd: fc.constant(true), missesMin: fc.integer({ min: 1 }), ...atAccount },
      ),
      retryRequested: this.#of('retryRequested', ofSale),
      saleClosed: this.#of('saleClosed', ofSale),
      saleDismissed: this.#of('saleDismissed', ofSale),
      noticeSeen: this.#of('noticeSeen', ofSale),
      orderOverridden: this.#of('orderOverridden', { ...ofSale, approverId: text, reason: text }),
      paymentChanged: this.#of('paymentChanged', {
        ...{ ...ofSale, paymentRequestId: text, change: this.#oneOf(this.paymentChanges()) },
      }),
      saleAdopted: this.#record(
        {
          kind: fc.constant('saleAdopted'),
          ...{ ...order, paymentRequestId: text, gateway: text, charge: this.#charge() },
          ...{ timing: this.#timing(), terms: this.#terms(), copies },
        },
        atAccount,
      ),
      refundApproved: this.#of('refundApproved', {
        ...{ ...ofSale, refundRequestId: text, paymentRequestId: text, amount, reason: text },
        ...{ approverId: text, idempotencyKey: this.#orNull(text), isRetried: this.#flag },
        timing: this.#timing().map(({ retryMs, backgroundRetryMs, throttledMs }) => ({
          ...{ retryMs, backgroundRetryMs, throttledMs },
        })),
        repeat: this.#oneOf(this.#repeats()),
      }),
      giveBackApproved: this.#of('giveBackApproved', {
        ...{
          ...ofSale,
          paymentRequestId: text,
          amount: this.#orNull(amount),
          approverId: text,
          reason: text,
        },
      }),
      refundChanged: this.#of('refundChanged', {
        ...{ ...ofSale, refundRequestId: text, change: this.#oneOf(this.refundChanges()) },
      }),
      receiptRequested: this.#record(
        { kind: fc.constant('receiptRequested'), ...ofSale, copy },
        { printer: text },
      ),
      receiptStarted: this.#record(
        { kind: fc.constant('receiptStarted'), ...ofSale, copy },
        { on: fc.record({ printer: text, insteadOf: this.#orNull(text) }) },
      ),
      receiptEnded: this.#of('receiptEnded', { ...ofSale, copy, outcome: this.#oneOf(this.outcomes()) }),
      approvalRefused: this.#of('approvalRefused', {
        ...{ ...byPerson, atMs: ms, approverId: text, paymentRequestId: text, amount },
        why: fc.constantFrom('pin', 'locked', 'limit', 'amount', 'payment'),
        triesCounted: this.#orNull(this.#whole8),
      }),
      triesLapsed: this.#of('triesLapsed', { ...byPerson, atMs: ms }),
      signedIn: this.#of('signedIn', ofPerson),
      signInRefused: this.#of('signInRefused', ofPerson),
      signedOut: this.#of('signedOut', { ...ofPerson, why: fc.constantFrom('asked', 'idle') }),
      ...this.#officeRecords(),
      dayClosed: this.#of(
        'dayClosed',
        {
          ...{
            ...byPerson,
            atMs: ms,
            number: this.#whole8,
            fromMs: this.#orNull(ms),
            untilMs: ms,
            head: text,
          },
          totals: this.#some(
            fc.record({
              ...{ type: fc.constantFrom('sale', 'void', 'refund'), currency: this.#currency() },
              ...{
                wallet: this.#orNull(text),
                quarter: fc.integer({ min: 0, max: 95 }),
                count: this.#whole8,
              },
              ...{ gateway: this.#orNull(text), operatorId: this.#orNull(text) },
              amountMinor: fc.oneof(fc.maxSafeNat(), fc.constant('27021597764222972')),
            }),
          ),
          unresolved: this.#some(fc.record({ saleId: text, referenceOrderId: text, amount, state: text })),
          idempotencyKey: this.#orNull(text),
        },
        { stage: fc.constantFrom('test', 'live') },
      ),
    };
  }

  #officeRecords(): Kinds<OfficeRecord> {
    const [text, ms, flag] = [this.#text, this.#ms, this.#flag];
    const amount = this.#orNull(this.#amount());
    const about = fc.constantFrom('registration', 'dispute', 'declaration');
    const of = { operatorId: text, atMs: ms, about, id: text, gateway: text };
    const sha256 = fc.string({ unit: fc.constantFrom('0', '7', 'a', 'f'), minLength: 64, maxLength: 64 });
    const kept = fc.record({ sha256, bytes: this.#whole8 });
    const facts = this.#facts();
    return {
      disputeArrived: this.#of('disputeArrived', {
        ...{ ...of, asks: fc.constantFrom('papers', 'money', 'chargeback'), payment: text, amount },
        ...{ paymentRequestId: this.#orNull(text), wants: this.#some(text), occurredAtMs: ms, isLate: flag },
        ...{ dueAtMs: this.#orNull(ms), body: this.#orNull(kept), approverId: this.#orNull(text) },
      }),
      officeApproved: this.#of('officeApproved', {
        ...{ ...of, call: text, facts, amount, body: kept, approverId: text },
        idempotencyKey: this.#orNull(text),
      }),
      officeAnswered: this.#of('officeAnswered', {
        ...{ ...of, call: text, outcome: fc.constantFrom('accepted', 'refused'), resultCode: text, facts },
      }),
      officeTold: this.#of('officeTold', {
        ...{ ...of, source: fc.constantFrom('notice', 'inquiry'), status: text, facts },
        parts: this.#some(fc.record({ name: text, status: text, why: this.#orNull(text) })),
        dueAtMs: this.#orNull(ms),
      }),
      officeWarned: this.#of('officeWarned', { ...of, daysLeft: this.#whole8 }),
      officePaperAdded: this.#of('officePaperAdded', { ...of, name: text, contentType: text, file: kept }),
      officeClosed: this.#of('officeClosed', {
        ...{ ...of, outcome: fc.constantFrom('won', 'lost', 'withdrawn', 'byHand'), reason: text },
        approverId: this.#orNull(text),
      }),
    };
  }

  /** By kind, with any answer inside. */
  paymentChanges(): Kinds<PaymentEvent> {
    const answered = { clockOffsetMs: fc.integer() };
    const { charged, notCharged } = this.inquiryAnswers();
    const text = this.#text;
    return {
      pageOpened: this.#of('pageOpened', { answer: this.#oneOf(this.openAnswers()) }, answered),
      payAnswered: this.#of('payAnswered', { answer: this.#oneOf(this.payAnswers()) }, answered),
      inquiryAnswered: this.#of(
        'inquiryAnswered',
        { answer: this.#oneOf(this.inquiryAnswers()) },
        { ...answered, ofQuestion: fc.constant(true as const) },
      ),
      captureAnswered: this.#of('captureAnswered', { answer: this.#oneOf(this.captureAnswers()) }, answered),
      cancelAnswered: this.#of('cancelAnswered', { answer: this.#oneOf(this.cancelAnswers()) }, answered),
      giveBackAnswered: this.#of('giveBackAnswered', { answer: this.#oneOf(this.refundAnswers()) }, answered),
      tapped: this.#bare('tapped'),
      notified: this.#of('notified', { answer: fc.oneof(charged, notCharged) }),
      hinted: this.#bare('hinted'),
      questioned: this.#bare('questioned'),
      cancelRequested: this.#bare('cancelRequested'),
      accepted: this.#of('accepted', { approverId: text, reason: text }),
      freed: this.#of('freed', { approverId: text, reason: text }),
      ...this.#steps(),
    };
  }

  /** By kind, with any answer or look inside. */
  refundChanges(): Kinds<RefundEvent> {
    const answered = { clockOffsetMs: fc.integer() };
    return {
      refundAnswered: this.#of('refundAnswered', { answer: this.#oneOf(this.refundAnswers()) }, answered),
      looked: this.#of('looked', { look: this.#oneOf(this.looks()) }, answered),
      ...this.#steps(),
      resumed: this.#record({ kind: fc.constant('resumed') }, { looks: fc.constant(true) }),
    };
  }

  openAnswers(): Kinds<OpenAnswer> {
    const { refused, notSent, unknown } = this.#answers();
    const opened = this.#of('opened', { payableForMs: this.#ms, facts: this.#facts() });
    return { opened, refused, notSent, unknown };
  }

  payAnswers(): Kinds<PayAnswer> {
    const { confirming, refused, notSent, throttled, unknown } = this.#answers();
    const charged = this.#of('charged', { charge: this.#charge() }, { facts: this.#facts() });
    return { charged, authorised: this.#authorised(), confirming, refused, notSent, throttled, unknown };
  }

  captureAnswers(): Kinds<CaptureAnswer> {
    const { refused, throttled, unknown } = this.#answers();
    const captured = this.#of('captured', { charge: this.#charge() }, { facts: this.#facts() });
    return { captured, refused, throttled, unknown };
  }

  #authorised(): fc.Arbitrary<Authorised> {
    return this.#of('authorised', { hold: this.#charge(), heldForMs: this.#ms }, { facts: this.#facts() });
  }

  inquiryAnswers(): Kinds<InquiryAnswer> {
    const { confirming, notFound, throttled, unknown } = this.#answers();
    const may = { facts: this.#facts(), leftMinor: this.#minor(), settling: this.#flag };
    const charged = this.#of('charged', { charge: this.#charge() }, may);
    const notCharged = this.#of('notCharged', { reason: this.#reason() }, { refunded: this.#flag });
    return { charged, authorised: this.#authorised(), confirming, notCharged, notFound, throttled, unknown };
  }

  cancelAnswers(): Kinds<CancelAnswer> {
    const { notFound, refused, throttled, unknown } = this.#answers();
    const [confirmed, tooLate] = [this.#bare('confirmed'), this.#bare('tooLate')];
    return { confirmed, tooLate, notFound, refused, throttled, unknown };
  }

  refundAnswers(): Kinds<RefundAnswer> {
    const { refused, throttled, unknown } = this.#answers();
    const refunded = this.#of(
      'refunded',
      {},
      { refundId: this.#text, refundTime: this.#text, settlement: this.#settlement() },
    );
    return { refunded, refused, throttled, unknown };
  }

  looks(): Kinds<PaymentLook> {
    const { notFound, throttled, unknown } = this.#answers();
    const [text, flag] = [this.#text, this.#flag];
    const refunds = this.#some(
      this.#record<RefundSeen>(
        { status: fc.constantFrom('done', 'failed', 'underWay'), amount: this.#amount() },
        { refundRequestId: text, refundId: text, refundTime: text },
      ),
    );
    const seen = this.#of('seen', { charge: this.#charge(), reversed: flag, refunds });
    const notCharged = this.#of('notCharged', { reason: this.#reason() });
    return { seen, notCharged, notFound, throttled, unknown };
  }

  outcomes(): Kinds<PrintOutcome> {
    const why = this.#text;
    return {
      printed: this.#bare('printed'),
      notPrinted: this.#of('notPrinted', { why, again: this.#flag }),
      unknown: this.#of('unknown', { why }),
    };
  }

  #steps(): Kinds<Extract<PaymentEvent, { kind: 'tallied' | 'woke' | 'hurried' | 'resumed' }>> {
    return {
      tallied: this.#of('tallied', { tally: this.#tally() }),
      woke: this.#bare('woke'),
      hurried: this.#bare('hurried'),
      resumed: this.#bare('resumed'),
    };
  }

  #answers() {
    const [text, flag] = [this.#text, this.#flag];
    return {
      confirming: this.#bare('confirming'),
      notFound: this.#bare('notFound'),
      throttled: this.#bare('throttled'),
      refused: this.#of('refused', { reason: this.#reason() }),
      notSent: this.#of('notSent', { why: text }),
      unknown: this.#of(
        'unknown',
        { why: text },
        { code: text, alarm: flag, contradicted: flag, unreadable: flag },
      ),
    };
  }

  #repeats(): Kinds<RefundRepeat> {
    return {
      sameIdIsSafe: this.#bare('sameIdIsSafe'),
      lookFirst: this.#of('lookFirst', { afterMs: this.#ms }),
    };
  }

  #terms(): fc.Arbitrary<Terms> {
    const ms = this.#ms;
    const until: Kinds<VoidUntil> = {
      never: this.#bare('never'),
      dayEnd: this.#of('dayEnd', { dayOffsetMs: ms, graceMs: ms, marginMs: ms }),
    };
    return fc.record({
      ask: fc.constantFrom('freely', 'onTriggers'),
      resend: fc.constantFrom('same', 'never'),
      undo: this.#some(fc.constantFrom('cancel', 'refund')),
      voidUntil: this.#oneOf(until),
      refund: fc.record({ partial: this.#flag, repeat: this.#oneOf(this.#repeats()) }),
    });
  }

  #timing(): fc.Arbitrary<Timing> {
    const waits = Object.keys(TIMING_DEFAULTS).filter((name) => name !== 'retryMs');
    return fc
      .tuple(fc.array(this.#ms, { minLength: waits.length, maxLength: waits.length }), this.#some(this.#ms))
      .map(([ms, retryMs]) => ({
        ...TIMING_DEFAULTS,
        ...Object.fromEntries(waits.map((name, index) => [name, ms[index]])),
        retryMs,
      }));
  }

  #tally(): fc.Arbitrary<Tally> {
    const [ms, flag] = [this.#ms, this.#flag];
    return this.#record<Tally>(
      {},
      {
        ...{ phase: fc.constantFrom('inquire', 'cancel', 'refund'), sinceMs: ms, payInFlight: flag },
        ...{
          codeDeadAtMs: ms,
          tries: this.#whole8,
          inFlight: flag,
          triedAtMs: ms,
          nextTryAtMs: ms,
          asks: flag,
        },
        ...{ dueAtMs: ms, lookedAtMs: this.#orNull(ms), lastAnswer: this.#orNull(this.#text) },
      },
    );
  }

  #charge(): fc.Arbitrary<Charge> {
    const text = this.#text;
    return this.#record<Charge>(
      { amount: this.#amount(), paymentId: text },
      {
        ...{ paymentTime: text, acquirerId: text, pspId: text },
        ...{ walletBrandName: text, mppPaymentId: text, settlement: this.#settlement() },
      },
    );
  }

  #settlement(): fc.Arbitrary<Settlement> {
    return this.#record<Settlement>({ amount: this.#amount() }, { price: this.#text, pair: this.#text });
  }

  #reason(): fc.Arbitrary<Reason> {
    const classes = [
      ...(['rescan', 'user', 'otherTender', 'risk', 'general', 'closed', 'setUp'] as const),
      ...(['technical', 'unreachable', 'contradiction'] as const),
    ];
    return fc.record({ code: this.#text, class: fc.constantFrom(...classes), say: this.#text });
  }

  #amount(): fc.Arbitrary<Amount> {
    return fc.record({ currency: this.#currency(), valueMinor: this.#minor() });
  }

  #currency(): fc.Arbitrary<Currency> {
    return fc.constantFrom('MYR', 'JPY', 'KWD').map((code) => code as Currency);
  }

  #minor(): fc.Arbitrary<Minor> {
    return fc.maxSafeNat().map((value) => value as Minor);
  }

  #paperName(): fc.Arbitrary<PaperName> {
    return fc.oneof(
      fc.constantFrom('customer', 'merchant'),
      this.#text.map((id): PaperName => `refund-${id}`),
    );
  }

  #facts(): fc.Arbitrary<Record<string, string>> {
    return fc.dictionary(
      this.#text.filter((name) => name !== '__proto__'),
      this.#text,
      { noNullPrototype: true, minKeys: 1, maxKeys: 3 },
    );
  }

  #orNull<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
    return this.#whole ? of : fc.option(of);
  }

  #some<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
    return fc.array(of, { minLength: this.#whole ? 1 : 0, maxLength: 3 });
  }

  #oneOf<T extends { readonly kind: string }>(kinds: Kinds<T>): fc.Arbitrary<T> {
    return fc.oneof(...Object.values<fc.Arbitrary<T>>(kinds));
  }

  #bare<K extends string>(kind: K): fc.Arbitrary<{ readonly kind: K }> {
    return fc.constant({ kind });
  }

  #of<K extends string, T extends object>(kind: K, must: Drawn<T>): fc.Arbitrary<{ readonly kind: K } & T>;
  #of<K extends string, T extends object, O extends object>(
    kind: K,
    must: Drawn<T>,
    may: Drawn<O>,
  ): fc.Arbitrary<{ readonly kind: K } & T & Partial<O>>;
  #of(kind: string, must: object, may: object = {}): fc.Arbitrary<object> {
    return this.#record({ kind: fc.constant(kind), ...must }, may);
  }

  #record<T>(must: object, may: object): fc.Arbitrary<T> {
    const requiredKeys = Object.keys(this.#whole ? { ...must, ...may } : must);
    return fc.record({ ...must, ...may }, {
      requiredKeys,
      noNullPrototype: true,
    } as object) as unknown as fc.Arbitrary<T>;
  }
}
