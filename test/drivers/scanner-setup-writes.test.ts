import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { rewriteConfig } from '../../drivers/config-file.ts';
import { setUpScanner } from '../../drivers/scanner/setup.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import type { SetupFact } from '../../src/contract/setup-words.ts';
import { err, ok } from '../../src/ground/result.ts';
import { Framer } from '../../src/scan/frame.ts';
import { withScannerEntry } from '../../src/scan/config-entry.ts';
import type { ScannerPart } from '../../src/scan/setup.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import { AgentFolder } from '../fakes/agent-folder.ts';

const WEDGE: ScannerPart = { kind: 'keyboard', vendorId: 1409, productId: 277 };
const folders: AgentFolder[] = [];

function givenFolder(patch: object = {}): AgentFolder {
  const folder = new AgentFolder('https://gateway.example', { ...patch });
  folders.push(folder);
  return folder;
}

afterEach(() => folders.splice(0).forEach((folder) => folder.remove()));

const scannersOf = (text: string): unknown => (JSON.parse(text) as { scanners: unknown }).scanners;

describe("The scanner's set-up › the entry in the config's text", () => {
  it.each([
    ['an empty list', '{\n  "a": 1,\n  "scanners": [],\n  "b": [ 2,3 ]\n}\n'],
    ['no list', '{\n\t"a" : 1,\n\t"b": [ 2,3 ]\n}\n'],
    ['an object with nothing in it', '{}'],
    ['lines as Windows ends them', '{\r\n  "a": 1,\r\n  "scanners": [\r\n  ]\r\n}\r\n'],
    ['a key of that name deeper down', '{"a":{"scanners":[9]},"b":"\\"scanners\\":[1]"}'],
  ])('is added to %s, and nothing else is touched', (_, text) => {
    const changed = withScannerEntry(text, WEDGE);

    expect(changed.ok).toBe(true);
    const after = changed.ok ? changed.value : '';
    expect(JSON.parse(after)).toEqual({ ...(JSON.parse(text) as object), scanners: [WEDGE] });
    for (const line of text.split('\n').filter((each) => /"[ab]"/.test(each) && text.includes('\n')))
      expect(after).toContain(line.replace(/,?\r?$/, ''));
  });

  it('comes behind the entries that are there, each of which stays to the byte', () => {
    const text = '{ "scanners": [\n    {"kind":"hid"},\n    { "kind" : "serial", "path":"/dev/x" }\n  ] }';

    const changed = withScannerEntry(text, WEDGE);

    expect(changed).toEqual(
      ok(
        '{ "scanners": [\n    {"kind":"hid"},\n    { "kind" : "serial", "path":"/dev/x" },\n' +
          '    { "kind": "keyboard", "vendorId": 1409, "productId": 277 }\n  ] }',
      ),
    );
  });

  it('takes the place of the entry of the same device', () => {
    const text = '{"scanners":[{"kind":"serial","path":"/dev/x","baudRate":1200},{"kind":"hid"}],"z":0}';
    const part = { kind: 'serial', path: '/dev/x', baudRate: 9600, suffix: '\r' };

    const changed = withScannerEntry(text, part);

    expect(changed.ok && scannersOf(changed.value)).toEqual([part, { kind: 'hid' }]);
    expect(changed.ok && changed.value.endsWith(',{"kind":"hid"}],"z":0}')).toBe(true);
  });

  it.each(['', 'null', '[]', '{"scanners":{}}', '{'])('%j is refused in words', (text) => {
    expect(withScannerEntry(text, WEDGE)).toMatchObject({ ok: false });
  });

  it('any JSON stays the same but for its scanners, however it is written', () => {
    const config = fc.dictionary(fc.string(), fc.jsonValue());
    const scanners = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 3 });
    fc.assert(
      fc.property(config, fc.option(scanners), fc.constantFrom(0, 2, '\t'), (rest, list, space) => {
        delete rest['__proto__'];
        const before = list === null ? rest : { ...rest, scanners: list };
        if (list === null) delete (before as { scanners?: unknown }).scanners;

        const changed = withScannerEntry(JSON.stringify(before, null, space), WEDGE);

        expect(changed.ok && JSON.parse(changed.value)).toEqual({
          ...(JSON.parse(JSON.stringify(before)) as object),
          scanners: [...(JSON.parse(JSON.stringify(list ?? [])) as unknown[]), WEDGE],
        });
      }),
      { seed: 20_261_127, numRuns: 500 },
    );
  });
});

