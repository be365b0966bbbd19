import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { deflate, shippedFont } from '../../drivers/printer/paper-font.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import { Bitmap } from '../../src/receipt/bitmap.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import type { AgentFolder, Patch } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { BundleFolder } from './bundle-folder.ts';

/** Letters that the printer of the test does not have: each of these lines goes to paper as a picture. */
const HAN = '茶水間';
const THAI = 'ร้านน้ำชา';
const HANGUL = '찻집';
const LATIN = 'Café Šťastný Ω';
const SHOP = {
  storeDisplayName: HAN,
  storeAddress: {
    region: 'MY',
    city: 'Kuala Lumpur',
    address1: `${THAI} 12`,
    address2: `${HANGUL} · ${LATIN}`,
  },
};
const CLONE = assetsOfProcess();
const PROFILE = PROFILES['generic-80mm'];

interface GivenPaid {
  readonly agent: AgentProcess;
  readonly folder: AgentFolder;
  /** The customer's copy by the API, in a format. */
  readonly read: (format: string) => Promise<Buffer>;
}

/** A bundled till with a sale that is paid, and whose one copy is on the paper of its file printer. */
async function givenPaid(bundle: BundleFolder, patch: Patch = {}): Promise<GivenPaid> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    merchant: { store: SHOP },
    printers: [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }],
    ...patch,
  });
  const agent = await startAgent(folder, ['--screen'], bundle.terminal);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  await agent.events().until(({ sale }) => sale?.receipts.customer?.state === 'printed');
  const read = async (format: string): Promise<Buffer> => {
    const headers = { Authorization: `Bearer ${agent.token}` };
    const address = `${agent.api}/v1/sales/${saleId}/receipts/customer?format=${format}`;
    return Buffer.from(await (await fetch(address, { headers })).arrayBuffer());
  };
  return { agent, folder, read };
}

/** What a till of the clone draws for bytes. */
function drawnByClone(bytes: Uint8Array): Buffer {
  const paper = drawPaper(bytes, PROFILE, shippedFont(CLONE.fontFolder));
  if (!paper.ok) throw new Error(paper.error.say);
  return Buffer.from(pngOf(paper.value.dots, deflate));
}

describe('The bundled till, in a folder without the repository', () => {
  let bundle: BundleFolder;
  let till: GivenPaid;

  beforeAll(async () => {
    bundle = await BundleFolder.made();
    till = await givenPaid(bundle);
  }, 120_000);
  afterAll(async () => {
    await endAgents();
    bundle.remove();
  });

  it('has every letter, Han, Thai, Hangul and Latin: on paper, as PNG and as PDF', async () => {
    const [text, escpos] = [await till.read('text'), await till.read('escpos')];
    const [png, pdf] = [await till.read('png'), await till.read('pdf')];

    const paper = readFileSync(till.folder.file('paper.bin'));
    expect([HAN, THAI, HANGUL, LATIN].filter((name) => !text.toString().includes(name))).toEqual([]);
    expect(Buffer.compare(paper, escpos)).toBe(0);
    expect(Buffer.compare(png, drawnByClone(paper))).toBe(0);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('knows its placeholder for the mark, and says so', async () => {
    const { json } = await till.agent.call('GET', '/v1/health');

    const why = expect.stringContaining('alipay-plus is a placeholder') as string;
    expect(json).toMatchObject({ marks: { status: 'ok', why } });
  });

  it('shows its screen, and names all that it ships with', async () => {
    const { api, ready } = till.agent;
    const { launch = '' } = await ready;

    const entered = await fetch(launch, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await (await fetch(`${api}/`, { headers: { Cookie: cookie } })).text();
    const script = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const loaded = await fetch(api + script, { headers: { Cookie: cookie } });
    const { json } = await till.agent.call('GET', '/v1/technician/licences');

    expect([script === '', loaded.status]).toEqual([false, 200]);
    expect(json).toEqual(CLONE.licences());
  });

  it("prints the mark of a shop's own folder as its picture", async () => {
    const folder = join(bundle.path, 'marks-of-the-shop');
    cpSync(CLONE.placeholderMarks, folder, { recursive: true });
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(
      join(folder, 'manifest.json'),
      manifest.replace('"placeholder": true', '"placeholder": false'),
    );
    const { read } = await givenPaid(bundle, { marks: { folder } });

    const paper = await read('escpos');

    const mark = readMarks(folder).pictures.get('alipay-plus')!;
    const line = new Bitmap(PROFILE.widthDots, mark.height);
    line.stamp(mark, Math.floor((PROFILE.widthDots - mark.width) / 2), 0);
    expect(paper.includes(Buffer.from(line.withoutBlankRight().bytes))).toBe(true);
    expect(paper.toString('latin1')).not.toContain('Alipay+ Partner');
  });
});
