import { describe, expect, it } from 'vitest';
import {
  aesCipher,
  blowfishCipher,
  isAesKey,
  isMac,
  macOf,
  type Cipher,
} from '../../src/acquirers/computop/crypto.ts';
import {
  creditParameters,
  formOf,
  inquire24Parameters,
  inquireParameters,
  linkOf,
  paymentParameters,
  plainOf,
  readForm,
  reverseParameters,
  sendable,
  unsendable,
  type LinkOrder,
  type Parameters,
} from '../../src/acquirers/computop/messages.ts';
import {
  BLOWFISH_KEY,
  computopSample as sample,
  COMPUTOP_VECTORS as VECTORS,
  EUR19_99,
  HMAC_KEY,
  MERCHANT,
  PAY_ID,
  TRANS_ID,
} from '../vectors/computop/given-computop.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';

const LINK: LinkOrder = {
  ...{ transId: TRANS_ID, refNr: '0700000042', amount: EUR19_99, orderDesc: 'Till 7 order 42' },
  ...{ backUrl: 'https://pay.shop.example/b', notifyUrl: 'https://pay.shop.example/n/computop' },
  ...{ userData: '9fK2vQ7xPmT4sWcL8dRbEg', fxCurrency: 'EUR' },
  phone: { terminalType: 'WAP', osType: 'ANDROID' },
};
const PAYMENT = paymentParameters(MERCHANT, LINK);

const fromHex = (text: string): string => Buffer.from(text, 'hex').toString('latin1');
const values = (cipher: Cipher, text: string) => readForm(cipher, Buffer.from(text, 'latin1'));

