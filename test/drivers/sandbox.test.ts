import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { OFFICE_FAULTS } from '../../drivers/sandbox/office/faults.ts';
import { FAULTS, type Fault } from '../../drivers/sandbox/faults.ts';
import { randomCode } from '../../drivers/sandbox/fresh-code.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { isCodeShaped } from '../../drivers/sandbox/wallets.ts';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { ManualClock } from '../fakes/manual-clock.ts';
import {
  callSandbox,
  CLIENT_ID,
  GATEWAY,
  givenSandbox,
  inWords,
  payBody,
  TILL,
  type Sending,
} from './sandbox-wire.ts';

const started: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

async function given(
  options: { readonly notifications?: boolean } = {},
): Promise<{ sandbox: Sandbox; clock: ManualClock }> {
  const made = await givenSandbox(options);
  started.push(made.sandbox);
  return made;
}

/** One line of a script: what is done, and what comes of it. */
type Script = readonly `${'pay' | 'late' | 'inquiry' | 'cancel' | 'refund' | 'wait'} ${string}`[];
const PAID = 'inquiry S SUCCESS';
const OPEN = 'U PAYMENT_IN_PROCESS';
const LOST = 'U UNKNOWN_EXCEPTION';
const CLOSED = 'inquiry F ORDER_IS_CLOSED';

/** What each fault looks like from outside, and what is charged at the end. */
const SCRIPTS: Readonly<Record<string, readonly [Script, 'charged' | 'free']>> = {
  none: [['pay S SUCCESS', PAID], 'charged'],
  'in-process-paid': [[`pay ${OPEN}`, `inquiry ${OPEN}`, PAID], 'charged'],
  'in-process-failed': [
    [`pay ${OPEN}`, `inquiry ${OPEN}`, 'inquiry F USER_PAYMENT_VERIFICATION_FAILED'],
    'free',
  ],
  'in-process-never': [[`pay ${OPEN}`, 'wait 600000', `inquiry ${OPEN}`, 'cancel S SUCCESS', CLOSED], 'free'],
  'in-process-expires': [[`pay ${OPEN}`, 'wait 59999', `inquiry ${OPEN}`, 'wait 1', CLOSED], 'free'],
  'unknown-paid': [[`pay ${LOST}`, `inquiry ${LOST}`, PAID], 'charged'],
  'unknown-failed': [[`pay ${LOST}`, `inquiry ${LOST}`, 'inquiry F USER_BALANCE_NOT_ENOUGH'], 'free'],
  'unknown-but-charged': [[`pay ${LOST}`, PAID], 'charged'],
  'u-storm': [[`pay ${LOST}`, ...Array<`inquiry ${string}`>(5).fill(`inquiry ${LOST}`)], 'free'],
  'u-storm-charged': [[`pay ${LOST}`, `inquiry ${LOST}`, `inquiry ${LOST}`], 'charged'],
  'charged-after-20s': [[`pay ${OPEN}`, 'wait 19999', `inquiry ${OPEN}`, 'wait 1', PAID], 'charged'],
  'charged-after-cancel': [[`pay ${OPEN}`, 'cancel S SUCCESS', CLOSED, 'wait 5000', PAID], 'charged'],
  'lost-request': [['pay broken', 'inquiry F ORDER_NOT_EXIST', 'pay S SUCCESS'], 'charged'],
  'lost-answer': [['pay broken', PAID, 'pay S SUCCESS'], 'charged'],
  'late-answer': [['late S SUCCESS', PAID], 'charged'],
  'late-request': [['late S SUCCESS', PAID], 'charged'],
  throttled: [
    [
      'pay U REQUEST_TRAFFIC_EXCEED_LIMIT',
      'inquiry F ORDER_NOT_EXIST',
      'pay U REQUEST_TRAFFIC_EXCEED_LIMIT',
      'pay S SUCCESS',
    ],
    'charged',
  ],
  'http-500': [['pay HTTP 500', PAID], 'charged'],
  'http-302': [['pay HTTP 302', PAID], 'charged'],
  'garbled-body': [['pay garbled', PAID], 'charged'],
  'wrong-signature': [['pay forged', PAID], 'charged'],
  'no-signature': [['pay unsigned', PAID], 'charged'],
  'oversized-body': [['pay oversized', PAID], 'charged'],
  'other-amount': [
    ['pay S SUCCESS of another amount', 'inquiry S SUCCESS of another amount', 'cancel S SUCCESS'],
    'free',
  ],
  'dated-90s-before': [['pay S SUCCESS', PAID], 'charged'],
  'dated-10min-before': [['pay S SUCCESS', PAID], 'charged'],
  'unreadable-amount': [['pay S SUCCESS of another amount', `${PAID} of another amount`], 'charged'],
  'other-payment-in-inquiry': [
    [`pay ${OPEN}`, `inquiry ${OPEN} of another payment`, 'inquiry S SUCCESS of another payment'],
    'charged',
  ],
  'order-not-exist-at-first': [
    [`pay ${LOST}`, ...Array<`inquiry ${string}`>(3).fill('inquiry F ORDER_NOT_EXIST'), PAID],
    'charged',
  ],
  'cancel-unknown': [
    ['pay S SUCCESS', ...Array<`cancel ${string}`>(3).fill(`cancel ${LOST}`), 'cancel S SUCCESS', CLOSED],
    'free',
  ],
  'cancel-lost-answer': [['pay S SUCCESS', 'cancel broken', CLOSED, 'cancel S SUCCESS'], 'free'],
  'cancel-too-late': [['pay S SUCCESS', 'cancel F CANCEL_WINDOW_EXCEED', PAID, 'refund S SUCCESS'], 'free'],
  'cancel-refused': [['pay S SUCCESS', 'cancel F PROCESS_FAIL', PAID], 'charged'],
  'refund-unknown': [
    ['pay S SUCCESS', ...Array<`refund ${string}`>(3).fill(`refund ${LOST}`), 'refund S SUCCESS'],
    'free',
  ],
  'refund-lost-answer': [['pay S SUCCESS', 'refund broken', 'refund S SUCCESS'], 'free'],
  'refund-refused': [['pay S SUCCESS', 'refund F PROCESS_FAIL', 'refund F PROCESS_FAIL'], 'charged'],
  'refund-too-late': [['pay S SUCCESS', 'refund F REFUND_WINDOW_EXCEED'], 'charged'],
  'refunds-without-our-id': [['pay S SUCCESS', 'refund S SUCCESS', PAID], 'free'],
  'held-inquiry': [['pay S SUCCESS'], 'charged'],
};