describe("The scanner's set-up › the config's file", () => {
  const withWedge = (text: string) => withScannerEntry(text, WEDGE);

  it('is replaced whole, keeps its mode, and stands beside itself as it was', async () => {
    const folder = givenFolder();
    const before = readFileSync(folder.config, 'utf8');
    chmodSync(folder.config, 0o640);

    const written = await rewriteConfig(folder.config, withWedge);

    expect(written).toEqual(ok({ file: folder.config, backup: `${folder.config}.bak` }));
    expect(scannersOf(readFileSync(folder.config, 'utf8'))).toEqual([WEDGE]);
    expect(readFileSync(`${folder.config}.bak`, 'utf8')).toBe(before);
    expect(statSync(folder.config).mode & 0o777).toBe(0o640);
    expect(existsSync(`${folder.config}.new`)).toBe(false);
  });

  it('is replaced where a link points to, and the link stays', async () => {
    const folder = givenFolder();
    symlinkSync(folder.config, folder.file('link.json'));

    const written = await rewriteConfig(folder.file('link.json'), withWedge);

    expect(written).toMatchObject({ ok: true, value: { file: folder.config } });
  });

  it.each([
    ['would not fit the schema', () => ok('{"scanners":[{"kind":"smoke"}]}'), 'would not be a valid config'],
    ['cannot be made', () => err('it is no object'), 'cannot be changed'],
  ])('stays as it was where the new one %s', async (_, change, says) => {
    const folder = givenFolder();
    const before = readFileSync(folder.config, 'utf8');

    const written = await rewriteConfig(folder.config, change);

    expect(written.ok ? '' : written.error.why).toContain(says);
    expect(readFileSync(folder.config, 'utf8')).toBe(before);
    expect(readdirSync(folder.path).filter((name) => /\.(bak|new)$/.test(name))).toEqual([]);
  });

  it('that cannot be written is said in words, and nothing is lost', async () => {
    const folder = givenFolder();
    const before = readFileSync(folder.config, 'utf8');
    // A folder in the place of the new file: no user can write there, root included.
    mkdirSync(folder.file('till.json.new'));
    writeFileSync(folder.file('till.json.new/x'), '');

    const refused = [
      await rewriteConfig(folder.config, withWedge),
      await rewriteConfig(folder.file('none.json'), withWedge),
    ];

    expect(refused.map((each) => (each.ok ? '' : each.error.why))).toEqual([
      expect.stringContaining('was not changed'),
      expect.stringContaining('there is no such file'),
    ]);
    expect(readFileSync(folder.config, 'utf8')).toBe(before);
  });
});

describe("The scanner's set-up › from three scans to the config", () => {
  it('finds a serial scanner that sends three codes, and its entry is one that the till can start with', async () => {
    const pair = await PtyPair.plugged();
    const folder = givenFolder();
    const told: SetupFact[] = [];

    const exitCode = await setUpScanner({
      clock: systemClock(),
      quietMs: 50,
      patienceMs: 10_000,
      paths: [pair.path],
      tell: (fact) => told.push(fact),
      show: ({ text }) => pair.sends(`${text}\r`),
      found: async (part) => (await rewriteConfig(folder.config, (text) => withScannerEntry(text, part))).ok,
    });
    await pair.unplug();

    expect(exitCode).toBe(0);
    expect(told).toContainEqual({ kind: 'right' });
    expect(told.at(-1)).toEqual({ kind: 'entry' });
    const config = parseConfig(readFileSync(folder.config, 'utf8'));
    expect(config.ok && config.value.scanners).toMatchObject([
      { kind: 'serial', path: pair.path, baudRate: 9600, suffix: '\r' },
    ]);
  });

  it.each([
    ['STX in front', '\x02', '\r'],
    ['a type name in front', 'QR-Code:', '\r'],
    ['no suffix', '', ''],
  ])('mends an entry that does not fit: %s', async (_, front, behind) => {
    const pair = await PtyPair.plugged();
    const folder = givenFolder({ scanners: [{ kind: 'serial', path: pair.path, suffix: '\r' }] });

    await setUpScanner({
      clock: systemClock(),
      quietMs: 50,
      patienceMs: 10_000,
      paths: [pair.path],
      tell: () => undefined,
      show: ({ text }) => pair.sends(`${front}${text}${behind}`),
      found: async (part) => (await rewriteConfig(folder.config, (text) => withScannerEntry(text, part))).ok,
    });
    await pair.unplug();
    const config = parseConfig(readFileSync(folder.config, 'utf8'));
    const [entry, ...more] = config.ok ? config.value.scanners : [];

    expect(more).toEqual([]);
    if (entry?.kind !== 'serial') throw new Error('the entry is a serial scanner');
    const framer = new Framer(entry);
    const scans = [
      ...framer.feed(Buffer.from(`${front}281001020000000000000001${behind}`), 0),
      ...framer.silence(60_000),
    ];
    expect(scans).toEqual([{ kind: 'frame', text: '281001020000000000000001' }]);
  });

  it('ends at once when it is told to', async () => {
    const pair = await PtyPair.plugged();
    const stop = new AbortController();

    const exitCode = await setUpScanner({
      clock: systemClock(),
      quietMs: 50,
      patienceMs: 600_000,
      paths: [pair.path],
      tell: () => undefined,
      show: () => stop.abort(),
      signal: stop.signal,
      found: () => Promise.resolve(true),
    });
    await pair.unplug();

    expect(exitCode).toBe(1);
  });
});
