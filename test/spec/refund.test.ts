import { describe, expect, it } from 'vitest';
import type { RefundView } from '../../src/payment/view.ts';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { hashPin, isPin, pinTrouble } from '../../src/manager/pin.ts';
import type { Problem } from '../../src/problems.ts';
import type { Result } from '../../src/result.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';

const PIN = '4711';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const REFUNDED = { kind: 'refunded', refundId: 'RF-1', refundTime: '2026-01-05T17:00:01+08:00' } as const;
const UNKNOWN = { kind: 'unknown', why: 'no answer' } as const;
const SEEN = { kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] } as const;
const refused = (code: string, cls: 'general' | 'technical' | 'contradiction' = 'general') =>
  ({ kind: 'refused', reason: { code, class: cls, say: 'no' } }) as const;

const managers = {
  managers: [
    { id: 'm1', name: 'Aisyah', pin: plainHash(PIN) },
    { id: 'm2', name: 'Budi', pin: plainHash(PIN), limits: { perRefund: '2000', perDay: '3000' } },
  ],
};

interface Asked {
  readonly value?: string;
  readonly pin?: string;
  readonly id?: string;
  readonly key?: string;
  readonly currency?: string;
  readonly paymentRequestId?: string;
}

/** A till with one paid sale, and the manager's requests to it. */
class Shop {
  till: GivenTill;
  readonly saleId: string;

  private constructor(till: GivenTill, saleId: string) {
    this.till = till;
    this.saleId = saleId;
  }

  static async withPaidSale(script: Script = {}): Promise<Shop> {
    const till = new GivenTill(
      { pay: [CHARGED], lookUp: [SEEN], refund: [REFUNDED], ...script },
      undefined,
      managers,
    );
    return new Shop(till, await till.sell());
  }

  get sale() {
    return this.till.sale(this.saleId);
  }

  async refund(asked: Asked = {}): Promise<Result<RefundView, Problem>> {
    const { value = '1500', pin = PIN, id = 'm1', key, currency = 'MYR' } = asked;
    const answer = await this.till.manager.requestRefund({
      params: {},
      query: {},
      body: {
        paymentRequestId: asked.paymentRequestId ?? this.sale.paymentRequestId ?? '',
        amount: { currency, value },
        reason: 'Wrong size',
        approver: { id, pin },
      },
      idempotencyKey: key,
    });
    await this.till.clock.advance(0);
    return answer;
  }

  restart(script?: Script): void {
    this.till = this.till.restarted(script, managers);
  }

  get refundsSent(): string[] {
    return this.till.gateway.asked.filter((call) => call.startsWith('refund '));
  }

  get states(): string[] {
    return this.sale.refunds.map(({ state }) => state);
  }
}

const slugOf = (answer: Result<unknown, Problem>): string => (answer.ok ? 'ok' : answer.error.slug);

