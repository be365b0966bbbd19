import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../architecture/source.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { onLinux, where } from '../fakes/where.ts';

const ENTRY = join(ROOT, 'electron/start.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An Electron that ends with these codes, one after the other. */
function givenElectron(...codes: readonly number[]): void {
  const ends = codes.map((code, index) => `${index + 1}) exit ${code} ;;`).join(' ');
  const script = `#!/bin/sh\necho "$@" >> ${folder}/starts\ncase $(wc -l < ${folder}/starts) in ${ends} esac\n`;
  writeFileSync(join(folder, 'electron'), script);
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.0.0');
}

/** As much of a config as says whether the till takes money. */
function givenConfig(stage: 'test' | 'live'): string {
  const file = join(folder, 'till.json');
  writeFileSync(file, JSON.stringify({ gateways: { alipayPlus: { stage } } }));
  return file;
}

function starts(): string[] {
  return readFileSync(join(folder, 'starts'), 'utf8').trim().split('\n');
}

/** What `npm start` comes to: signalled at its first line with an address, where there is one. */
async function started(
  args: readonly string[],
  display: string | undefined,
  more: Readonly<Record<string, string>> = {},
) {
  const own = { ...more, CI: undefined, WAYLAND_DISPLAY: undefined, DISPLAY: display };
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: {
      ...process.env,
      ...own,
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  createInterface({ input: child.stderr }).on('line', (line) => void err.push(line));
  createInterface({ input: child.stdout }).on('line', (line) => {
    out.push(line);
    if (line.startsWith('http://')) child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join('\n'), err: err.join('\n') };
}

onLinux.describe('npm start › the kiosk', () => {
  it('is started again where it breaks down, and its good end is the end', async () => {
    givenElectron(7, 0);

    const config = givenConfig('test');

    const { code, out, err } = await started(['--config', config], ':1');

    expect(starts().every((call) => call.endsWith(` --config ${config}`))).toBe(true);
    expect([code, starts().length]).toEqual([0, 2]);
    expect(out).toMatch(/^The till is ready\. Its screens open in Electron 45\.0\.0/);
    expect(err).toContain('The kiosk broke down. It is started again');
  });

  it('is given up after three quick ends, with the code of the last', async () => {
    givenElectron(7, 7, 9);

    const { code } = await started([], ':1');

    expect([code, starts().length]).toEqual([9, 3]);
  });
});

onLinux.describe('npm start › in a window of a browser', () => {
  it('tells the process list nothing that opens the till: the address stands in a file of its owner (interface §11)', async () => {
    const browser = `#!/bin/sh\necho "$@" > ${folder}/args\ncat "\${1#--app=file://}" > ${folder}/page\n`;
    writeFileSync(join(folder, 'chromium'), browser);
    chmodSync(join(folder, 'chromium'), 0o755);

    const { code, out } = await started([], ':1');

    const args = readFileSync(join(folder, 'args'), 'utf8');
    expect([code, out.includes('launch=')]).toEqual([0, false]);
    expect(args).toMatch(/^--app=file:\/\/\/\S+\/open\.html --user-data-dir=/);
    expect(args).not.toMatch(/launch|http/);
    expect(readFileSync(join(folder, 'page'), 'utf8')).toMatch(
      /url=http:\/\/127\.0\.0\.1:\d+\/\?launch=[\w-]{43}"/,
    );
  });
});

onLinux.describe('npm start › a refused config, in a window of a browser', () => {
  afterEach(endAgents);

  /** A browser that keeps the page that each of its windows was opened with; `opens`: what it does after that. */
  function givenBrowser(opens: string): void {
    const script = `#!/bin/sh\ncat "\${1#--app=file://}" >> ${folder}/pages\n${opens}\n`;
    writeFileSync(join(folder, 'chromium'), script);
    chmodSync(join(folder, 'chromium'), 0o755);
  }
  const addresses = () => readFileSync(join(folder, 'pages'), 'utf8').match(/url=http[^"]+/g) ?? [];

  it('opens a page, and ends with 2 when that is closed', async () => {
    givenBrowser('exit 0');

    const { code, out } = await started(['--config', givenConfig('test')], ':1');

    expect([code, addresses().length]).toEqual([2, 1]);
    expect(out).toContain('The config is refused; the till starts once it is mended.');
  });

  it('starts the till in a new window once it is mended', async () => {
    const sandbox = await givenAgentSandbox();
    const till = givenAgentFolder(sandbox.url);
    till.patch({ gateways: { alipayPlus: { stage: 'test' } } });
    writeFileSync(`${till.config}.mended`, readFileSync(till.config));
    till.patch({ terminal: { currency: 'XXM' } });
    givenBrowser(
      `[ $(grep -c url= ${folder}/pages) = 2 ] && exit 0\nmv ${till.config}.mended ${till.config}\nexec tail -f /dev/null`,
    );

    const { code, err } = await started(['--config', till.config], ':1');

    expect([code, new Set(addresses()).size]).toEqual([0, 2]);
    expect(err).toContain('config: terminal.currency');
  });
});

onLinux.describe('npm start › a kiosk that takes money (interface §11)', () => {
  it.each([
    ['PAYCODE_TILL_NODE', { PAYCODE_TILL_NODE: '/tmp/other-node' }],
    ['NODE_OPTIONS', { NODE_OPTIONS: '--no-deprecation' }],
  ])('is not started with %s: 2, and a sentence', async (name, more) => {
    givenElectron(0);

    const { code, out, err } = await started(['--config', givenConfig('live')], ':1', more);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`environment variable ${name}`);
  });

  where(process.getuid?.() === 0, 'whoever runs this is not root').it(
    'is not started as root: 2, and a sentence',
    async () => {
      givenElectron(0);

      const { code, out, err } = await started(['--config', givenConfig('live')], ':1');

      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('Start it as an ordinary user.');
    },
  );
});

onLinux.describe('npm start › without a window', () => {
  it('says the address of the screens, and ends with 0 after SIGTERM', async () => {
    const { code, out } = await started([], undefined);

    expect(code).toBe(0);
    expect(out).toMatch(/^Training mode: .* There is no display here\. Open this address .*:\nhttp:\/\/127/);
  });

  it("ends with the terminal's own code where it is refused", async () => {
    const { code } = await started(['--config', join(folder, 'none.json')], undefined);

    expect(code).toBe(2);
  });
});
