import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import type { Amount } from '../../src/ground/money/amount.ts';
import { PaymentLink } from '../../src/ground/payment-link.ts';
import { phoneLanguage } from '../../src/phone/language.ts';
import { answerPhone, isPhonePath, type PhoneDoor, type Tapped } from '../../src/phone/phone.ts';
import { pageHtml } from '../../drivers/sandbox/pages/html.ts';
import { PAGE_WORDS } from '../../drivers/sandbox/pages/words.ts';
import { PHONE_WORDS, type PhoneLanguage } from '../../src/phone/words.ts';
import { Bearers } from '../../src/till/bearers.ts';
import { PhoneTokens } from '../../src/till/phone-tokens.ts';

const ID = '92087517479738871434299001';
const AMOUNT = { currency: 'EUR', valueMinor: 1999 } as Amount;
const TOKEN = 'A'.repeat(44);

function doorOf(tapped: Tapped, shop = 'Kopi Corner'): PhoneDoor {
  return {
    shop,
    look: () => ({ kind: 'open', amount: AMOUNT }),
    tap: () => Promise.resolve(tapped),
    back: (token) => token === TOKEN,
  };
}

const request = {
  method: 'GET',
  path: `/p/${TOKEN}`,
  language: undefined,
  cookie: undefined,
  userAgent: undefined,
};
const GO: Tapped = { kind: 'go', link: new PaymentLink('https://pay.example/abc'), phone: 'x'.repeat(26) };

describe('The token of a phone’s page', () => {
  const tokens = new PhoneTokens('a secret of this till, long enough');

  it('names its attempt, and is good for its own use only', () => {
    const token = tokens.of('landing', ID);

    expect(tokens.read('landing', token)).toBe(ID);
    expect(tokens.read('back', token)).toBeNull();
    expect(new PhoneTokens('another till').read('landing', token)).toBeNull();
    expect(isPhonePath(`/p/${token}`)).toBe(true);
  });

  it('that was changed anywhere, cut or made longer is nobody’s', () => {
    const token = tokens.of('landing', ID);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, other) => {
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        fc.pre(changed !== token);
        return tokens.read('landing', changed) === null;
      }),
    );
  });
});

describe('The language of a phone', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['zh-TW,zh;q=0.9', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['nl;q=1, th;q=0.4, ja;q=0.5', 'ja'],
    ['th;q=0, ms', 'ms'],
    ['xx', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ] as const)('%s is answered in %s', (header, language) => {
    expect(phoneLanguage(header)).toBe(language);
  });
});

describe('A page for the phone', () => {
  it('quotes nothing of the shop as markup, and nothing of the request at all', async () => {
    const shop = '<script>alert(1)</script> & "Söhne"';
    const { body } = await answerPhone(doorOf(GO, shop), { ...request, language: '<b>de' }, true);

    expect(body).not.toContain('<script');
    expect(body).not.toContain('<b>');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Söhne&quot;');
  });

  it('loads nothing, may be framed by nobody, and is kept by nobody', async () => {
    const { headers } = await answerPhone(doorOf(GO), request, true);

    expect(headers['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self' https:; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  });

  it('sends the phone on with a cookie that only it has, over https alone in a shop', async () => {
    const { status, headers } = await answerPhone(doorOf(GO), { ...request, method: 'POST' }, true);

    expect(status).toBe(303);
    expect(headers['Location']).toBe('https://pay.example/abc');
    expect(headers['Set-Cookie']).toBe(
      `paycode-till-phone=${'x'.repeat(26)}; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  it('leads on to whatever address the acquirer wrote, as a header may bear it', async () => {
    const link = (url: string): Tapped => ({ kind: 'go', link: new PaymentLink(url), phone: 'x'.repeat(26) });
    const sent = (url: string) => answerPhone(doorOf(link(url)), { ...request, method: 'POST' }, true);

    const [far, cut, none] = [
      await sent('https://pay.example/支付?a=1\n'),
      await sent('https://päy.example'),
      await sent('2810'),
    ];

    expect(far.headers['Location']).toBe('https://pay.example/%E6%94%AF%E4%BB%98?a=1');
    expect(cut.headers['Location']).toBe('https://xn--py-via.example/');
    expect(none).toMatchObject({
      status: 200,
      headers: expect.not.objectContaining({ Location: expect.anything() }),
    });
  });

  it('a link that fits into no QR code is none', () => {
    const bearers = new Bearers();
    const link = (signs: string): PaymentLink => new PaymentLink(`https://pay.example/${signs}`);

    bearers.keepLink('long', link('x'.repeat(2933)));
    bearers.keepLink('longer', link('支'.repeat(1000)));

    expect([bearers.linkOf('long') === null, bearers.linkOf('longer')]).toEqual([false, null]);
    expect(() => create(link('x'.repeat(2933)).reveal(), { errorCorrectionLevel: 'L' })).not.toThrow();
  });

  it('has fewer than 30,000 bytes in every language, and every sentence there is', async () => {
    for (const language of Object.keys(PHONE_WORDS)) {
      const { body } = await answerPhone(doorOf(GO), { ...request, language }, true);
      expect(Buffer.byteLength(body)).toBeLessThan(30_000);
      expect(body).toContain(PHONE_WORDS[language as keyof typeof PHONE_WORDS].pay);
    }
  });

  it('to come back to says to look at the till, by GET and by POST; a HEAD gets no page', async () => {
    const back = { ...request, path: `/b/${TOKEN}` };
    const [get, post, head, stranger] = await Promise.all([
      answerPhone(doorOf(GO), back, true),
      answerPhone(doorOf(GO), { ...back, method: 'POST' }, true),
      answerPhone(doorOf(GO), { ...back, method: 'HEAD' }, true),
      answerPhone(doorOf(GO), { ...back, path: `/b/${'B'.repeat(44)}` }, true),
    ]);

    expect([get.status, post.status, head.status, stranger.status]).toEqual([200, 200, 200, 404]);
    expect(get.body).toContain('Please look at the till.');
    expect(post.body).toBe(get.body);
    expect(head.body + stranger.body).toBe('');
  });
});

describe('The page of a sandbox, for whoever plays the customer', () => {
  const SHOWN = { acquirer: 'Saferpay', currency: 'EUR', value: '1999', back: 'https://shop.example/b?"<x>' };

  it.each(Object.keys(PHONE_WORDS) as PhoneLanguage[])(
    '%s: says what it is, and each button what it does',
    (language) => {
      const words = PAGE_WORDS[language];
      const open = pageHtml({ ...SHOWN, state: 'open', action: '/pay/1' }, language);
      const paid = pageHtml({ ...SHOWN, state: 'paid' }, language);

      for (const said of [words.practice, words.pay, words.decline, words.leave])
        expect(open).toContain(said);
      for (const said of [words.practice, words.paid, words.back]) expect(paid).toContain(said);
      expect(open).toContain(`<html lang="${language}">`);
      expect(open + paid).not.toMatch(/<script|<x>/);
    },
  );
});