describe('A refund (interface section 3; dossier 4.4)', () => {
  it('is approved, sent once, and stands as refunded with what the acquirer said', async () => {
    const shop = await Shop.withPaidSale();

    const answer = await shop.refund();

    expect(answer).toMatchObject({ ok: true, value: { state: 'pending', approver: 'm1' } });
    expect(shop.sale).toMatchObject({
      state: 'paid',
      refundable: { currency: 'MYR', value: '3050' },
      refunds: [{ state: 'refunded', refundId: 'RF-1', refundTime: REFUNDED.refundTime }],
    });
    expect(shop.refundsSent).toHaveLength(1);
  });

  it('nothing is sent where its approval cannot be kept', async () => {
    const shop = await Shop.withPaidSale();
    const { journal } = shop.till;
    const append = journal.append.bind(journal);
    journal.append = (record, entry) => {
      if (record.kind === 'refundApproved') throw new Error('the disk is full');
      append(record, entry);
    };

    const asked = shop.refund();

    await expect(asked).rejects.toThrow('the disk is full');
    expect(shop.refundsSent).toEqual([]);
  });

  it('silence is pending, and every further try bears the same id', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN, UNKNOWN, UNKNOWN, REFUNDED] });

    await shop.refund();
    const pending = shop.states;
    const queued = shop.till.screen.queue().filter(({ kind }) => kind === 'refund');
    await shop.till.clock.advance(MINUTE_MS);

    expect(pending).toEqual(['pending']);
    expect(queued).toMatchObject([{ kind: 'refund', tries: 1, lastAnswer: 'no answer' }]);
    expect(shop.states).toEqual(['refunded']);
    expect(new Set(shop.refundsSent).size).toBe(1);
    expect(shop.refundsSent).toHaveLength(4);
  });

  it('a till that is killed sends the same refund again, and the approval is not lost', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN] });
    await shop.refund();
    const before = shop.sale.refunds[0]?.refundRequestId;

    shop.restart({ refund: [REFUNDED] });
    await shop.till.clock.advance(0);

    expect(shop.sale.refunds).toMatchObject([{ refundRequestId: before, state: 'refunded', approver: 'm1' }]);
    expect(new Set(shop.refundsSent).size).toBe(1);
  });

  it('F is failed with its reason, and what it asked for may be refunded again', async () => {
    const shop = await Shop.withPaidSale({ refund: [refused('REFUND_WINDOW_EXCEED')] });

    await shop.refund();

    expect(shop.sale).toMatchObject({
      refundable: { value: '4550' },
      refunds: [{ state: 'failed', reason: 'REFUND_WINDOW_EXCEED' }],
    });
  });

  it('F after a try in doubt is believed only once the books do not list it', async () => {
    const listed = { ...SEEN, refunds: [{ refundRequestId: '', status: 'done', amount: RM45_50 }] } as const;
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN, refused('PROCESS_FAIL')] });
    const done = await Shop.withPaidSale({ refund: [UNKNOWN, refused('PROCESS_FAIL')] });

    await shop.refund();
    await shop.till.clock.advance(2000);
    await done.refund();
    const refundRequestId = done.sale.refunds[0]?.refundRequestId;
    done.till.gateway.answers({
      refund: [refused('PROCESS_FAIL')],
      lookUp: [{ ...listed, refunds: [{ ...listed.refunds[0], refundRequestId }] }],
    });
    await done.till.clock.advance(2000);

    expect(shop.states).toEqual(['failed']);
    expect(done.states).toEqual(['refunded']);
  });

  it('a technical F after a try in doubt proves nothing: it stays pending', async () => {
    const shop = await Shop.withPaidSale({
      refund: [UNKNOWN, refused('INVALID_SIGNATURE', 'technical'), REFUNDED],
    });

    await shop.refund();
    await shop.till.clock.advance(2000);
    const between = shop.states;
    await shop.till.clock.advance(4000);

    expect([between, shop.states]).toEqual([['pending'], ['refunded']]);
  });

  it('refunds of one payment go out in the order of approval', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN, UNKNOWN, REFUNDED, REFUNDED] });

    await shop.refund({ value: '1000' });
    await shop.refund({ value: '2000' });
    const whileFirstIsOwed = shop.refundsSent.map((call) => call.split(' ')[3]);
    await shop.till.clock.advance(MINUTE_MS);

    expect(whileFirstIsOwed).toEqual(['1000']);
    expect(shop.states).toEqual(['refunded', 'refunded']);
    expect(shop.refundsSent.map((call) => call.split(' ')[3])).toEqual(['1000', '1000', '1000', '2000']);
  });

  it('with the same Idempotency-Key it is the same refund; with another body it is refused', async () => {
    const shop = await Shop.withPaidSale();

    const first = await shop.refund({ key: 'k-1' });
    const again = await shop.refund({ key: 'k-1', pin: '0000' });
    const other = await shop.refund({ key: 'k-1', value: '1501' });
    shop.restart();
    const afterwards = await shop.refund({ key: 'k-1' });

    const ids = [first, again, afterwards].map((answer) => answer.ok && answer.value.refundRequestId);
    expect(new Set(ids).size).toBe(1);
    expect(slugOf(other)).toBe('idempotency-mismatch');
    expect(shop.refundsSent).toHaveLength(1);
  });
});

