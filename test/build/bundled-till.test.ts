import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { deflate, shippedFont } from '../../drivers/printer/paper-font.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { Bitmap } from '../../src/receipt/bitmap.ts';
import { drawPaper } from '../../src/receipt/paper.ts';
import { pngOf } from '../../src/receipt/picture.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { hashPin } from '../../src/staff/pin.ts';
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

// What it finds that a cheaper test would not: a file or a package that the bundle looks for where only a clone has it.

/** Letters that the printer of the test does not have: each of these lines goes to paper as a picture. */
const HAN = '茶水間';
const THAI = 'ร้านน้ำชา';
const HANGUL = '찻집';
const LATIN = 'Café Šťastný Ω';
const SHAPED = 'مطعم ខ្មែរ हिन्दी';
const SHOP = {
  storeDisplayName: HAN,
  storeAddress: {
    region: 'MY',
    city: 'Kuala Lumpur',
    address1: `${THAI} 12`,
    address2: `${HANGUL} · ${LATIN} · ${SHAPED}`,
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

/** Sells, and waits until every copy has come to this end; the sale as it then stands. */
async function paid(
  agent: AgentProcess,
  sandbox: Sandbox,
  referenceOrderId: string,
  paper: 'printed' | 'notPrinted',
): Promise<SaleView> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(referenceOrderId)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  const isOver = ({ sale }: View): boolean => {
    const states = Object.values(sale?.receipts ?? {}).map((receipt) => receipt?.state);
    return states.length > 0 && states.every((state) => state === paper);
  };
  const view = await agent.events().until(isOver);
  return view.sale!;
}

/** A bundled till with a sale that is paid, and whose one copy is on the paper of its file printer. */
async function givenPaid(bundle: BundleFolder, patch: Patch = {}): Promise<GivenPaid> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    merchant: { store: SHOP },
    printers: [{ kind: 'file', path: 'paper.bin', copies: ['customer'] }],
    ...patch,
  });
  const agent = await startAgent(folder, ['--screen'], bundle.till);
  const { saleId } = await paid(agent, sandbox, 'ORD-1', 'printed');
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
    bundle = BundleFolder.made();
    till = await givenPaid(bundle);
  }, 120_000);
  afterAll(async () => {
    await endAgents();
    bundle.remove();
  });

  it('has every letter, Han, Thai, Hangul, Latin and what must be shaped: on paper, as PNG and as PDF', async () => {
    const [text, escpos] = [await till.read('text'), await till.read('escpos')];
    const [png, pdf] = [await till.read('png'), await till.read('pdf')];

    const paper = readFileSync(till.folder.file('paper.bin'));
    const written = text.toString().replace(/\n/g, ' ');
    const { json } = await till.agent.call('GET', '/v1/health');
    // Health would name the letters that paper shows a box for.
    expect(json).not.toHaveProperty('letters');
    expect([HAN, THAI, HANGUL, LATIN].filter((name) => !written.includes(name))).toEqual([]);
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

    const mark = readMarks(folder, ['alipay-plus']).pictures.get('alipay-plus')!;
    const line = new Bitmap(PROFILE.widthDots, mark.height);
    line.stamp(mark, Math.floor((PROFILE.widthDots - mark.width) / 2), 0);
    expect(paper.includes(Buffer.from(line.withoutBlankRight().bytes))).toBe(true);
    expect(paper.toString('latin1')).not.toContain('Alipay+ Partner');
  });
});

describe('A till whose font is gone', () => {
  let bundle: BundleFolder;

  beforeAll(() => {
    bundle = BundleFolder.made();
    rmSync(join(bundle.path, 'till/assets/font'), { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await endAgents();
    bundle.remove();
  });

  it('takes money as ever: no paper of it ends the process or comes again at the next start', async () => {
    const pin = '471147';
    const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashPin(pin, Buffer.alloc(16, 3)) }];
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url, {
      merchant: { store: SHOP },
      printers: [{ kind: 'file', path: 'paper.bin' }],
      managers,
    });
    const agent = await startAgent(folder, [], bundle.till);
    const post = async (path: string, body?: object) => (await agent.call('POST', path, body)).json;
    const sale = await paid(agent, sandbox, 'ORD-1', 'notPrinted');
    const { amount, paymentRequestId, saleId } = sale;
    const reason = { reason: 'Wrong size', approver: { id: 'm1', pin } };
    const refund = await post('/v1/refunds', { paymentRequestId, amount, ...reason });
    const slip = `refund-${(refund as { refundRequestId: string }).refundRequestId}`;
    const papers = [
      ...[
        await post('/v1/reports/x/print'),
        await post('/v1/technician/print', { printer: `file ${folder.file('paper.bin')}` }),
      ],
      ...[await post(`/v1/sales/${saleId}/receipts/customer/print`)],
    ];
    const png = await agent.call('GET', `/v1/sales/${saleId}/receipts/customer?format=png`);
    const z = await post('/v1/reports/z');
    const before = await agent.events().until((view) => view.sale?.receipts[slip]?.state === 'notPrinted');
    const { code } = await agent.stop();
    const again = await startAgent(folder, [], bundle.till);
    const after = saleOf(await again.call('GET', `/v1/sales/${saleId}`));
    await paid(again, sandbox, 'ORD-2', 'notPrinted');

    const why = expect.stringContaining('assets/font') as string;
    expect(sale.receipts).toMatchObject({ customer: { why }, merchant: { why } });
    expect(papers).toMatchObject([
      { outcome: 'notPrinted', why },
      { outcome: 'notPrinted', why },
      { saleId },
    ]);
    expect([png.status, z, code]).toMatchObject([409, { number: 1 }, 0]);
    expect(after.receipts).toEqual(before.sale?.receipts);
    expect(existsSync(folder.file('paper.bin')) && readFileSync(folder.file('paper.bin')).length > 0).toBe(
      false,
    );
  });
});
