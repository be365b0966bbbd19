import { afterEach, describe, expect, it } from 'vitest';
import { openLink } from '../../drivers/sandbox/pages/phone.ts';
import { startComputopSandbox, type ComputopSandbox } from '../../drivers/sandbox/computop/server.ts';
import { blowfishCipher } from '../../src/acquirers/computop/crypto.ts';
import {
  creditParameters,
  formOf,
  inquire24Parameters,
  linkOf,
  PAGES,
  paymentParameters,
  readForm,
  reverseParameters,
  type LinkOrder,
  type Merchant,
  type OsType,
  type Parameters,
} from '../../src/acquirers/computop/messages.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { EUR19_99, MERCHANT } from '../vectors/computop/given-computop.ts';

let open: ComputopSandbox | null = null;
afterEach(() => open?.close());

async function given() {
  const clock = new ManualClock(0);
  const sandbox = (open = await startComputopSandbox({ port: 0, clock, merchant: MERCHANT }));
  return { sandbox, clock };
}

const ORDER: LinkOrder = {
  ...{ transId: 'T1', refNr: '1', amount: EUR19_99, orderDesc: 'Shop', userData: 'u', fxCurrency: 'EUR' },
  ...{ backUrl: 'https://pay.shop.example/b', notifyUrl: null, phone: { terminalType: 'WEB' } },
};
const link = ({ url }: ComputopSandbox, changes: Partial<LinkOrder> = {}, merchant: Merchant = MERCHANT) =>
  linkOf(url, merchant, paymentParameters(merchant, { ...ORDER, ...changes }));

/** What a call comes to: Status and Code, or how it could not be read. */
async function call({ url }: ComputopSandbox, page: string, parameters: Parameters, merchant = MERCHANT) {
  const response = await fetch(url + page, { method: 'POST', body: formOf(merchant, parameters) });
  const read = readForm(MERCHANT.cipher, new Uint8Array(await response.arrayBuffer()));
  return read.ok ? read.value : new Map([['why', read.error]]);
}
const stateIn = async (sandbox: ComputopSandbox, transId = 'T1') => {
  const values = await call(sandbox, PAGES.inquire24, inquire24Parameters(MERCHANT, transId));
  return ['status', 'amountcap', 'amountcred'].map((name) => values.get(name)).join(' ');
};
const back = (payId: string, reqId: string) => ({
  payId,
  transId: 'T1',
  refNr: '1',
  amount: EUR19_99,
  reqId,
});

describe('The sandbox of Computop', () => {
  it('knows nothing of a link before it is opened, and one payment until it is final', async () => {
    const { sandbox } = await given();
    const before = await stateIn(sandbox);

    await (await openLink(link(sandbox))).pay();

    expect(before.trim()).toBe('FAILED');
    expect(await stateIn(sandbox)).toBe('OK 1999 0');
    expect((await openLink(link(sandbox))).isOpen).toBe(false);
    expect(sandbox.books.payments).toHaveLength(1);
  });

  it('a link that is opened twice before it is paid may be paid twice', async () => {
    const { sandbox } = await given();
    const pages = [await openLink(link(sandbox)), await openLink(link(sandbox))];

    for (const page of pages) await page.pay();

    expect(sandbox.books.leftMinor('T1')).toBe(2 * 1999);
  });

  it('a page that was left is over after a quarter of an hour', async () => {
    const { sandbox, clock } = await given();
    const page = await openLink(link(sandbox));

    await clock.advance(15 * 60_000);
    await page.pay();

    expect(await stateIn(sandbox)).toBe('FAILED 0 0');
  });

  it.each([
    ['Test:0000', 'OK 1999 0'],
    [' TEST : 0305', 'FAILED 0 0'],
    ['Shop Test:0000', 'AUTHORIZE_REQUEST 0 0'],
  ])('an order called %s is %s as soon as it is opened', async (orderDesc, state) => {
    const { sandbox } = await given();

    await fetch(link(sandbox, { orderDesc }));

    expect(await stateIn(sandbox)).toBe(state);
  });

  it.each<[string, Partial<LinkOrder>, Merchant]>([
    ['a wrong MAC', {}, { ...MERCHANT, hmacKey: 'another' }],
    ['another password', {}, { ...MERCHANT, cipher: blowfishCipher('another') }],
    ['another merchant', {}, { ...MERCHANT, merchantId: 'other' }],
    ['no settlement currency', { fxCurrency: '' }, MERCHANT],
    ['an address with parameters', { backUrl: 'https://pay.shop.example/b?x' }, MERCHANT],
    ['a page on a phone of no system', { phone: { terminalType: 'WAP', osType: '' as OsType } }, MERCHANT],
  ])('opens no link with %s', async (_, changes, merchant) => {
    const { sandbox } = await given();

    const { status } = await fetch(link(sandbox, changes, merchant));

    expect([status, sandbox.books.payments.length]).toEqual([400, 0]);
  });

  it('answers a call with a wrong MAC by a refusal, and one that it cannot read in the clear', async () => {
    const { sandbox } = await given();
    const asked = (merchant: Merchant) =>
      call(sandbox, PAGES.inquire24, inquire24Parameters(merchant, 'T1'), merchant);

    const wrong = await asked({ ...MERCHANT, hmacKey: 'another' });
    const unreadable = await asked({ ...MERCHANT, cipher: blowfishCipher('another') });

    expect(wrong.get('code')).toBe('20120002');
    expect(unreadable.get('why')).toBe('it is not encrypted');
  });

  it('reverses the last step, whatever it was: a credit before the payment', async () => {
    const { sandbox } = await given();
    await (await openLink(link(sandbox))).pay();
    const { payId } = sandbox.books.payments[0]!;
    const reverse = (reqId: string) =>
      call(sandbox, PAGES.reverse, reverseParameters(MERCHANT, back(payId, reqId)));

    await call(
      sandbox,
      PAGES.credit,
      creditParameters(MERCHANT, { ...back(payId, 'R1'), transId: 'T1-R1', reason: '' }),
    );
    const credited = await stateIn(sandbox);
    await reverse('V1');
    const undone = await stateIn(sandbox);
    await reverse('V1');
    const repeated = await stateIn(sandbox);
    await reverse('V2');
    const reversed = await stateIn(sandbox);
    const over = await reverse('V3');

    expect([credited, undone, repeated, reversed]).toEqual([
      'OK 1999 1999',
      'OK 1999 0',
      'OK 1999 0',
      'OK 1999 1999',
    ]);
    expect(over.get('status')).toBe('FAILED');
  });
});
