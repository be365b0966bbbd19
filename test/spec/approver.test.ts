import { describe, expect, it } from 'vitest';
import { Approver, type ApprovalRequest } from '../../src/till/manager/approver.ts';
import { PinChecks } from '../../src/till/staff/pin-checks.ts';
import { takenIn } from '../../src/till/door.ts';
import { refuse } from '../../src/contract/problems.ts';
import { hashPin, isPin, pinTrouble } from '../../src/staff/pin.ts';
import { RM45_50 } from '../fakes/given-till.ts';
import { plainHash, PLAIN_PINS } from '../fakes/plain-pins.ts';
import { MINUTE_MS, PIN, Shop, slugOf } from '../fakes/refund-shop.ts';

const HOUR_MS = 60 * MINUTE_MS;

const TOO_MUCH = refuse({
  slug: 'refund-exceeds-payment',
  detail: 'Too much.',
  refundable: { currency: 'MYR', value: '0' },
});

describe('Approval (interface section 3)', () => {
  it('a payment code that was scanned into the reason is refused, and kept nowhere', async () => {
    const shop = await Shop.withPaidSale();
    const answer = takenIn('requestRefund', {
      params: {},
      body: {
        paymentRequestId: shop.sale.paymentRequestId ?? '',
        amount: { currency: 'MYR', value: '1500' },
        reason: 'size 281001020000000000001234',
        approver: { id: 'm1', pin: PIN },
      },
    });

    expect(answer).toMatchObject({
      ok: false,
      error: { slug: 'invalid-request', field: 'reason' },
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

  it('a wrong PIN and an unknown manager are refused in the same words; only the known one is kept', async () => {
    const shop = await Shop.withPaidSale();

    const answers = [await shop.refund({ pin: '0000' }), await shop.refund({ id: 'nobody' })];

    expect(answers.map(slugOf)).toEqual(['approver-refused', 'approver-refused']);
    expect(answers[0]).toEqual(answers[1]);
    expect(shop.till.journal.rows.filter((row) => row.includes('approvalRefused'))).toHaveLength(1);
    expect(shop.till.journal.rows.join('\n')).not.toMatch(/0000"|471147/);
  });

  it('a right PIN with a blank, or in digits of another script, is a wrong one, and counts as one', async () => {
    const shop = await Shop.withPaidSale();

    const answers = [];
    for (const pin of [' 471147', '471147 ', '４７１１４７', '٤٧١١٤٧'])
      answers.push(slugOf(await shop.refund({ pin })));

    expect(answers).toEqual(Array(4).fill('approver-refused'));
    expect(shop.till.journal.rows.filter((row) => row.includes('approvalRefused'))).toHaveLength(4);
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

    expect(locked).toMatchObject({ error: { slug: 'approver-locked', retryAfterSeconds: 60 } });
    expect([stillLocked, sixth, after4, seventh, after14, right].map(slugOf)).toEqual([
      'approver-locked',
      'approver-refused',
      'approver-locked',
      'approver-refused',
      'approver-locked',
      'ok',
    ]);
  });

  it('the try that begins a lock-out says so at once, and how long it lasts', async () => {
    const shop = await Shop.withPaidSale();
    const answers = [];

    for (let time = 0; time < 5; time += 1) answers.push(await shop.refund({ pin: '0000' }));

    expect(answers.map(slugOf)).toEqual(Array.from({ length: 5 }, () => 'approver-refused'));
    const seconds = answers.map((answer) => ('error' in answer ? answer.error : {})).map(inSeconds);
    expect(seconds).toEqual([undefined, undefined, undefined, undefined, 60]);
  });

  it('a right PIN ends the row of wrong ones', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 4; tries += 1) await shop.refund({ pin: '0000' });

    await shop.refund({ value: '1' });
    await shop.refund({ pin: '0000' });

    expect(slugOf(await shop.refund({ value: '1' }))).toBe('ok');
  });

  it('wrong PINs of all people of a till come out of one budget of ten an hour, and a right PIN clears nothing', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 4; tries += 1) await shop.refund({ pin: '000000' });
    await shop.refund({ value: '1' });
    for (let tries = 0; tries < 4; tries += 1) await shop.refund({ pin: '000000', id: 'm2' });
    await shop.refund({ value: '1', id: 'm2' });
    await shop.refund({ pin: '000000' });
    const tenth = await shop.refund({ pin: '000000', id: 'm2' });

    const spent = [await shop.refund({ value: '1' }), await shop.refund({ value: '1', id: 'm2' })];
    await shop.till.clock.advance(HOUR_MS - 1);
    const before = await shop.refund({ value: '1' });
    await shop.till.clock.advance(1);
    const after = await shop.refund({ value: '1' });

    expect([tenth, ...spent, before, after].map(slugOf)).toEqual([
      'approver-refused',
      ...['approver-locked', 'approver-locked', 'approver-locked'],
      'ok',
    ]);
    expect(spent[0]).toMatchObject({ error: { retryAfterSeconds: 3600 } });
  });

  it('the next approver is told of the wrong PINs before, also after a restart', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 3; tries += 1) await shop.refund({ pin: '000000', id: 'm2' });
    await shop.till.clock.advance(5 * HOUR_MS);
    shop.restart();

    const told = [await shop.refund({ value: '1' }), await shop.refund({ value: '1' })];

    expect(told).toMatchObject([{ value: { wrongTriesBefore: 3 } }, { value: { wrongTriesBefore: 0 } }]);
  });

  it('neither a restart nor a clock that was set shortens a lock; one that is over stays over', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '000000' });
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '000000', id: 'm2' });

    shop.restartAt(shop.till.clock.nowMs() + 48 * HOUR_MS);
    const ahead = await shop.refund();
    shop.restartAt(shop.till.clock.nowMs() - 96 * HOUR_MS);
    const behind = await shop.refund();
    await shop.till.clock.advance(HOUR_MS + 1000);
    shop.restart();
    const over = await shop.refund({ pin: '000000' });

    expect([ahead, behind, over].map(slugOf)).toEqual([
      'approver-locked',
      'approver-locked',
      'approver-locked',
    ]);
    expect([ahead, behind, over]).toMatchObject([
      { error: { retryAfterSeconds: 3600 } },
      { error: { retryAfterSeconds: 3600 } },
      // Only the person's own lock: the till's budget is known to be fresh.
      { error: { retryAfterSeconds: 60 } },
    ]);
  });

  it('a call that is locked out writes no row, nor does an id that nobody has', async () => {
    const shop = await Shop.withPaidSale();
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '000000' });
    const rows = shop.till.journal.rows.length;

    await shop.refund();
    await shop.refund({ id: 'nobody' });

    expect(shop.till.journal.rows).toHaveLength(rows);
  });

  it('a manager with a PIN of less than six digits is told so, and approves nothing', async () => {
    const managers = [{ id: 'm1', name: 'Aisyah', pin: plainHash('4711') }];
    const shop = await Shop.withPaidSale();
    shop.restart(undefined, { managers });

    const answer = await shop.refund({ pin: '4711' });

    expect(answer).toMatchObject({ error: { slug: 'approver-refused', why: 'shortPin' } });
    expect(shop.states).toEqual([]);
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

describe('The check of PINs', () => {
  it('is one after the other for the whole till, and nothing else waits in that turn', async () => {
    const { till } = await Shop.withPaidSale();
    const open: (() => void)[] = [];
    const pins = { fits: () => new Promise<boolean>((tell) => open.push(() => tell(true))) };
    const { config, clock, terminal } = till;
    const approver = new Approver({ config, clock, terminal, pinChecks: new PinChecks(pins, false) });

    const first = approver.identify(givenRequest('m1'));
    const second = approver.identify(givenRequest('m2'));
    await clock.advance(0);
    const atOnce = open.length;
    open[0]?.();
    await first;
    await clock.advance(0);
    const afterwards = open.length;
    open[1]?.();

    expect([atOnce, afterwards]).toEqual([1, 2]);
    expect([await first, await second]).toMatchObject([
      { value: { manager: { id: 'm1' } } },
      { value: { manager: { id: 'm2' } } },
    ]);
  });

  it('of an id that nobody has costs the same, and holds up no real approval', async () => {
    const { till } = await Shop.withPaidSale();
    const open: (() => void)[] = [];
    const pins = { fits: () => new Promise<boolean>((tell) => open.push(() => tell(true))) };
    const { config, clock, terminal } = till;
    const approver = new Approver({ config, clock, terminal, pinChecks: new PinChecks(pins, false) });

    const strangers = [approver.identify(givenRequest('x1')), approver.identify(givenRequest('x2'))];
    const real = approver.identify(givenRequest('m1'));
    await clock.advance(0);
    const atOnce = open.length;
    open[1]?.();
    const known = await real;
    open[0]?.();
    await strangers[0];
    await clock.advance(0);
    open[2]?.();

    expect(atOnce).toBe(2);
    expect(known).toMatchObject({ ok: true });
    expect(await Promise.all(strangers)).toMatchObject([
      { error: { slug: 'approver-refused', why: 'pin' } },
      { error: { slug: 'approver-refused', why: 'pin' } },
    ]);
  });

  it('that breaks does not keep the next one from its turn', async () => {
    const { till } = await Shop.withPaidSale();
    const answers = [Promise.reject(new Error('no memory')), Promise.resolve(true)];
    const pins = { fits: () => answers.shift() ?? Promise.resolve(false) };
    const { config, clock, terminal } = till;
    const approver = new Approver({ config, clock, terminal, pinChecks: new PinChecks(pins, false) });

    const broken = approver.identify(givenRequest('m1'));
    const next = approver.identify(givenRequest('m1'));

    await expect(broken).rejects.toThrow('no memory');
    expect(await next).toMatchObject({ ok: true });
  });

  it('tried side by side, wrong PINs lock as they do one by one', async () => {
    const shop = await Shop.withPaidSale();

    const answers = await Promise.all(Array.from({ length: 7 }, () => shop.refund({ pin: '0000' })));

    expect(answers.map(slugOf)).toEqual([
      ...Array.from({ length: 5 }, () => 'approver-refused'),
      ...Array.from({ length: 2 }, () => 'approver-locked'),
    ]);
  });

  it('a right PIN that was found before a lock-out, and refused for its amount after it, opens nothing', async () => {
    const shop = await Shop.withPaidSale();
    const { config, clock, terminal } = shop.till;
    const approver = new Approver({ config, clock, terminal, pinChecks: new PinChecks(PLAIN_PINS, false) });
    const early = await approver.identify(givenRequest('m1'));
    for (let tries = 0; tries < 5; tries += 1) await shop.refund({ pin: '0000' });

    approver.refuse(givenRequest('m1'), 'amount', TOO_MUCH);
    const next = await shop.refund();

    expect(early).toMatchObject({ ok: true });
    expect(slugOf(next)).toBe('approver-locked');
  });

  it('a refusal is kept with the payment and the amount that were asked for', async () => {
    const { till } = await Shop.withPaidSale();
    const { config, clock, terminal, journal } = till;
    const approver = new Approver({ config, clock, terminal, pinChecks: new PinChecks(PLAIN_PINS, false) });

    await approver.identify({ ...givenRequest('m1'), approver: { id: 'm1', pin: '0000' } });

    expect(JSON.parse(journal.rows.at(-1) ?? '')).toMatchObject({
      kind: 'approvalRefused',
      approverId: 'm1',
      paymentRequestId: 'PR-1',
      amount: RM45_50,
      why: 'pin',
    });
  });
});

function givenRequest(id: string): ApprovalRequest {
  return { approver: { id, pin: PIN }, paymentRequestId: 'PR-1', amount: RM45_50 };
}

/** Hashes of costs that scrypt itself refuses. */
const UNREADABLE = ['3$8$1', '0$8$1', '32768$0$1', '32768$8$x', '1048576$8$1', '32768$99999$1'].map(
  (cost) => `scrypt$${cost}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`,
);

describe('PINs', () => {
  it('a hash fits its PIN and no other, and a hash that cannot be read fits none', async () => {
    const hash = await hashPin(PIN, Buffer.alloc(16, 1));

    const fits = await Promise.all([
      isPin(PIN, hash),
      isPin('471247', hash),
      isPin('', hash),
      isPin(PIN, 'scrypt$…'),
      ...UNREADABLE.map((bad) => isPin(PIN, bad)),
    ]);

    expect(fits).toEqual([true, ...Array.from({ length: 3 + UNREADABLE.length }, () => false)]);
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w+/=]+\$[\w+/=]+$/);
  });

  it.each(['', '123', '12a4', ' 1234', '1'.repeat(65)])('"%s" cannot be one', (pin) => {
    expect(pinTrouble(pin, 4)).not.toBeNull();
  });
});

function inSeconds(problem: object): unknown {
  return Reflect.get(problem, 'retryAfterSeconds');
}