describe('The ceiling of refunds (interface section 7, rule 5)', () => {
  it('what is pending counts', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN] });

    await shop.refund({ value: '4000' });
    const over = await shop.refund({ value: '551' });
    const exactly = await shop.refund({ value: '550' });

    expect([slugOf(over), slugOf(exactly)]).toEqual(['refund-exceeds-payment', 'ok']);
  });

  it('what another till has refunded counts, as the acquirer lists it', async () => {
    const elsewhere = { refundRequestId: 'other', status: 'done', amount: RM45_50 } as const;
    const shop = await Shop.withPaidSale({ lookUp: [{ ...SEEN, refunds: [elsewhere] }] });

    const answer = await shop.refund({ value: '1' });

    expect(slugOf(answer)).toBe('refund-exceeds-payment');
    expect(shop.refundsSent).toEqual([]);
  });

  it('two requests side by side do not both get the last of it', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN] });

    const answers = await Promise.all([shop.refund({ value: '4550' }), shop.refund({ value: '4550' })]);

    expect(answers.map(slugOf)).toEqual(['ok', 'refund-exceeds-payment']);
  });

  it('another currency than the payment’s is refused', async () => {
    const shop = await Shop.withPaidSale();

    expect(slugOf(await shop.refund({ currency: 'USD' }))).toBe('invalid-request');
  });

  it('a payment that is being refunded is not voided as well, nor one that is voided refunded', async () => {
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN] });
    const voided = await Shop.withPaidSale({ cancel: [{ kind: 'confirmed' }] });

    await shop.refund({ value: '1' });
    const refusedVoid = await shop.till.cancel(shop.saleId);
    await voided.till.cancel(voided.saleId);
    await voided.till.clock.advance(0);
    const refusedRefund = await voided.refund({ value: '1' });

    expect([slugOf(refusedVoid), slugOf(refusedRefund)]).toEqual(['void-refused', 'refund-refused']);
  });
});

describe('A payment of another till', () => {
  it('is found at the acquirer, and refunded', async () => {
    const shop = await Shop.withPaidSale();

    const answer = await shop.refund({ paymentRequestId: 'elsewhere' });
    const adopted = shop.till.terminal.book.ofPayment('elsewhere');

    expect(slugOf(answer)).toBe('ok');
    expect(adopted?.adopted).toBe(true);
    expect(shop.refundsSent.map((call) => call.split(' ')[1])).toEqual(['elsewhere']);
    expect(shop.till.screen.view().sale?.saleId).toBe(shop.saleId);
  });

  it('closes its order at this till too: it is paid', async () => {
    const shop = await Shop.withPaidSale();
    const { referenceMerchantId } = shop.till.config.merchant;

    const answer = await shop.refund({
      paymentRequestId: paymentRequestIdOf(referenceMerchantId, 'ORD-9', 1),
    });
    const opened = await shop.till.open('ORD-9');

    expect(slugOf(answer)).toBe('ok');
    expect(slugOf(opened)).toBe('order-already-paid');
  });

  it('is taken in once, however many ask for it at the same time', async () => {
    const shop = await Shop.withPaidSale();

    const answers = await Promise.all([
      shop.refund({ paymentRequestId: 'elsewhere', key: 'one' }),
      shop.refund({ paymentRequestId: 'elsewhere', key: 'two' }),
    ]);

    expect(answers.map(slugOf)).toEqual(['ok', 'ok']);
    expect(shop.till.journal.rows.filter((row) => row.includes('saleAdopted'))).toHaveLength(1);
  });

  it('without an answer of the acquirer nothing is refunded', async () => {
    const shop = await Shop.withPaidSale({ lookUp: [UNKNOWN] });
    const nowhere = await Shop.withPaidSale({ lookUp: [{ kind: 'notFound' }] });

    const answers = [
      await shop.refund({ paymentRequestId: 'elsewhere' }),
      await nowhere.refund({ paymentRequestId: 'elsewhere' }),
    ];

    expect(answers.map(slugOf)).toEqual(['refund-refused', 'not-found']);
  });
});