describe('Computop › encryption', () => {
  // The published ones encrypt bytes that are no text; sealing takes any.
  it.each(VECTORS.blowfish.map((vector) => [vector.name, vector] as const))('Blowfish: %s', (_, vector) => {
    const { keyHex, plainHex, cipherHex } = vector;
    const cipher = blowfishCipher(fromHex(keyHex));

    expect(cipher.seal(fromHex(plainHex)).data.toLowerCase()).toBe(cipherHex);
  });

  it.each([
    ['zeros', 60, 7],
    ['PKCS#7', 60, 8],
    ['zeros and a block of 0x08', 60, 9],
  ])('Blowfish reads what was filled with %s', (_, len, at) => {
    const { plainHex } = VECTORS.blowfish[7]!;
    const data = VECTORS.blowfish[at]!.cipherHex;

    expect(blowfishCipher(BLOWFISH_KEY).read({ len: String(len), data })).toEqual({
      ok: true,
      value: fromHex(plainHex),
    });
  });

  it.each(VECTORS.aes.map((vector) => [vector.name, vector] as const))('AES: %s, both ways', (_, vector) => {
    const { key, ivHex, plain, len, data } = vector;
    const cipher = aesCipher(key, () => Buffer.from(ivHex, 'hex'));

    expect(isAesKey(key)).toBe(true);
    expect(cipher.seal(plain)).toEqual({ len: String(len), data });
    expect(cipher.read({ len: String(len), data: data.toLowerCase() })).toEqual({ ok: true, value: plain });
  });

  it('a fresh initial vector makes the same text another one every time', () => {
    const cipher = aesCipher('Till-AES-Key16-B');

    expect(cipher.seal('abc').data).not.toBe(cipher.seal('abc').data);
    expect(isAesKey('Till-AES-Key-15')).toBe(false);
  });

  it.each([
    ['odd hexadecimal', '9', '32a5d01ffd28536'],
    ['not whole blocks', '8', '32a5d01ffd28'],
    ['no hexadecimal', '8', '32a5d01ffd28536g'],
    ['a length beyond the text', '9', '32a5d01ffd285369'],
    ['a length two blocks short', '8', '32a5d01ffd28536932a5d01ffd28536932a5d01ffd285369'],
    ['no length', '', '32a5d01ffd285369'],
    ['nothing', '0', ''],
  ])('what cannot be read is refused: %s', (_, len, data) => {
    expect(blowfishCipher(BLOWFISH_KEY).read({ len, data }).ok).toBe(false);
  });

  it('a wrong password gives no text', () => {
    const sealed = blowfishCipher(BLOWFISH_KEY).seal(plainOf(PAYMENT));

    expect(blowfishCipher('Till-BF-Key-0017').read(sealed).ok).toBe(false);
  });

  it.each([
    ...VECTORS.mac.map(({ name, message, mac }) => [name, HMAC_KEY, message, mac] as const),
    ...VECTORS.publishedMac.map(({ key, message, mac }) => ['published', key, message, mac] as const),
  ])('MAC: %s', (_, key, message, mac) => {
    expect(macOf(key, message.split('*'))).toBe(mac);
  });

  it('a MAC is compared in either case, blanks at its end aside', () => {
    const { mac } = VECTORS.mac[0]!;

    expect([isMac(mac.toLowerCase(), mac), isMac(`${mac}  `, mac), isMac(mac.slice(1), mac)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isMac('', mac)).toBe(false);
  });
});

describe('Computop › requests', () => {
  const back = { payId: PAY_ID, refNr: '0700000042', amount: EUR19_99, transId: TRANS_ID };
  const REQUESTS: readonly (readonly [string, Parameters])[] = [
    ['inquire', inquireParameters(MERCHANT, PAY_ID, TRANS_ID)],
    ['inquire24', inquire24Parameters(MERCHANT, TRANS_ID)],
    ['reverse', reverseParameters(MERCHANT, { ...back, reqId: `${TRANS_ID}-V` })],
    [
      'credit',
      creditParameters(MERCHANT, {
        ...{ payId: PAY_ID, transId: `${TRANS_ID}-R1`, refNr: '0700000042R1', reason: 'Wrong size' },
        ...{ amount: givenAmount('EUR', '500'), reqId: `${TRANS_ID}-R1` },
      }),
    ],
  ];

  it.each(REQUESTS)('%s is that of the samples', (name, parameters) => {
    expect(plainOf(parameters)).toBe(sample(`${name}.request.plain.txt`));
    expect(formOf(MERCHANT, parameters)).toBe(sample(`${name}.request.form`));
    expect(unsendable(parameters)).toBeNull();
  });

  it('the link is that of the samples', () => {
    expect(plainOf(PAYMENT)).toBe(sample('payment.link.plain.txt'));
    expect(linkOf('https://www.computop-paygate.com/', MERCHANT, PAYMENT)).toBe(
      sample('payment.link.url.txt'),
    );
  });

  it('a browser names no system, and a till without a public address no address for notices', () => {
    const plain = plainOf(
      paymentParameters(MERCHANT, { ...LINK, phone: { terminalType: 'WEB' }, notifyUrl: null }),
    );

    expect(plain).toContain('terminalType=WEB&FxCurrency=EUR');
    expect(plain).not.toContain('URLNotify');
  });

  it('the PayID alone is signed with an empty TransID', () => {
    const { mac } = VECTORS.mac.find(({ name }) => name.startsWith('inquire.aspx, PayID only'))!;

    expect(plainOf(inquireParameters(MERCHANT, PAY_ID, null))).toBe(
      `MerchantID=pos_demo_shop&PayID=${PAY_ID}&MAC=${mac}`,
    );
  });

  it.each([
    ['Café Zürich', 'Cafe Zurich'],
    ['Tea & Co. = #1 100% +', 'Tea Co. 1 100'],
    ['珈琲 Shop\n2', 'Shop 2'],
    ['Ｔｅｓｔ：0000', 'Test:0000'],
    ['abcdef', 'abcde'],
  ])('a text travels in signs that every reader reads alike: %s', (text, sent) => {
    expect(sendable(text, text === 'abcdef' ? 5 : 99)).toBe(sent);
  });

  it.each([
    ['OrderDesc', { ...LINK, orderDesc: 'a&b' }],
    ['RefNr', { ...LINK, refNr: '1'.repeat(31) }],
    ['URLSuccess', { ...LINK, backUrl: 'https://pay.shop.example/b?x=1' }],
    ['Amount', { ...LINK, amount: givenAmount('JPY', '10000000000') }],
  ])('what would be read otherwise is found before it is sent: %s', (name, order) => {
    expect(unsendable(paymentParameters(MERCHANT, order))).toBe(name);
  });
});

describe('Computop › what comes', () => {
  it.each(VECTORS.messages.map((message) => [message.name, message] as const))(
    'is read and written alike: %s',
    (_, { plain, len, dataBlowfish }) => {
      expect(MERCHANT.cipher.seal(plain)).toEqual({ len: String(len), data: dataBlowfish });
      expect(MERCHANT.cipher.read({ len: String(len), data: dataBlowfish })).toEqual({
        ok: true,
        value: plain,
      });
    },
  );

  it.each([
    'credit.answer.done',
    'inquire.answer.not-final',
    'inquire.answer.paid',
    'inquire.answer.paid-short',
    'inquire.answer.part-credited',
    'notify.failed',
    'notify.paid',
    'reverse.answer.done',
    'reverse.answer.refused',
  ])('%s is read', (name) => {
    const pairs = sample(`${name}.plain.txt`)
      .split('&')
      .map((pair) => [pair.split('=')[0]!.toLowerCase(), pair.slice(pair.indexOf('=') + 1)] as const);

    expect(values(MERCHANT.cipher, sample(`${name}.form`))).toEqual({ ok: true, value: new Map(pairs) });
  });

  const sealed = (plain: string): string => {
    const { len, data } = MERCHANT.cipher.seal(plain);
    return `len=${len}&DATA=${data.toLowerCase()}`;
  };

  it('names in any case, values as they are, the unknown kept apart', () => {
    const read = values(MERCHANT.cipher, sealed('MID=a&pAYid=x=y%20z&Else=1'));

    expect(read).toEqual({
      ok: true,
      value: new Map([
        ['mid', 'a'],
        ['payid', 'x=y%20z'],
        ['else', '1'],
      ]),
    });
  });

  it.each([
    ['one name with two values', sealed('Status=OK&STATUS=FAILED')],
    ['not encrypted', 'mid=pos_demo_shop&Status=OK&Code=00000000'],
    ['too long', `Len=9&Data=${'0'.repeat(9000)}`],
    ['empty', ''],
  ])('what proves nothing is not read: %s', (_, text) => {
    expect(values(MERCHANT.cipher, text).ok).toBe(false);
  });

  it('the same value twice is one', () => {
    expect(values(MERCHANT.cipher, sealed('Status=OK&STATUS=OK')).ok).toBe(true);
  });

  it('ISO-8859-1 is read', () => {
    const read = values(MERCHANT.cipher, sealed('Description=Betrag ungültig'));

    expect(read.ok && read.value.get('description')).toBe('Betrag ungültig');
  });
});
