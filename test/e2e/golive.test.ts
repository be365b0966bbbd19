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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKeys, tillConfig, alipayPlusPart } from '../../drivers/sandbox/folder.ts';
import { PUBLISHED_CASES } from '../../src/golive/cases/published.ts';
import { judge } from '../../src/golive/judge.ts';
import type { CaseRecord } from '../../src/golive/record.ts';
import { ROOT } from '../architecture/source.ts';
import { QUICK_TIMING } from '../fakes/agent-folder.ts';
import { spoiled } from '../fakes/spoiled-record.ts';

// A whole dress rehearsal of Alipay+: the till that ships, its real windows in a real browser, the sandbox, the bent
// wire. Waits are shortened by the config, as the report says.

const GOLIVE = join(ROOT, 'electron/golive/run.ts');
const TIMING = {
  ...QUICK_TIMING,
  inquiryEveryMs: 600,
  windowMs: 5000,
  codeLifeMs: 5000,
  resendUntilMs: 3500,
};
const folders: string[] = [];

interface Ran {
  readonly code: number | null;
  readonly cases: readonly { readonly case: string; readonly state: string; readonly why: string }[];
  readonly said: string;
}

function shopIn(folder: string): string {
  loadKeys(folder);
  const part = alipayPlusPart('http://127.0.0.1:9');
  const gateways = { alipayPlus: { ...part.gateways['alipayPlus'], timing: TIMING } };
  const file = join(folder, 'till.json');
  writeFileSync(file, JSON.stringify(tillConfig({ ...part, gateways })), { mode: 0o600 });
  return file;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'till-golive-test-'));
  folders.push(folder);
  return folder;
}

/** Runs the command to its end. `program`: a folder with another till. */
function golive(args: readonly string[], program: string | null = null): Ran {
  const entry = program === null ? GOLIVE : join(program, 'electron/golive/run.ts');
  const links = program === null ? [] : ['--preserve-symlinks', '--preserve-symlinks-main'];
  const ran = spawnSync(process.execPath, [...links, entry, ...args], { encoding: 'utf8', timeout: 200_000 });
  const lines = ran.stdout.split('\n').filter((line) => line.startsWith('{"case"'));
  return {
    code: ran.status,
    cases: lines.map((line) => JSON.parse(line) as Ran['cases'][number]),
    said: ran.stderr,
  };
}

let shop = '';
let out = '';
let rehearsal: Ran;

beforeAll(() => {
  const folder = newFolder();
  shop = shopIn(folder);
  out = join(folder, 'run');
  rehearsal = golive(['--config', shop, '--out', out]);
}, 240_000);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const scripted = PUBLISHED_CASES.filter(
  ({ kinds, script }) => kinds.includes('alipay-plus') && script !== undefined,
);