describe('Approval (interface section 3)', () => {
  it('a payment code that was scanned into the reason is refused, and kept nowhere', async () => {
    const shop = await Shop.withPaidSale();
    const answer = await shop.till.manager.requestRefund({
      params: {},
      query: {},
      body: {
        paymentRequestId: shop.sale.paymentRequestId ?? '',
        amount: { currency: 'MYR', value: '1500' },
        reason: 'size 281001020000000000001234',
        approver: { id: 'm1', pin: PIN },
      },
      idempotencyKey: undefined,
    });

    expect(answer).toMatchObject({
      ok: false,
      error: { slug: 'invalid-request', more: { field: 'reason' } },
    });
    expect(shop.states).toEqual([]);
  });

  it('a receipt that is scanned while no sale is under way is told to the screen by its id', async () => {
    const shop = await Shop.withPaidSale();
    const { paymentRequestId = '' } = shop.sale;

    shop.till.desk.scanned({ kind: 'frame', text: paymentRequestId });

    expect(shop.till.screen.view().notice).toMatchObject({ kind: 'receipt-scanned', paymentRequestId });
  });

  it.each([['no id of a till', '281001020000000000001234']])('%s is never told', async (_, text) => {
    const shop = await Shop.withPaidSale();

    shop.till.desk.scanned({ kind: 'frame', text });

    const { notice } = shop.till.screen.view();
    expect(notice).toMatchObject({ kind: 'scan-not-wanted' });
    expect(JSON.stringify(notice)).not.toContain(text);
  });

  it('a wrong PIN and an unknown manager are refused in the same words, and kept', async () => {
    const shop = await Shop.withPaidSale();

    const answers = [await shop.refund({ pin: '0000' }), await shop.refund({ id: 'nobody' })];

    expect(answers.map(slugOf)).toEqual(['approver-refused', 'approver-refused']);
    expect(answers[0]).toEqual(answers[1]);
    expect(shop.till.journal.rows.filter((row) => row.includes('approvalRefused'))).toHaveLength(2);
    expect(shop.till.journal.rows.join('\n')).not.toMatch(/0000"|4711/);
  });

  it('five wrong PINs lock for 1 minute, the next for 5, then for 15; a restart changes nothing', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '0000' });

    const locked = await shop.refund();
    shop.restart();
    const stillLocked = await shop.refund();
    await shop.till.clock.advance(MINUTE_MS);
    const sixth = await shop.refund({ pin: '0000' });
    await shop.till.clock.advance(4 * MINUTE_MS);
    const after4 = await shop.refund();
    await shop.till.clock.advance(MINUTE_MS);
    const seventh = await shop.refund({ pin: '0000' });
    await shop.till.clock.advance(14 * MINUTE_MS);
    const after14 = await shop.refund();
    await shop.till.clock.advance(MINUTE_MS);
    const right = await shop.refund();

    expect(locked).toMatchObject({ error: { slug: 'approver-locked', more: { retryAfterSeconds: 60 } } });
    expect([stillLocked, sixth, after4, seventh, after14, right].map(slugOf)).toEqual([
      'approver-locked',
      'approver-refused',
      'approver-locked',
      'approver-refused',
      'approver-locked',
      'ok',
    ]);
  });

  it('a right PIN ends the row of wrong ones', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 4; tries += 1) await shop.refund({ pin: '0000' });

    await shop.refund({ value: '1' });
    await shop.refund({ pin: '0000' });

    expect(slugOf(await shop.refund({ value: '1' }))).toBe('ok');
  });

  it('each manager approves up to a limit, for one refund and for one day', async () => {
    const shop = await Shop.withPaidSale();

    const answers = [
      await shop.refund({ id: 'm2', value: '2001' }),
      await shop.refund({ id: 'm2', value: '2000' }),
      await shop.refund({ id: 'm2', value: '1001' }),
      await shop.refund({ id: 'm2', value: '1000' }),
    ];
    await shop.till.clock.advance(24 * HOUR_MS);
    const nextDay = await shop.refund({ id: 'm2', value: '1000' });

    expect(answers.map(slugOf)).toEqual(['approver-refused', 'ok', 'approver-refused', 'ok']);
    expect(slugOf(nextDay)).toBe('ok');
  });
});

/** Hashes of costs that scrypt itself refuses. */
const UNREADABLE = ['3$8$1', '0$8$1', '32768$0$1', '32768$8$x', '1048576$8$1', '32768$99999$1'].map(
  (cost) => `scrypt$${cost}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`,
);

describe('PINs', () => {
  it('a hash fits its PIN and no other, and a hash that cannot be read fits none', async () => {
    const hash = await hashPin(PIN, Buffer.alloc(16, 1));

    const fits = await Promise.all([
      isPin(PIN, hash),
      isPin('4712', hash),
      isPin('', hash),
      isPin(PIN, 'scrypt$…'),
      ...UNREADABLE.map((bad) => isPin(PIN, bad)),
    ]);

    expect(fits).toEqual([true, ...Array.from({ length: 3 + UNREADABLE.length }, () => false)]);
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w+/=]+\$[\w+/=]+$/);
  });

  it.each(['', '123', '12a4', ' 1234', '1'.repeat(65)])('"%s" cannot be one', (pin) => {
    expect(pinTrouble(pin)).not.toBeNull();
  });
});
