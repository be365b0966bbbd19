import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTerminal } from '../../build/load-ahead.ts';
import { publishedFor } from '../../src/golive/cases/published.ts';
import { judge } from '../../src/golive/judge.ts';
import type { CaseRecord } from '../../src/golive/record.ts';
import { whyNotThere } from '../../src/golive/where.ts';
import { ROOT } from '../architecture/source.ts';
import { filesBelow, givenShop, GOLIVE, GOLIVE_TIMING, golive, type Ran } from '../fakes/golive-shop.ts';
import { spoiled } from '../fakes/spoiled-record.ts';
import { where } from '../fakes/where.ts';

const withOpenssl = where(spawnSync('openssl', ['version']).status === 0, 'there is no openssl');

// One dress rehearsal of Alipay+ for all sentences: the till that ships, its real windows in a real browser, the sandbox, the
// bent wire. Waits are shortened by the config, as the report says. It costs about a minute, and finds what no test of a
// part does: that the cases, the till and the report belong together.

const folders: string[] = [];
let shop = '';
let out = '';
let rehearsal: Ran;
/** The till that cannot cancel, played beside the rehearsal: most of its time is waiting. */
let unable: Promise<Ran>;

/** Faults in a till, each one that somebody could have written: its file, the change, the case that catches it, and by what. */
const PLANTED = [
  [
    'a receipt without the amount',
    'till/terminal-process.cjs',
    /centred\(formatAmount\(amount, facts\.languages\[0\] \?\? "en"\), "large", true\)/,
    'centred("-", "large", true)',
    'AP-302',
    'lacks: the amount',
  ],
  [
    'an unsigned answer that is believed',
    'till/terminal-process.cjs',
    /if \(!verified\.ok\) return \{\s*kind: "unknown",\s*why: verified\.error\.say,\s*alarm: true\s*\};/,
    '',
    'AP-211',
    'checking → paid was to be seen',
  ],
  [
    'a cancel that is never sent',
    'till/terminal-process.cjs',
    /effects: \[\{ kind: "cancelPayment" \}\]/,
    'effects: []',
    'AP-208',
    'The cancel of A was never sent',
  ],
  [
    'a mark that is missing',
    'app/renderer',
    /class:`marks`|class: "marks"|class:"marks"/,
    'class:"none"',
    'AP-301',
    'No mark of a wallet stood on a window',
  ],
] as const;

/** A till that cannot cancel gives nothing back: it has its own; the others are in one, each met by its own case. */
const UNABLE = PLANTED.filter(([, , , , id]) => id === 'AP-208');
const OTHERS = PLANTED.filter(([, , , , id]) => id !== 'AP-208');

/** Plants these in a copy of the till, and runs their cases there. */
async function ranWith(planted: readonly (typeof PLANTED)[number][]): Promise<Ran> {
  // The command finds the till beside itself: a checkout of links, whose bundle alone is another.
  const program = newFolder();
  for (const name of ['electron', 'src', 'drivers', 'node_modules', 'package.json'])
    symlinkSync(join(ROOT, name), join(program, name));
  mkdirSync(join(program, 'out/till'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'out/till')))
    if (name === 'terminal-process.cjs' || name === 'package.json')
      cpSync(join(ROOT, 'out/till', name), join(program, 'out/till', name));
    else symlinkSync(join(ROOT, 'out/till', name), join(program, 'out/till', name));
  cpSync(join(ROOT, 'out/app'), join(program, 'out/app'), { recursive: true });
  for (const [what, where, from, to] of planted) {
    const place = join(program, 'out', where);
    const files = where.endsWith('.cjs') ? [place] : filesBelow(place).filter((file) => file.endsWith('.js'));
    const patched = files.filter((file) => from.test(readFileSync(file, 'utf8')));
    if (patched.length === 0) throw new Error(`nothing to plant for ${what}`);
    for (const file of patched) writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  }
  if ((await loadTerminal(program)) !== 0) throw new Error('the planted terminal could not be loaded');
  const cases = planted.map(([, , , , id]) => id).join(',');
  return golive(['--config', shop, '--out', join(program, 'run'), '--case', cases], program);
}