function recordOf(id: string): CaseRecord {
  return JSON.parse(readFileSync(join(out, `evidence/${id}/1-record.json`), 'utf8')) as CaseRecord;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('A dress rehearsal (§5, 2)', () => {
  it('passes every case that needs nobody but the kit, and is open for the rest', () => {
    const notPassed = rehearsal.cases.filter(
      ({ case: id, state }) => scripted.some((of) => of.id === id) && state !== 'passed',
    );

    expect(notPassed).toEqual([]);
    expect(rehearsal.code).toBe(1);
  });

  it('ends with 0 where a person has said that the rest is not for this shop', () => {
    const open = rehearsal.cases.filter(({ state }) => state !== 'passed').map(({ case: id }) => id);
    const answers = join(out, '../answers.json');
    const not = { verdict: 'notForThisShop', who: 'AB', why: 'done in the office' };
    writeFileSync(answers, JSON.stringify(Object.fromEntries(open.map((id) => [id, not]))));

    const again = golive(['--config', shop, '--out', out, '--answers', answers, '--report']);

    expect(again.cases.filter(({ state }) => state !== 'passed' && state !== 'notForThisShop')).toEqual([]);
    expect(again.code).toBe(0);
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

  it('holds no code, PIN or key in any byte of its files (§5, 5)', () => {
    const texts = filesBelow(out).map((file) => readFileSync(file).toString('latin1'));
    const code = /(?<!\d)(?:2[5-9]|30)\d{22}(?!\d)/;

    expect(
      texts.filter((text) => text.includes('PRIVATE KEY') || code.test(text.replaceAll(/data:[^"]+/g, ''))),
    ).toEqual([]);
  });
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

/** A till with a fault in it, each one that somebody could have written, and the case that catches it. */
const PLANTED = [
  [
    'a receipt without the amount',
    'till/terminal-process.js',
    /centred\(formatAmount\(amount, facts\.languages\[0\] \?\? "en"\), "large", true\)/,
    'centred("-", "large", true)',
    'AP-302',
  ],
  [
    'an unsigned answer that is believed',
    'till/terminal-process.js',
    /if \(!verified\.ok\) return \{\s*kind: "unknown",\s*why: verified\.error\.say,\s*alarm: true\s*\};/,
    '',
    'AP-211',
  ],
  [
    'a cancel that is never sent',
    'till/terminal-process.js',
    /effects: \[\{ kind: "cancelPayment" \}\]/,
    'effects: []',
    'AP-208',
  ],
  [
    'a mark that is missing',
    'app/renderer',
    /class:`marks`|class: "marks"|class:"marks"/,
    'class:"none"',
    'AP-301',
  ],
] as const;

describe('A planted fault makes the right case fail', () => {
  it.each(PLANTED)(
    '%s',
    (_, where, from, to, caught) => {
      const program = mkdtempSync(join(ROOT, 'out/planted-golive-'));
      folders.push(program);
      // The command finds the till beside itself: a checkout of links, whose bundle alone is another.
      for (const name of ['electron', 'src', 'drivers', 'node_modules', 'package.json'])
        symlinkSync(join(ROOT, name), join(program, name));
      for (const name of ['app', 'till'])
        cpSync(join(ROOT, 'out', name), join(program, 'out', name), { recursive: true });
      const place = join(program, 'out', where);
      const files = where.endsWith('.js')
        ? [place]
        : filesBelow(place).filter((file) => file.endsWith('.js'));
      const patched = files.filter((file) => from.test(readFileSync(file, 'utf8')));
      for (const file of patched) writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
      expect(patched).not.toEqual([]);

      const ran = golive(['--config', shop, '--out', join(program, 'run'), '--case', caught], program);

      expect(ran.cases.find((each) => each.case === caught)).toMatchObject({ state: 'failed' });
    },
    100_000,
  );
});

describe('A run that is ended in the middle (§5, 4)', () => {
  it('keeps what had passed, names what was broken off, and begins that anew', async () => {
    const folder = join(newFolder(), 'run');
    const child = spawn(process.execPath, [GOLIVE, '--config', shop, '--out', folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    for await (const line of createInterface({ input: child.stderr }))
      if (line.includes('AP-203 is played')) break;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;

    const again = golive(['--config', shop, '--out', folder, '--case', 'AP-203']);

    const lines = readFileSync(join(folder, 'run.jsonl'), 'utf8').trim().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { entry: { kind: string; case?: string } }).entry);
    expect(kinds.filter(({ kind, case: id }) => kind === 'caseBegun' && id === 'AP-202')).toHaveLength(1);
    expect(kinds.filter(({ kind }) => kind === 'brokenOff')).toMatchObject([{ case: 'AP-203' }]);
    expect(again.cases.filter(({ case: id }) => id === 'AP-203')).toMatchObject([{ state: 'passed' }]);
  }, 150_000);
});

describe('A folder that is checked (§5, 6)', () => {
  const tampered = (change: (folder: string) => void): Ran => {
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

  it('untouched, is found whole', () => {
    expect(golive(['--check', out])).toMatchObject({ code: 0, said: '' });
  });

  it.each([
    ['a byte of a picture', 'evidence/AP-202/1-paid-cashier.png', 'evidence/AP-202/1-paid-cashier.png'],
    ['a byte of a record', 'evidence/AP-202/1-record.json', 'evidence/AP-202/1-record.json'],
    ['a byte of the report', 'report/report.html', 'report/report.html'],
    ['a line of the run', 'run.jsonl', 'run.jsonl'],
  ])('%s: names the file', (_, file, named) => {
    const checked = tampered((folder) => flip(join(folder, file)));

    expect(checked.code).toBe(1);
    expect(checked.said).toContain(named);
  });

  it('a file that is missing is named', () => {
    const checked = tampered((folder) => rmSync(join(folder, 'evidence/AP-302/1-A-customer.pdf')));

    expect(checked.said).toContain('evidence/AP-302/1-A-customer.pdf is missing');
  });
});

it('Two runs at once on a folder: the second is refused', () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.lock'), String(process.pid));

  const ran = golive(['--config', shop, '--out', folder, '--report']);

  expect(ran.code).toBe(3);
  expect(ran.said).toContain('Another run uses');
  expect(existsSync(join(folder, 'run.jsonl'))).toBe(false);
});