function scriptOf(fault: Fault): readonly [Script, 'charged' | 'free'] {
  const { outcome } = fault.plan;
  if (outcome?.kind !== 'refuse') return SCRIPTS[fault.id]!;
  return [[`pay F ${outcome.code}`, `inquiry F ${outcome.code}`], 'free'];
}

async function play(
  script: Script,
  { sandbox, clock }: { sandbox: Sandbox; clock: ManualClock },
  code: string,
  value: string,
): Promise<string[]> {
  const ids = { paymentRequestId: 'P-1' };
  const refund = { ...ids, refundRequestId: 'R-1', refundAmount: { currency: 'MYR', value } };
  const seen: string[] = [];
  for (const line of script) {
    const [act] = line.split(' ') as ['pay' | 'late' | 'inquiry' | 'cancel' | 'refund' | 'wait'];
    if (act === 'wait') {
      await clock.advance(Number(line.slice(5)));
      seen.push(line);
      continue;
    }
    const apis = {
      pay: 'pay',
      late: 'pay',
      inquiry: 'inquiryPayment',
      cancel: 'cancelPayment',
      refund: 'refund',
    } as const;
    const body = apis[act] === 'pay' ? payBody({}, code, value) : act === 'refund' ? refund : ids;
    const answer = callSandbox(sandbox.url, apis[act], body);
    if (act === 'late') {
      await clock.armed(10_000);
      await clock.advance(10_000);
    }
    seen.push(`${act} ${inWords(await answer, value)}`);
  }
  return seen;
}

