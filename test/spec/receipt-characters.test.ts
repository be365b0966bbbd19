import { describe, expect, it } from 'vitest';
import { escposOf } from '../../src/receipt/escpos.ts';
import { fitToCharset, hasGlyph } from '../../src/receipt/glyphs.ts';
import { CHARSETS, PROFILES, profileOf } from '../../src/receipt/profiles.ts';
import { receiptOf } from '../../src/receipt/receipt.ts';
import { givenFacts, INK, onPaper } from '../fakes/given-receipt.ts';

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('Characters that a printer lacks', () => {
  it('are printed as a picture of their line, never as a question mark', () => {
    const receipt = receiptOf(givenFacts({ charge: { walletBrandName: '東京 Pay' } }));

    const text = latin(escposOf(receipt, PROFILES['generic-80mm'], INK));

    expect(text).toContain('\x1dv0');
    expect(text).not.toContain('Paid with');
  });

  it.each([
    ['xprinter-gbk', undefined, '支付宝 ￥', 'cp936'],
    ['bixolon-ks', undefined, '카카오페이', 'cp949'],
    ['epson-tm-t20iii', 'shiftjis', 'ペイ東京', 'shiftjis'],
    ['epson-tm-t20iii', undefined, 'Zażółć Größe Привет €', undefined],
  ] as const)('%s with charset %s prints %s', (name, charset, walletBrandName, multibyte) => {
    const profile = profileOf(name, { charset });
    if (!profile.ok) throw new Error(profile.error.say);

    expect(onPaper({ charge: { walletBrandName } }, profile.value, multibyte).lines).toContain(
      `Paid with ${walletBrandName}`,
    );
  });

  it.each([
    ['cp437', '“Café” – ‘n’ · …', '"Café" - \'n\' · ...'],
    ['cp936', '¥5\u00a0\u202f…', '￥5  …'],
    ['shiftjis', 'a\\b ¥ · 〜', 'a＼b ￥ ・ ～'],
    ['cp437', 'a\u200bb\u00ad\ufeff', 'ab'],
    ['cp1252', 'Cafe\u0301', 'Café'],
  ] as const)('%s: %j is printed as %j, read alike', (charset, text, expected) => {
    expect(fitToCharset(text, charset)).toEqual({ text: expected, missing: [] });
  });

  it.each([
    ['ksc5601', '똠'],
    ['gb18030', 'ế'],
    ['cp936', '€'],
    ['big5', '汉'],
    ['tis620', 'é'],
    ['multilingual', '🙂'],
  ] as const)('%s has no sure glyph for %s', (charset, text) => {
    expect(fitToCharset(text, charset).missing).toEqual([...new Set(text)]);
  });

  it('what is said to have a glyph is never printed as a question mark, in any charset', () => {
    const missed: string[] = [];

    for (const charset of CHARSETS) {
      const profile = { ...PROFILES['epson-tm-t20iii'], charset };
      const letters = Array.from({ length: 0x500 }, (_, index) => String.fromCodePoint(0xa1 + index))
        .filter(
          (character) => fitToCharset(character, charset).text === character && hasGlyph(character, charset),
        )
        .join('');
      const line = { kind: 'centred', text: letters, size: 'plain', strong: false } as const;
      const text = latin(escposOf([line], profile, INK));
      if (text.includes('?') || text.includes('\x1dv0')) missed.push(charset);
    }

    expect(missed).toEqual([]);
  });

  it('a charset that no printer has is refused by name', () => {
    expect(profileOf('generic-58mm', { charset: 'utf8' })).toMatchObject({
      ok: false,
      error: { kind: 'unknownCharset' },
    });
  });
});
