import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { readSettings } from '../../electron/settings.ts';
import { NOTHING_SOUGHT, queriesOf } from '../../renderer/manager/search.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { readingOf } from '../../src/acquirers/report-form.ts';
import { argumentTrouble, decodedText } from '../../src/ground/outside-text.ts';
import { jsonFaultAt } from '../../src/ground/json-place.ts';
import { parseReport } from '../../src/reconcile/report.ts';
import { agentConfig, AGENT_KEYS } from '../fakes/agent-folder.ts';

const BOM = '\ufeff';
const folder = mkdtempSync(join(tmpdir(), 'till-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The faults of a config file with these bytes; empty where the till would start with it. */
function faultsOf(bytes: string | Uint8Array, key: string | Uint8Array = PRIVATE): string[] {
  const file = join(folder, 'till.json');
  writeFileSync(file, bytes);
  writeFileSync(join(folder, 'till.pem'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'gateway.pub.pem'), PUBLIC);
  const read = readSettings(file);
  return read.ok ? [] : read.error.map(({ path, why }) => `${path}: ${why.replaceAll(folder, '')}`);
}

const PRIVATE = AGENT_KEYS.till.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = AGENT_KEYS.gateway.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const CONFIG = JSON.stringify(agentConfig('https://gateway.example')).replaceAll('keys/', '');

/** The config with one text in another's place. */
const changed = (from: string, to: string): string => {
  expect(CONFIG).toContain(JSON.stringify(from));
  return CONFIG.replace(JSON.stringify(from), JSON.stringify(to));
};

describe('Text from outside › files that people make', () => {
  it('a byte order mark at the head of the config or of a key is passed over', () => {
    expect(faultsOf(CONFIG)).toEqual([]);
    expect(faultsOf(BOM + CONFIG)).toEqual([]);
    expect(faultsOf(CONFIG, BOM + PRIVATE)).toEqual([]);
  });

  it('what is not UTF-8 is refused by the name of the file, and nothing is guessed', () => {
    const latin1 = Buffer.from(changed('Kuala Lumpur', 'Köln'), 'latin1');
    const utf16 = Buffer.from(`${BOM}${CONFIG}`, 'utf16le');

    expect(faultsOf(latin1)).toEqual([': /till.json is not in UTF-8; save it as UTF-8']);
    expect(faultsOf(utf16)).toEqual([': /till.json is in UTF-16; save it as UTF-8']);
    expect(faultsOf(CONFIG, Buffer.from(`${PRIVATE}\xff`, 'latin1'))).toEqual([
      'gateways.alipayPlus.privateKey.file: /till.pem is not in UTF-8; save it as UTF-8',
    ]);
  });

  it.each([
    ['a control character', 'T07\u0007', 'must have printable characters only'],
    ['a shapeless character', 'T\u200b07', 'must have no characters that cannot be seen'],
    ['half a character', 'T07\ud800', 'must have printable characters only'],
    ['a blank at its end', 'T07 ', 'must have no blank at its ends'],
    ['two blanks in a row', 'T  07', 'must have no two blanks in a row'],
    [
      'a letter that was lost',
      'T\ufffd07',
      'must have characters of Unicode only that have a shape of their own',
    ],
    ['a decomposed letter', 'Te\u0301l', 'must be written in the one form of Unicode (NFC)'],
  ])('an id of the config with %s is refused by its path', (_, id, why) => {
    expect(faultsOf(changed('T07', id))).toEqual([`terminal.storeTerminalId: ${why}`]);
  });

  it('a name of the shop with a control or shapeless character is refused, one in any script is not', () => {
    const names = ['Kopi\u001b@', 'Kopi\u2060', 'Kopi \u0e01\u0e32\u0e41\u0e1f', 'کافه\u200cها', '咖啡 ☕️'];

    expect(names.map((name) => faultsOf(changed('Kopi Corner Central', name)).length)).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });

  it('the manifest of the marks goes through the same gate', () => {
    const faultsOfManifest = (bytes: string | Uint8Array): readonly string[] => {
      writeFileSync(join(folder, 'manifest.json'), bytes);
      return readMarks(folder, []).faults;
    };
    const manifest = (source: string): string =>
      JSON.stringify({
        marks: [
          {
            ...{ id: 'a', file: 'a.png', kind: 'phrase', minWidthMm: 20, clearSpaceMm: 3 },
            ...{ monochrome: 'b.png', source },
          },
        ],
      });

    expect(faultsOfManifest(BOM + manifest('given'))).toEqual(faultsOfManifest(manifest('given')));
    expect(faultsOfManifest(Buffer.from(manifest('Köln'), 'latin1'))).toEqual([
      'manifest.json: is not in UTF-8; save it as UTF-8',
    ]);
    expect(faultsOfManifest(manifest('a\u0000b'))).toEqual([
      'manifest.json: marks.0.source must have printable characters only',
    ]);
  });

  it('a line of a report whose id cannot be read as written is refused, and never changed', () => {
    const heads =
      'transactionType,transactionTime,transactionRequestId,transactionId,transactionAmountValue,transactionCurrency';
    const report = (id: string) =>
      parseReport(
        'r.csv',
        new TextEncoder().encode(
          `totalCount\n1\n${heads}\nPAYMENT,2026-11-20T10:31:04+08:00,${id},P-1,4550,MYR`,
        ),
        readingOf(ALIPAY_PLUS_REPORT),
      );

    expect(report('9001').ok).toBe(true);
    expect(report('90\u200b01')).toMatchObject({
      ok: false,
      error: [{ column: 'transactionRequestId' }],
    });
  });
});

describe('Text from outside › where a file stops being JSON', () => {
  it.each([
    ['a comma too much in a list', '[1,\n 2,\n]', 3, 1],
    ['a comma too much in an object', '{"a": 1,\r\n "b": 2,\r\n}', 3, 1],
    ['a comma that is missing', '{"a": 1\n "b": 2}', 2, 2],
    ['a comment', '{\n  // the shop\n  "a": 1 }', 2, 3],
    ['a name without quotes', '{ a: 1 }', 1, 3],
    ['a bracket of the other kind', '{"a": [1, 2}}', 1, 12],
    ['an end that is missing', '{"a": [1, 2]', 1, 13],
    ['something behind the end', '{}\n{}', 2, 1],
    ['a line break in a text', '["a\nb"]', 1, 2],
  ])('%s is named by its line and column', (_what, text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFaultAt(text)).toEqual({ line, column });
  });

  it('is nowhere where the parser takes it, and somewhere where it does not', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\n"',
      '-1.5e3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '\u00a0',
    ];
    const mutated = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ...pieces)).map(([text, at, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + (at % 2));
    });
    const drawn = fc.oneof(
      fc.json(),
      mutated,
      fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
    );

    fc.assert(
      fc.property(drawn, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(jsonFaultAt(text) === null).toBe(isJson);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('Text from outside › strict decoding', () => {
  it.each([
    ['plain', 'abc', 'abc'],
    ['with a byte order mark', `${BOM}abc`, 'abc'],
    ['empty', '', ''],
  ])('%s text is read', (_, text, read) => {
    expect(decodedText(new TextEncoder().encode(text))).toEqual({ ok: true, value: read });
  });

  it.each([
    [[0xff]],
    [[0xc0, 0xaf]],
    [[0xed, 0xa0, 0x80]],
    [[0x41, 0xe9]],
    [[0xff, 0xfe, 0x41, 0]],
    [[0xfe, 0xff, 0, 0x41]],
  ])('bytes %j are refused', (bytes) => {
    expect(decodedText(Uint8Array.from(bytes)).ok).toBe(false);
  });

  it('arguments of a command are held to the gate, and named by their place', () => {
    expect(argumentTrouble(['--config', 'Käse/till.json'])).toBeNull();
    expect(argumentTrouble(['--config', 'K\ufffdse'])).toBe('Argument 2 must be in UTF-8.');
    expect(argumentTrouble(['--config\u0007', 'x'])).toBe('Argument 1 must have printable characters only.');
  });
});

describe('Text from outside › the search of the page', () => {
  it.each([
    ['ORD 77', true],
    ['ORD,77', true],
    ['ORD  77', false],
    ['ORD\u200b77', false],
    ['e\u0301', false],
    ['x'.repeat(65), false],
  ])('%j is looked for as an id: %s', (text, isId) => {
    const asked = queriesOf({ ...NOTHING_SOUGHT, text }, 'MYR', 'Asia/Kuala_Lumpur');

    expect(asked.some(({ id }) => id === text)).toBe(isId);
  });
});