describe('Every fault of the menu, on the wire', () => {
  it('the table of this test names every fault that is no plain refusal', () => {
    const plain = FAULTS.filter((fault) => fault.plan.outcome?.kind !== 'refuse').map((fault) => fault.id);

    expect(Object.keys(SCRIPTS).sort()).toEqual(plain.sort());
  });

  it('ids, endings and suffixes are unique, and no ending is that of a usual price', () => {
    const endings = FAULTS.flatMap((fault) => fault.amountEnding ?? []);

    expect(new Set(FAULTS.map((fault) => fault.id)).size).toBe(FAULTS.length);
    expect(new Set(endings).size).toBe(endings.length);
    expect(endings.filter((ending) => /[059]$/.test(ending))).toEqual([]);
  });

  const chosen = FAULTS.filter((fault) => fault.amountEnding !== undefined);

  it.each(chosen)('by amount …$amountEnding: $id', async (fault) => {
    const made = await given();
    const [script, end] = scriptOf(fault);
    const value = `4${fault.amountEnding!}`;

    const seen = await play(script, made, made.sandbox.freshCode(), value);

    expect(seen).toEqual(script);
    expect(made.sandbox.ledger.charges(made.clock.nowMs())[0]?.netMinor).toBe(
      end === 'charged' ? Number(value) : 0,
    );
  });

  it.each(chosen)('by code …$codeSuffix: $id', async (fault) => {
    const made = await given();
    const [script] = scriptOf(fault);

    const seen = await play(script, made, made.sandbox.faultCode(fault.id)!, '4550');

    expect(seen).toEqual(script);
  });

  it.each(FAULTS)('by control: $id', async (fault) => {
    const made = await given();
    made.sandbox.setFault({ id: fault.id });
    const [script, end] = scriptOf(fault);

    const seen = await play(script, made, made.sandbox.freshCode(), '4550');

    expect(seen).toEqual(script);
    expect(made.sandbox.ledger.charges(made.clock.nowMs())[0]?.netMinor).toBe(end === 'charged' ? 4550 : 0);
  });

  it('a fault of the wire can be set for another call, for so many calls', async () => {
    const made = await given();
    made.sandbox.setFault({ id: 'http-500', api: 'inquiryPayment', times: 2 });
    const script: Script = ['pay S SUCCESS', 'inquiry HTTP 500', 'inquiry HTTP 500', PAID];

    const seen = await play(script, made, made.sandbox.freshCode(), '4550');

    expect(seen).toEqual(script);
  });

  it('the wait of a late answer can be set', async () => {
    const { sandbox, clock } = await given();
    sandbox.setFault({ id: 'late-answer', waitMs: 700 });
    const answer = callSandbox(sandbox.url, 'pay', payBody({}, sandbox.freshCode()));
    await clock.armed(700);

    await clock.advance(700);

    expect(inWords(await answer, '4550')).toBe('S SUCCESS');
  });

  it('an answer is held until it is released, and what it tells is of before', async () => {
    const { sandbox } = await given();
    await callSandbox(sandbox.url, 'pay', payBody({}, sandbox.freshCode()));
    sandbox.setFault({ id: 'held-inquiry', times: 1 });
    const order: string[] = [];

    const held = callSandbox(sandbox.url, 'inquiryPayment', { paymentRequestId: 'P-1' }).then((answer) => {
      order.push('inquiry');
      return inWords(answer, '4550');
    });
    await callSandbox(sandbox.url, 'cancelPayment', { paymentRequestId: 'P-1' });
    order.push('cancel');
    await fetch(`${sandbox.url}/sandbox/release`, { method: 'POST' });

    expect(await held).toBe('S SUCCESS');
    expect(order).toEqual(['cancel', 'inquiry']);
  });

  it.each([
    ['dated-90s-before', '2026-01-05T16:58:30+08:00'],
    ['dated-10min-before', '2026-01-05T16:50:00+08:00'],
  ])('%s: pay and inquiry tell the same early time', async (id, time) => {
    const { sandbox } = await given();
    sandbox.setFault({ id });

    const paid = await callSandbox(sandbox.url, 'pay', payBody({}, sandbox.freshCode()));
    const asked = await callSandbox(sandbox.url, 'inquiryPayment', { paymentRequestId: 'P-1' });

    expect([paid, asked].map((answer) => JSON.parse(answer?.text ?? '') as unknown)).toMatchObject([
      { paymentTime: time },
      { paymentTime: time },
    ]);
  });

  it('refused-but-charged: the charge comes after its wait', async () => {
    const made = await given();
    made.sandbox.setFault({ id: 'refused-but-charged', waitMs: 700 });

    const seen = await play(
      ['pay F', 'wait 699', 'inquiry F', 'wait 1', 'inquiry S'],
      made,
      made.sandbox.freshCode(),
      '4550',
    );

    expect(seen).toEqual(['pay F PROCESS_FAIL', 'wait 699', 'inquiry F PROCESS_FAIL', 'wait 1', PAID]);
  });

  it('refunds-without-our-id: a refund is listed by its refundId alone', async () => {
    const { sandbox } = await given();
    sandbox.setFault({ id: 'refunds-without-our-id' });
    const refundAmount = { currency: 'MYR', value: '1500' };
    const ids = { paymentRequestId: 'P-1' };
    await callSandbox(sandbox.url, 'pay', payBody({}, sandbox.freshCode()));
    await callSandbox(sandbox.url, 'refund', { ...ids, refundRequestId: 'R-1', refundAmount });

    const asked = await callSandbox(sandbox.url, 'inquiryPayment', ids);

    expect(JSON.parse(asked?.text ?? '')).toMatchObject({
      transactions: [{ transactionAmount: refundAmount }],
    });
    expect(asked?.text).not.toContain('R-1');
  });

  it('a redirect names another place', async () => {
    const { sandbox } = await given();
    sandbox.setFault({ id: 'http-302' });

    const answer = await callSandbox(sandbox.url, 'pay', payBody({}, sandbox.freshCode()));

    expect(answer?.location).toBe('/sandbox/elsewhere');
  });

  it('a fault that decides about the wallet cannot be set for a cancel', async () => {
    const { sandbox } = await given();

    const set = sandbox.setFault({ id: 'in-process-paid', api: 'cancelPayment' });

    expect(set).toEqual({ ok: false, error: 'notForThisCall' });
  });
});

