import { describe, expect, it } from 'vitest';
import { drawPaper } from '../../src/receipt/paper.ts';
import { escposOf } from '../../src/receipt/escpos.ts';
import { PROFILES, profileOf, type PrinterProfile } from '../../src/receipt/profiles.ts';
import type { Receipt } from '../../src/receipt/receipt.ts';
import { readEscpos, type Wakes } from '../fakes/escpos-reader.ts';
import { INK } from '../fakes/given-receipt.ts';

/** Printers as they are found: set for China, for Germany with small letters, for Norway and to the right. */
const WAKES: readonly (readonly [string, Wakes])[] = [
  ['in two-byte mode', { page: 0, wide: true, nationalSet: 0, font: 0, align: 0 }],
  ['in German, in font B', { page: 17, wide: false, nationalSet: 2, font: 1, align: 0 }],
  ['in Norwegian, to the right', { page: 1, wide: true, nationalSet: 9, font: 1, align: 2 }],
  ['in British', { page: 5, wide: false, nationalSet: 3, font: 0, align: 1 }],
];
const SIGNS = '$ # @ [ ] { } ^ | `';

function receiptOf(...texts: readonly string[]): Receipt {
  return texts.map((text) => ({ kind: 'pair', label: text, value: '|', strong: false }));
}

function numbered(own: Parameters<typeof profileOf>[1]): PrinterProfile {
  const profile = profileOf('generic-80mm', own);
  if (!profile.ok) throw new Error(profile.error.say);
  return profile.value;
}

describe('The state of a printer is set, not assumed', () => {
  const PRINTERS = [
    [PROFILES['generic-80mm'], undefined, 'Größe é ñ ř Привет €'],
    [PROFILES['generic-58mm'], undefined, 'Größe é ñ'],
    [PROFILES['star-escpos'], undefined, 'Größe é ñ'],
    [PROFILES['xprinter-gbk'], 'cp936', '支付宝 é'],
    [PROFILES['bixolon-ks'], 'cp949', '카카오페이'],
    [numbered({ charset: 'shiftjis' }), 'shiftjis', 'ペイ東京'],
    [numbered({ charset: 'cp852' }), undefined, 'Zażółć'],
  ] as const;
  const cases = PRINTERS.flatMap(([profile, multibyte, accents]) =>
    WAKES.map(([how, wakes]) => ({ how, wakes, profile, multibyte, accents, name: profile.name })),
  );

  it.each(cases)(
    '$name that wakes up $how prints $accents as written',
    ({ profile, multibyte, accents, wakes }) => {
      const bytes = escposOf(receiptOf(SIGNS, accents), profile, INK);

      const paper = readEscpos(bytes, multibyte, wakes);

      expect(paper.lines.map((line) => line.replace(/ +\|$/, '')).slice(0, 2)).toEqual([SIGNS, accents]);
      expect([paper.otherFont, paper.aligns.slice(0, 2)]).toEqual([false, [0, 0]]);
    },
  );

  it.each(Object.values(PROFILES))(
    '$name: every job sets all of it, after the reset and before any letter',
    (profile) => {
      const text = Buffer.from(escposOf(receiptOf('A'), profile, INK)).toString('latin1');

      const head = text.slice(0, text.indexOf('A '));

      expect(head.startsWith('\x1b@')).toBe(true);
      for (const command of ['\x1bR', '\x1bM', '\x1ba', '\x1bt']) expect(head).toContain(command);
      expect(head.includes('\x1c.') || head.includes('\x1c&')).toBe(true);
    },
  );
});

describe("A maker's own numbers", () => {
  it('of code pages and of the national set are sent, and drawn by', () => {
    const profile = numbered({ codePages: { cp1252: 13, cp866: 7 }, nationalSet: 16 });

    const bytes = escposOf(receiptOf('Größe €', 'Привет'), profile, INK);

    const text = Buffer.from(bytes).toString('latin1');
    expect([text.includes('\x1bR\x10'), text.includes('\x1bt\x0d'), text.includes('\x1bt\x07')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([text.includes('\x1bt\x10'), text.includes('\x1bt\x11')]).toEqual([false, false]);
    expect(drawPaper(bytes, profile, INK.font).ok).toBe(true);
  });

  it.each([
    ['a page that nobody knows', { codePages: { cp1250: 3 } }, 'unknownPage', 'codePages'],
    ['a set of pages that is no page', { codePages: { multilingual: 3 } }, 'unknownPage', 'codePages'],
    ['one number for two pages', { codePages: { cp858: 0 } }, 'samePage', 'codePages'],
    [
      'three pages under two numbers',
      { codePages: { cp1252: 4, cp866: 5, cp858: 4 } },
      'samePage',
      'codePages',
    ],
    ['a charset that no printer has', { charset: 'utf8' }, 'unknownCharset', 'charset'],
  ] as const)('%s is refused, with its place in the config', (_, own, kind, at) => {
    expect(profileOf('generic-80mm', own)).toMatchObject({ ok: false, error: { kind, at } });
  });
});