beforeAll(async () => {
  const folder = await givenShop(['alipay-plus'], GOLIVE_TIMING);
  folders.push(folder);
  shop = join(folder, 'till.json');
  out = join(folder, 'run');
  unable = ranWith(UNABLE);
  rehearsal = await golive(['--config', shop, '--out', out]);
}, 400_000);

afterAll(async () => {
  await Promise.allSettled([unable]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 150_000);

function newFolder(): string {
  const folder = mkdtempSync(join(ROOT, 'out/golive-test-'));
  folders.push(folder);
  return folder;
}

const scripted = publishedFor('alipay-plus').filter(
  (of) => of.script !== undefined && whyNotThere(of, 'own') === null,
);

const PLACE = 'GPS 3.1390 N 101.6869 E';

/** A picture of a screen that says where it was made. */
function photoWithPlace(): Buffer {
  const head = Buffer.from([0, 0, 0, 40, 0, 0, 0, 20, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Comment\0${PLACE}`)),
    // 20 lines of 40 grey dots, each behind its filter.
    chunk('IDAT', deflateSync(Buffer.alloc(20 * 41))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A part of a PNG. Source: PNG, 5.3. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function recordOf(id: string): CaseRecord {
  return JSON.parse(readFileSync(join(out, `evidence/${id}/1-record.json`), 'utf8')) as CaseRecord;
}

describe('A dress rehearsal (§5, 2)', () => {
  it('passes every case that needs nobody but the kit, and is open for the rest, each with its reason', () => {
    const notPassed = rehearsal.cases.filter(
      ({ case: id, state }) => scripted.some((of) => of.id === id) && state !== 'passed',
    );
    const bare = rehearsal.cases.filter(({ state, why }) => state !== 'passed' && why === '');

    expect(notPassed).toEqual([]);
    expect(bare).toEqual([]);
    expect(rehearsal.code).toBe(1);
  });

  it('ends with 0 where a person has said that the rest is not for this shop', async () => {
    const open = rehearsal.cases
      .filter(({ state }) => state !== 'passed' && state !== 'notForThisShop')
      .map(({ case: id }) => id);
    const answers = join(out, '../answers.json');
    const not = { verdict: 'notForThisShop', who: 'AB', why: 'done in the office' };
    const own = { id: 'DC-7', title: 'A case of the portal', steps: 'Pass it there.', seen: 'It is passed.' };
    writeFileSync(join(out, 'golive.cases.json'), JSON.stringify([own]));
    writeFileSync(join(out, '../portal.png'), photoWithPlace());
    const shown = { verdict: 'passed', who: 'AB', why: 'seen on the portal', photo: 'portal.png' };
    const said = Object.fromEntries(open.map((id) => [id, not]));
    writeFileSync(answers, JSON.stringify({ ...said, 'DC-7': shown }));

    const again = await golive(['--config', shop, '--out', out, '--answers', answers, '--report']);

    expect(again.cases.filter(({ state }) => state !== 'passed' && state !== 'notForThisShop')).toEqual([]);
    expect(again.code).toBe(0);
    // The picture is drawn anew: what its camera wrote into it is gone.
    const drawn = readFileSync(join(out, 'evidence/DC-7/photo-1.png'));
    expect(drawn.subarray(1, 4).toString()).toBe('PNG');
    expect(drawn.includes(PLACE)).toBe(false);
    expect(readFileSync(join(out, 'report/report.html'), 'utf8')).toContain('A case of the portal');
  });

  it('has the windows as pictures, both copies as papers, and one report in four forms', () => {
    const files = filesBelow(join(out, 'evidence/AP-202')).map((file) => file.split('/').at(-1));

    expect(files.sort()).toEqual([
      ...['1-A-customer.pdf', '1-A-customer.png', '1-A-merchant.pdf', '1-A-merchant.png'],
      ...['1-paid-cashier.png', '1-paid-customer.png', '1-record.json'],
      ...['1-scan-now-cashier.png', '1-scan-now-customer.png'],
    ]);
    expect(readdirSync(join(out, 'report')).sort()).toEqual([
      ...['manifest.json', 'report.csv', 'report.html', 'report.json', 'report.pdf'],
    ]);
    expect(readFileSync(join(out, 'report/report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('touches nothing of the shop’s: no journal, no token, no paper', () => {
    expect(readdirSync(join(out, '..')).filter((name) => /journal|token|paper|receipts/.test(name))).toEqual(
      [],
    );
  });

  it('holds no code, PIN, key, link or person in any byte of its files (§5, 5)', () => {
    const texts = filesBelow(out).map((file) => readFileSync(file).toString('latin1'));
    const code = /(?<!\d)(?:2[5-9]|30)\d{22}(?!\d)/;
    const person = /"(?:userId|buyerId|customerId|userLoginId)":"[^"…]{2,}"/;
    const bad = texts.filter(
      (text) =>
        text.includes('PRIVATE KEY') ||
        person.test(text) ||
        code.test(text.replaceAll(/data:[^"]+/g, '').replaceAll(/"signature": "[^"]+"/g, '')),
    );

    expect(bad).toEqual([]);
    expect(recordOf('BY-09').searched).toMatchObject({ found: [] });
    expect(recordOf('BY-09').searched.files).toBeGreaterThan(100);
  });
});

describe('What another program can check (§5, 9)', () => {
  const openssl = (args: readonly string[]): string =>
    spawnSync('openssl', args, { encoding: 'utf8' }).stdout.trim();

  withOpenssl.it(
    'openssl verifies every signature that is called verified, by its text or by its hash, and no spoilt one',
    () => {
      const work = newFolder();
      const proofs = scripted
        .flatMap(({ id }) => recordOf(id).exchanges)
        .flatMap(({ proofs: { ours, theirs }, ...call }) => [
          { verdict: call.ours, proof: ours },
          { verdict: call.theirs, proof: theirs },
        ])
        .filter(({ proof }) => proof?.sha256 != null);
      const checked = [...proofs.filter(({ verdict }) => verdict === 'wrong'), ...proofs.slice(0, 40)].map(
        ({ verdict, proof }) => {
          const { key, signature, sha256, text } = proof!;
          const file = (name: string, bytes: Buffer): string => {
            writeFileSync(join(work, name), bytes);
            return join(work, name);
          };
          const sig = file('sig', Buffer.from(signature, 'base64'));
          const hash = file('hash', Buffer.from(sha256!, 'hex'));
          const byHash = openssl([
            ...['pkeyutl', '-verify', '-pubin', '-inkey', join(out, key), '-in', hash, '-sigfile', sig],
            ...['-pkeyopt', 'digest:sha256'],
          ]);
          const signed = file('text', Buffer.from(text ?? '', 'utf8'));
          const byText =
            text === null
              ? null
              : openssl(['dgst', '-sha256', '-verify', join(out, key), '-signature', sig, signed]);
          return {
            verdict,
            byHash: byHash.includes('Successfully'),
            byText: byText === null || byText === 'Verified OK',
          };
        },
      );

      expect(checked.filter(({ verdict }) => verdict === 'wrong').length).toBeGreaterThan(0);
      expect(
        checked.filter(({ verdict, byHash, byText }) => (verdict === 'verified') !== (byHash && byText)),
      ).toEqual([]);
    },
    60_000,
  );
});

describe('Every case can fail (§5, 3)', () => {
  it.each(scripted.map((of) => [of.id, of] as const))(
    '%s: each of its expectations, for the reason named',
    (id, of) => {
      const record = recordOf(id);
      const kept = of.script!.expect.filter((expected) => judge(of, spoiled(record, expected)).passed);

      expect(judge(of, record)).toEqual({ passed: true, reasons: [] });
      expect(kept).toEqual([]);
      expect(judge(of, { ...record, leftMinor: 100 }).reasons).toEqual([
        '100 minor units stayed charged after the case.',
      ]);
    },
  );
});

describe('A planted fault makes the right case fail (§4.8)', () => {
  const told = ({ cases }: Ran, planted: typeof UNABLE) =>
    planted.map(([what, , , , id, reason]) => {
      const one = cases.find((each) => each.case === id);
      return [what, one?.state, one?.why.includes(reason)];
    });

  it('a till that cannot cancel', async () => {
    expect(told(await unable, UNABLE)).toEqual(UNABLE.map(([what]) => [what, 'failed', true]));
  }, 150_000);

  it('a till with the three others', async () => {
    expect(told(await ranWith(OTHERS), OTHERS)).toEqual(OTHERS.map(([what]) => [what, 'failed', true]));
  }, 150_000);
});

describe('A run that is ended in the middle (§5, 4)', () => {
  it('keeps what had passed, names what was broken off, and begins that anew', async () => {
    const folder = join(newFolder(), 'run');
    const child = spawn(
      process.execPath,
      [GOLIVE, '--config', shop, '--out', folder, '--case', 'AP-201,AP-203'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    for await (const line of createInterface({ input: child.stderr }))
      if (line.includes('AP-203 is played')) break;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;

    const again = await golive(['--config', shop, '--out', folder, '--case', 'AP-203']);

    const lines = readFileSync(join(folder, 'run.jsonl'), 'utf8').trim().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { entry: { kind: string; case?: string } }).entry);
    expect(kinds.filter(({ kind, case: id }) => kind === 'caseBegun' && id === 'AP-201')).toHaveLength(1);
    expect(kinds.filter(({ kind }) => kind === 'brokenOff')).toMatchObject([{ case: 'AP-203' }]);
    expect(again.cases.filter(({ case: id }) => id === 'AP-203')).toMatchObject([{ state: 'passed' }]);
  }, 150_000);
});

describe('A folder that is checked (§5, 6)', () => {
  const tampered = async (change: (folder: string) => void): Promise<Ran> => {
    const copy = join(newFolder(), 'run');
    cpSync(out, copy, { recursive: true });
    change(copy);
    return golive(['--check', copy]);
  };
  const flip = (file: string): void => {
    const bytes = readFileSync(file);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
    writeFileSync(file, bytes);
  };

  it('untouched, is found whole', async () => {
    expect(await golive(['--check', out])).toMatchObject({ code: 0, said: '' });
  });

  it.each([
    ['a byte of a picture', 'evidence/AP-202/1-paid-cashier.png', 'evidence/AP-202/1-paid-cashier.png'],
    ['a byte of a record', 'evidence/AP-202/1-record.json', 'evidence/AP-202/1-record.json'],
    ['a byte of the report', 'report/report.html', 'report/report.html'],
    ['a line of the run', 'run.jsonl', 'run.jsonl'],
  ])('%s: names the file', async (_, file, named) => {
    const checked = await tampered((folder) => flip(join(folder, file)));

    expect(checked.code).toBe(1);
    expect(checked.said).toContain(named);
  });

  it('a file that is missing is named', async () => {
    const checked = await tampered((folder) => rmSync(join(folder, 'evidence/AP-302/1-A-customer.pdf')));

    expect(checked.said).toContain('evidence/AP-302/1-A-customer.pdf is missing');
  });
});

it('Two runs at once on a folder: the second is refused', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'run.lock'), String(process.pid));

  const ran = await golive(['--config', shop, '--out', folder, '--report']);

  expect(ran.code).toBe(3);
  expect(ran.said).toContain('Another run uses');
  expect(existsSync(join(folder, 'run.jsonl'))).toBe(false);
});