describe('What the gateway refuses (§2, §3, §4.1)', () => {
  const without = (path: string): object => {
    const body = payBody({}, '281001020000111122223333');
    const keys = path.split('.');
    const last = keys.pop()!;
    const inner = keys.reduce<object>((at, key) => (at as Record<string, object>)[key]!, body);
    Reflect.deleteProperty(inner, last);
    return body;
  };

  it.each([
    'order',
    'order.referenceOrderId',
    'order.orderDescription',
    'order.orderAmount',
    'order.merchant.merchantMCC',
    'order.merchant.store',
    'order.merchant.store.storeMCC',
    'paymentRequestId',
    'paymentAmount.currency',
    'paymentMethod.paymentMethodId',
    'paymentFactor.inStorePaymentScenario',
    'settlementStrategy',
  ])('PARAM_ILLEGAL: pay without %s', async (path) => {
    const { sandbox, clock } = await given();

    const answer = await callSandbox(sandbox.url, 'pay', without(path));

    expect(inWords(answer, '4550')).toBe('F PARAM_ILLEGAL');
    expect(sandbox.ledger.books(clock.nowMs())).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['an empty string', { splitSettlementId: '' }],
    ['a number', { splitSettlementId: 20 }],
    ['a boolean', { paymentFactor: { isInStorePayment: true, inStorePaymentScenario: 'PaymentCode' } }],
    ['an amount of zero', { paymentAmount: { currency: 'MYR', value: '0' } }],
    ['an amount with a point', { paymentAmount: { currency: 'MYR', value: '45.50' } }],
    ['rupiah that do not end in 00', { paymentAmount: { currency: 'IDR', value: '4550' } }],
    ['a time without offset', { paymentExpiryTime: '2026-01-05T17:01:00' }],
    ['a paymentRequestId of 65 characters', { paymentRequestId: 'P'.repeat(65) }],
  ])('PARAM_ILLEGAL: %s', async (_what, change) => {
    const { sandbox } = await given();

    const answer = await callSandbox(sandbox.url, 'pay', payBody(change, '281001020000111122223333'));

    expect(inWords(answer, '4550')).toBe('F PARAM_ILLEGAL');
  });

  it('null stands for a field that is left out', async () => {
    const { sandbox } = await given();

    const answer = await callSandbox(
      sandbox.url,
      'pay',
      payBody({ paymentNotifyUrl: null }, sandbox.freshCode()),
    );

    expect(inWords(answer, '4550')).toBe('S SUCCESS');
  });

  it.each<[string, Sending]>([
    ['INVALID_SIGNATURE', { privateKey: GATEWAY.privateKey }],
    ['INVALID_SIGNATURE', { sentBody: '{"paymentRequestId":"P-2"}' }],
    ['INVALID_SIGNATURE', { headers: { Signature: '' } }],
    ['KEY_NOT_FOUND', { headers: { Signature: 'algorithm=RSA256,keyVersion=7,signature=QUJD' } }],
    ['INVALID_CLIENT', { headers: { 'Client-Id': 'SOMEBODY' } }],
    ['MEDIA_TYPE_NOT_ACCEPTABLE', { headers: { 'Content-Type': 'text/plain' } }],
    ['METHOD_NOT_SUPPORTED', { method: 'GET' }],
  ])('%s, and says so under its own signature: %o', async (code, sending) => {
    const { sandbox } = await given();

    const answer = await callSandbox(sandbox.url, 'inquiryPayment', { paymentRequestId: 'P-1' }, sending);

    expect(inWords(answer, '4550')).toBe(`F ${code}`);
  });

  it('a body above 256 KiB breaks the connection', async () => {
    const { sandbox } = await given();

    const answer = await callSandbox(sandbox.url, 'inquiryPayment', {
      paymentRequestId: 'P'.repeat(300_000),
    });

    expect(answer).toBeNull();
  });

  it('NO_INTERFACE_DEF: a call that is not in the list', async () => {
    const { sandbox } = await given();

    const answer = await callSandbox(sandbox.url, 'noSuchCall', {});

    expect(inWords(answer, '4550')).toBe('F NO_INTERFACE_DEF');
  });
});

