import { describe, expect, it } from 'vitest';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { RefundSeen } from '../../src/payment/answers.ts';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { RM45_50 } from '../fakes/given-till.ts';
import { MINUTE_MS, REFUNDED, refused, SEEN, Shop, slugOf, UNKNOWN } from '../fakes/refund-shop.ts';

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

  it.each([
    ['technical', 'ACCESS_DENIED'],
    ['setUp', 'INVALID_CONTRACT'],
  ] as const)('a %s refusal is no end: it is tried again under the same id for ever', async (cls, code) => {
    const shop = await Shop.withPaidSale({ refund: [refused(code, cls)] });

    await shop.refund();
    await shop.till.clock.advance(24 * 60 * MINUTE_MS);
    const aDayLater = { states: shop.states, tries: shop.refundsSent.length };
    shop.till.gateway.answers({ refund: [REFUNDED] });
    await shop.till.clock.advance(MINUTE_MS);

    expect(aDayLater.states).toEqual(['pending']);
    expect(aDayLater.tries).toBeGreaterThan(1000);
    expect(shop.states).toEqual(['refunded']);
    expect(new Set(shop.refundsSent).size).toBe(1);
  });

  it('REFUND_AMOUNT_EXCEED after a try in doubt: a refund in the books without our id is not guessed to be this one', async () => {
    const listed = { refundId: 'RF-7', refundTime: '2026-01-05T17:00:00+08:00', status: 'done' } as const;
    const shop = await Shop.withPaidSale({ refund: [UNKNOWN, refused('REFUND_AMOUNT_EXCEED')] });

    await shop.refund({ value: '4550' });
    shop.till.gateway.answers({
      refund: [refused('REFUND_AMOUNT_EXCEED')],
      lookUp: [{ ...SEEN, refunds: [{ ...listed, amount: RM45_50 }] }],
    });
    await shop.till.clock.advance(2000);

    expect(shop.sale.refunds).toMatchObject([{ state: 'failed', reason: 'REFUND_AMOUNT_EXCEED' }]);
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

  it('is refunded under an id that says so; so is a payment that others have refunded too', async () => {
    const alone = await Shop.withPaidSale();
    const elsewhere: RefundSeen = {
      ...{ refundRequestId: 'R-OTHER', refundId: 'RF-9' },
      status: 'done',
      amount: { ...RM45_50, valueMinor: 500 as Minor },
    };
    const beside = await Shop.withPaidSale({ lookUp: [{ ...SEEN, refunds: [elsewhere] }] });

    await alone.refund();
    await alone.refund({ paymentRequestId: 'elsewhere' });
    await beside.refund();

    const ids = [...alone.refundsSent, ...beside.refundsSent];
    expect(ids.map((call) => call.includes('-x'))).toEqual([false, true, true]);
  });

  it('is not taken in where its refund is refused: nothing has changed', async () => {
    const shop = await Shop.withPaidSale();
    const elsewhere = { paymentRequestId: 'elsewhere' };
    const before = shop.till.journal.rows.length;

    const answers = [
      await shop.refund({ ...elsewhere, value: '4551' }),
      await shop.refund({ ...elsewhere, currency: 'USD' }),
      await shop.refund({ ...elsewhere, id: 'm2', value: '2001' }),
    ];

    expect(answers.map(slugOf)).toEqual(['refund-exceeds-payment', 'invalid-request', 'approver-refused']);
    expect(shop.till.terminal.book.recent(10)).toHaveLength(1);
    expect(shop.rowsOf('approvalRefused')).toHaveLength(shop.till.journal.rows.length - before);
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

describe('Requests side by side', () => {
  it('none waits for the answer of the acquirer to another one', async () => {
    const shop = await Shop.withPaidSale();
    const other = await shop.another('ORD-2');
    shop.till.gateway.hold();

    const answers = Promise.all([shop.refund(), other.refund()]);
    await shop.till.clock.advance(0);
    const asked = shop.till.gateway.verbs.filter((verb) => verb === 'lookUp');
    shop.till.gateway.letGo();

    expect(asked).toHaveLength(2);
    expect((await answers).map(slugOf)).toEqual(['ok', 'ok']);
  });

  it('with one Idempotency-Key they are one refund; with another body the later one is refused', async () => {
    const shop = await Shop.withPaidSale();
    shop.till.gateway.hold();

    const asked = Promise.all([
      shop.refund({ key: 'k-1' }),
      shop.refund({ key: 'k-1' }),
      shop.refund({ key: 'k-1', value: '1501' }),
    ]);
    await shop.till.clock.advance(0);
    shop.till.gateway.letGo();
    const answers = await asked;

    const ids = answers.flatMap((answer) => (answer.ok ? [answer.value.refundRequestId] : []));
    expect(answers.map(slugOf)).toEqual(['ok', 'ok', 'idempotency-mismatch']);
    expect(new Set(ids).size).toBe(1);
    expect(shop.refundsSent).toHaveLength(1);
  });

  it('what one manager may approve in a day counts them all', async () => {
    const shop = await Shop.withPaidSale();
    const other = await shop.another('ORD-2');
    shop.till.gateway.hold();

    const asked = Promise.all([
      shop.refund({ id: 'm2', value: '2000' }),
      other.refund({ id: 'm2', value: '1001' }),
    ]);
    await shop.till.clock.advance(0);
    shop.till.gateway.letGo();

    expect((await asked).map(slugOf)).toEqual(['ok', 'approver-refused']);
  });

  it('a payment that is voided while the acquirer is asked is not refunded as well', async () => {
    const shop = await Shop.withPaidSale({ cancel: [{ kind: 'confirmed' }] });
    shop.till.gateway.hold();

    const asked = shop.refund();
    await shop.till.clock.advance(0);
    await shop.till.cancel(shop.saleId);
    shop.till.gateway.letGo();

    expect(slugOf(await asked)).toBe('refund-refused');
    expect(shop.refundsSent).toEqual([]);
  });

  it('a manager who is locked out while the acquirer is asked approves nothing', async () => {
    const shop = await Shop.withPaidSale();
    shop.till.gateway.hold();

    const asked = shop.refund();
    await shop.till.clock.advance(0);
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '0000' });
    shop.till.gateway.letGo();

    expect(slugOf(await asked)).toBe('approver-locked');
    expect(shop.states).toEqual([]);
  });
});

describe('A payment that cannot stay as it is shown', () => {
  it('is refunded by a manager where the till owes it back and the acquirer refused to give it back', async () => {
    const shop = await Shop.withStuckSale();

    const tooMuch = await shop.refund({ value: '4551' });
    const answer = await shop.refund({ value: '4550' });
    const again = await shop.refund({ value: '1' });

    expect([tooMuch, answer, again].map(slugOf)).toEqual(['refund-exceeds-payment', 'ok', 'refund-refused']);
    expect(shop.states).toEqual(['refunded']);
  });

  it('is refunded also where another attempt speaks for its sale', async () => {
    const late = { kind: 'charged', charge: givenCharge(RM45_50, { paymentId: 'P-late' }) } as const;
    const shop = await Shop.withTwoAttempts();
    const [first, second] = shop.sale.attempts;
    const { terminal, gateway, clock } = shop.till;
    gateway.answers({
      cancel: [refused('PROCESS_FAIL')],
      inquire: [late],
      refund: [refused('PROCESS_FAIL')],
    });
    terminal.notified('alipayPlus', { by: 'id', paymentRequestId: first?.paymentRequestId ?? '' }, late);
    await clock.advance(MINUTE_MS);
    gateway.answers({ lookUp: [{ ...SEEN, charge: late.charge }], refund: [REFUNDED], inquire: [late] });

    const answer = await shop.refund({ paymentRequestId: first?.paymentRequestId ?? '', value: '4550' });

    expect(shop.sale.paymentRequestId).toBe(second?.paymentRequestId);
    expect(answer).toMatchObject({ ok: true, value: { paymentRequestId: first?.paymentRequestId } });
    expect(shop.sale.refundable).toMatchObject({ value: '4550' });
  });

  it.each([
    ['was reversed', { ...SEEN, reversed: true }],
    ['was never charged', { kind: 'notCharged', reason: { code: 'CLOSED', class: 'closed', say: 'no' } }],
  ] as const)('is not refunded where the acquirer says that it %s: it is asked about', async (_, look) => {
    const shop = await Shop.withPaidSale({ lookUp: [look] });
    const told: unknown[] = [];
    shop.till.terminal.tell = (paymentRequestId, change) => told.push({ paymentRequestId, change });

    const answer = await shop.refund();

    expect(answer).toMatchObject({ error: { slug: 'refund-refused', why: 'notPaid' } });
    expect(told).toEqual([{ paymentRequestId: shop.sale.paymentRequestId, change: { kind: 'questioned' } }]);
  });
});