describe('Codes that wallets show', () => {
  it.each([24, 19, 18, 17] as const)('%i digits, taken by the gateway', async (length) => {
    const { sandbox } = await given();

    const code = sandbox.freshCode(length);

    expect(code).toHaveLength(length);
    expect(isCodeShaped(code)).toBe(true);
  });

  it('choose no fault by chance', () => {
    const suffixes = new Set(FAULTS.map((fault) => fault.codeSuffix));

    const codes = Array.from({ length: 5000 }, () => randomCode(24));

    expect(codes.filter((code) => suffixes.has(code.slice(-4)))).toEqual([]);
  });

  it('are dead a minute later', async () => {
    const made = await given();
    const code = made.sandbox.freshCode();
    await made.clock.advance(60_000);

    const seen = await play(['pay F EXPIRED_CODE'], made, code, '4550');

    expect(seen).toEqual(['pay F EXPIRED_CODE']);
  });
});

describe('Control calls', () => {
  async function ask(
    url: string,
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<[number, unknown]> {
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/sandbox/${path}`, init);
    return [answer.status, await answer.json()];
  }

  it('list the menu, set a fault and take it back', async () => {
    const made = await given();
    const { url } = made.sandbox;

    const menu = await ask(url, 'GET', 'faults');
    const set = await ask(url, 'POST', 'faults', { id: 'cancel-refused' });
    const cleared = await ask(url, 'DELETE', 'faults');
    const seen = await play(['pay S', 'cancel S'], made, made.sandbox.freshCode(), '4550');

    expect(menu).toMatchObject([
      200,
      { faults: [...FAULTS, ...OFFICE_FAULTS].map(({ id, say }) => ({ id, say })) },
    ]);
    expect([set[0], cleared[0]]).toEqual([200, 200]);
    expect(seen).toEqual(['pay S SUCCESS', 'cancel S SUCCESS']);
  });

  it('show a code, decide its payment and give the books without it', async () => {
    const made = await given();
    const { url } = made.sandbox;
    const [, shown] = await ask(url, 'POST', 'codes', { length: 24, fault: 'in-process-never' });
    const { code } = shown as { code: string };
    await play(['pay U'], made, code, '4550');

    const decided = await ask(url, 'POST', 'decide', { paymentRequestId: 'P-1', status: 'S' });
    const [status, books] = await ask(url, 'GET', 'books');

    expect(decided).toEqual([200, { decided: 'S' }]);
    expect([status, books]).toMatchObject([200, { charges: [{ netMinor: 4550, liveCharges: 1 }] }]);
    expect(JSON.stringify(books)).not.toContain(code);
  });

  it.each<[number, string, string, object | undefined]>([
    [404, 'POST', 'faults', { id: 'no-such' }],
    [400, 'POST', 'faults', { id: 'none', times: 0 }],
    [404, 'POST', 'codes', { fault: 'none' }],
    [404, 'POST', 'decide', { paymentRequestId: 'P-9', status: 'S' }],
    [404, 'POST', 'notify', { paymentRequestId: 'P-9' }],
    [404, 'GET', 'elsewhere', undefined],
  ])('%i: %s %s %o', async (expected, method, path, body) => {
    const { sandbox } = await given();

    const [status] = await ask(sandbox.url, method, path, body);

    expect(status).toBe(expected);
  });

  it('are not for web pages', async () => {
    const { sandbox } = await given();

    const [status] = await ask(sandbox.url, 'GET', 'books', undefined, { Origin: 'https://example.com' });

    expect(status).toBe(403);
  });
});

describe('Notifications (§4.5)', () => {
  /** A till's listener: checks what comes, acknowledges it signed, and hands it on. */
  async function givenListener(): Promise<{ url: string; heard: Promise<[boolean, unknown]> }> {
    let hear: (message: [boolean, unknown]) => void;
    const heard = new Promise<[boolean, unknown]>((resolve) => (hear = resolve));
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const ack = Buffer.from('{"result":{"resultCode":"SUCCESS","resultStatus":"S"}}');
        const time = '2026-01-05T17:00:01+08:00';
        const message = { method: 'POST' as const, uri: request.url ?? '', clientId: CLIENT_ID };
        const { ok } = verifySignature({
          ...message,
          time: String(request.headers['request-time']),
          body,
          header: String(request.headers['signature']),
          publicKeys: new Map([['1', GATEWAY.publicKey]]),
        });
        const signing = { ...message, time, body: ack, privateKey: TILL.privateKey, keyVersion: 1 };
        response.writeHead(200, { 'Response-Time': time, Signature: signatureHeader(signing) });
        response.end(ack);
        server.close();
        hear([ok, JSON.parse(body.toString('utf8'))]);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify?x=1`, heard };
  }

  it('tell of a final payment when asked, signed, and check the answer', async () => {
    const { sandbox } = await given();
    const listener = await givenListener();
    await callSandbox(sandbox.url, 'pay', payBody({ paymentNotifyUrl: listener.url }, sandbox.freshCode()));

    const told = await sandbox.notify('P-1');

    expect(told).toMatchObject({ ok: true, value: { status: 200, signed: true } });
    expect(await listener.heard).toMatchObject([
      true,
      { paymentRequestId: 'P-1', paymentResult: { resultStatus: 'S' }, paymentAmount: { value: '4550' } },
    ]);
  });

  it('are never sent of an undecided payment', async () => {
    const { sandbox } = await given();
    await callSandbox(sandbox.url, 'pay', payBody({}, sandbox.faultCode('in-process-never')!));

    const told = await sandbox.notify('P-1');

    expect(told).toEqual({ ok: false, error: 'notFinal' });
  });

  it('never leave the machine', async () => {
    const { sandbox } = await given();
    const away = { paymentNotifyUrl: 'https://relay.example/notify' };
    await callSandbox(sandbox.url, 'pay', payBody(away, sandbox.freshCode()));

    const told = await sandbox.notify('P-1');

    expect(told).toEqual({ ok: false, error: 'noLoopbackUrl' });
  });

  it('come by themselves where they are switched on, also for what time decides', async () => {
    const { sandbox, clock } = await given({ notifications: true });
    const listener = await givenListener();
    const body = payBody({ paymentNotifyUrl: listener.url }, sandbox.faultCode('charged-after-20s')!);
    await callSandbox(sandbox.url, 'pay', body);
    await clock.armed(20_000);

    await clock.advance(20_000);

    expect(await listener.heard).toMatchObject([true, { paymentResult: { resultStatus: 'S' } }]);
  });
});

describe('The sandbox alone', () => {
  async function run(args: readonly string[], onReady?: (line: string, end: () => void) => void) {
    const child = spawn(process.execPath, ['drivers/sandbox/alone.ts', ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      if (stdout.endsWith('\n')) onReady?.(stdout, () => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout, stderr };
  }

  it('writes keys and a config that a till accepts, says so in one line, and ends with 0', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    let config = '';
    let modes: number[] = [];

    const { code, stdout } = await run(['--port', '0', '--dir', dir], (_line, end) => {
      config = readFileSync(join(dir, 'till.json'), 'utf8');
      modes = ['till.json', 'keys/till.pem', 'keys/sandbox.pem'].map(
        (name) => statSync(join(dir, name)).mode,
      );
      end();
    });
    rmSync(dir, { recursive: true });

    const ready = JSON.parse(stdout) as { url: string };
    expect(code).toBe(0);
    expect(ready).toEqual({ event: 'ready', url: ready.url, dir, config: join(dir, 'till.json') });
    expect(parseConfig(config)).toMatchObject({
      ok: true,
      value: { gateways: { alipayPlus: { baseUrl: ready.url } } },
    });
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  });

  it('keeps the keys that are there, and what was changed in the config', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const keys: string[] = [];
    const keep = (_line: string, end: () => void): void => {
      keys.push(readFileSync(join(dir, 'keys/till.pem'), 'utf8'));
      end();
    };

    await run(['--port', '0', '--dir', dir], keep);
    const changed = readFileSync(join(dir, 'till.json'), 'utf8').replace('Kopi', 'Teh');
    writeFileSync(join(dir, 'till.json'), changed);
    await run(['--port', '0', '--dir', dir], keep);
    const kept = readFileSync(join(dir, 'till.json.bak'), 'utf8');
    rmSync(dir, { recursive: true });

    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(kept).toBe(changed);
  });

  it('writes nothing over the config of a real till', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const config = JSON.stringify({ gateways: { shop: { baseUrl: 'https://gateway.example' } } });
    writeFileSync(join(dir, 'till.json'), config);

    const { code, stderr } = await run(['--port', '0', '--dir', dir]);
    const left = [readdirSync(dir), readFileSync(join(dir, 'till.json'), 'utf8')];
    rmSync(dir, { recursive: true });

    expect(code).toBe(2);
    expect(stderr).toContain('name another folder');
    expect(left).toEqual([['till.json'], config]);
  });

  it.each([[['--port', 'x', '--dir', 'y']], [['--port', '1']], [['--what']]])(
    'ends with 2 and words on %j',
    async (args) => {
      const { code, stdout, stderr } = await run(args);

      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('usage: sandbox --port');
    },
  );
});
