import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../drivers/journal/sqlite.ts';
import { reconcile } from '../../drivers/reports/reconcile.ts';
import { SAFERPAY_REPORT } from '../../src/acquirers/saferpay/report-form.ts';
import { TRUST_PAYMENTS_REPORT } from '../../src/acquirers/trust-payments/report-form.ts';
import { reportSchema, type ReportView } from '../../src/contract/manager-commands.ts';
import { ALIPAY_PLUS_REPORT } from '../../src/acquirers/alipay-plus/report-form.ts';
import { ANTOM_CARD_REPORT } from '../../src/acquirers/antom-card/report-form.ts';
import { ANTOM_INSTORE_REPORT } from '../../src/acquirers/antom-instore/report-form.ts';
import { COMPUTOP_REPORT } from '../../src/acquirers/computop/report-form.ts';
import type { ReportForm } from '../../src/acquirers/report-form.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { entriesOf } from '../../src/reconcile/entries.ts';
import { APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { givenSixAcquirers, netsOfEntries, type Nets, type SixAcquirers } from '../fakes/six-acquirers.ts';
import {
  linesOfCards,
  linesOfComputop,
  linesOfLedger,
  linesOfSaferpay,
  linesOfTrust,
} from '../fakes/six-books.ts';
import { writtenReports, type BookLine, type Writing } from '../fakes/written-report.ts';

// One till with every acquirer that it can have, for a day: by a code at two of them, by an order code, on a card's page and
// on the three other pages, with refunds and voids. Then each sandbox is asked for its own books. Why as a whole: what no
// test of one acquirer sees is that they share a day, its sums, its listener and its journal.

let agent: AgentProcess;
let folder: AgentFolder;
let shop: SixAcquirers;
let reports: () => Readonly<
  Record<string, Writing & { readonly form: ReportForm; readonly lines: readonly BookLine[] }>
>;
let orders = 0;

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

beforeAll(async () => {
  shop = await givenSixAcquirers();
  ({ folder } = shop);
  const { alipay, antom, card, saferpay, trust, computop } = shop.sandboxes;
  agent = await shop.open();
  reports = () => ({
    alipayPlus: {
      form: ALIPAY_PLUS_REPORT,
      nameOf: (day) => `transactionItems_1022_USD_${day}01_A1_000.csv`,
      lines: linesOfLedger(alipay.ledger.books(Date.now()), 'left out'),
    },
    antom: {
      form: ANTOM_INSTORE_REPORT,
      nameOf: (day) => `transactionItems_${day}_000.csv`,
      lines: linesOfLedger(antom.ledger.books(Date.now()), 'beside'),
    },
    card: {
      form: ANTOM_CARD_REPORT,
      nameOf: (day) => `transactionItems_${day}_000.csv`,
      lines: linesOfCards(card.books),
    },
    saferpay: {
      form: SAFERPAY_REPORT,
      nameOf: (day) => `saferpay_${day}.csv`,
      lines: linesOfSaferpay(saferpay.books),
    },
    trust: {
      form: TRUST_PAYMENTS_REPORT,
      nameOf: (day) => `trustpayments_${day}.csv`,
      timeOf: (atMs) => new Date(atMs).toISOString().slice(0, 19).replace('T', ' '),
      lines: linesOfTrust(trust.books),
    },
    ct: {
      form: COMPUTOP_REPORT,
      nameOf: (day) => `computop_${day}.csv`,
      lines: linesOfComputop(computop.books),
    },
  });
}, 60_000);
afterAll(endAgents);

async function until(saleId: string, fits: (sale: SaleView) => boolean): Promise<SaleView> {
  const stream = agent.events();
  await stream.until(({ sale, recent }) =>
    [sale, ...recent].some((seen) => seen?.saleId === saleId && fits(seen)),
  );
  await stream.close();
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}
const isIn = (state: SaleView['state']) => (sale: SaleView) => sale.state === state;

async function opened(value: string): Promise<string> {
  orders += 1;
  return saleOf(await agent.call('POST', '/v1/sales', order(`DAY-${orders}`, value, 'EUR'))).saleId;
}

async function byCode(at: 'alipayPlus' | 'antom', value: string): Promise<SaleView> {
  const saleId = await opened(value);
  const text = shop.code(at);
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text });
  return until(saleId, isIn('paid'));
}

async function byTender(tender: string, value: string, end: SaleView['state'] = 'paid'): Promise<SaleView> {
  const saleId = await opened(value);
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender });
  await until(saleId, ({ attempts }) => attempts.at(-1)?.linkState === 'shown');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  const { url } = json as { url: string };
  await shop.customer(tender, url);
  return until(saleId, isIn(end));
}

async function refunded({ saleId, paymentRequestId }: SaleView, value: string): Promise<void> {
  const amount = { currency: 'EUR', value };
  await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
  await until(saleId, ({ refunds }) => refunds.some(({ state }) => state === 'refunded'));
}

async function voided({ saleId }: SaleView): Promise<void> {
  await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
  await until(saleId, isIn('cancelled'));
}

/** What a report says that each acquirer has kept. */
function netsOf({ acquirers }: ReportView): Nets {
  const kept: Record<string, number> = {};
  for (const { gateway, type, value } of acquirers) {
    const minor = Number(value) * (type === 'sale' ? 1 : -1);
    kept[gateway ?? ''] = (kept[gateway ?? ''] ?? 0) + minor;
  }
  return kept;
}

/** Writes a file for each day of each acquirer's books, with one line a smallest unit off where that is asked. */
function writeReports(offAt: string | null): readonly { readonly gateway: string; readonly day: string }[] {
  return Object.entries(reports()).flatMap(([gateway, { form, lines, ...writing }]) => {
    const told = lines.map((line, index) =>
      gateway === offAt && index === lines.length - 1 ? { ...line, minor: line.minor + 1 } : line,
    );
    return writtenReports(form, told, writing).map(({ day, name, text }) => {
      const file = folder.file(`reports/${gateway}/${name}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return { gateway, day };
    });
  });
}

/** Runs the command as a person does; what it said, and its exit code. */
async function reconciled(gateway: string, day: string): Promise<{ code: number; said: string }> {
  let said = '';
  const say = (text: string) => void (said += text);
  const args = [
    '--config',
    folder.config,
    '--reports',
    folder.file('reports'),
    '--gateway',
    gateway,
    '--day',
    day,
  ];
  const code = await reconcile({ args, nowMs: Date.now(), print: say, complain: say });
  return { code, said };
}

describe('A till with six acquirers', () => {
  it('sells by code, by order code, by card and on three pages in one day; X, Z, journal and six books agree', async () => {
    await byCode('alipayPlus', '1001');
    await refunded(await byCode('alipayPlus', '1002'), '500');
    await voided(await byCode('alipayPlus', '1003'));
    await refunded(await byCode('antom', '1101'), '301');
    await byTender('orderCode', '1201');
    await voided(await byTender('orderCode', '1203'));
    await refunded(await byTender('card', '1301'), '402');
    const declined = await byTender('card', '1902', 'failed');
    await agent.call('POST', `/v1/sales/${declined.saleId}/cancel`);
    await byTender('saferpay', '1401');
    await byTender('trust', '1501');
    await refunded(await byTender('computop', '1601'), '103');

    const x = reportSchema.parse((await agent.call('GET', '/v1/reports/x')).json);
    const z = reportSchema.parse((await agent.call('POST', '/v1/reports/z')).json);
    const books = shop.nets();
    await agent.stop();
    const journal = readJournal(folder.file('journal.sqlite'));
    if (!journal.ok) throw new Error('the journal can be read');
    const entries = entriesOf(journal.value.all());
    for (const { says } of entries) expect(says).not.toBe('unresolved');
    const kept = netsOfEntries(entries);

    expect(books).toEqual({
      ...{ alipayPlus: 1503, antom: 2001, card: 899 },
      ...{ saferpay: 1401, trust: 1501, ct: 1498 },
    });
    expect(netsOf(x)).toEqual(books);
    expect(netsOf(z)).toEqual(books);
    expect(kept).toEqual(books);
    for (const { gateway, day } of writeReports(null)) {
      const { code, said } = await reconciled(gateway, day);
      expect([gateway, code, said], said).toEqual([
        gateway,
        0,
        expect.stringContaining('Everything matches.'),
      ]);
    }
    for (const offAt of Object.keys(reports())) {
      const codes = [];
      for (const { gateway, day } of writeReports(offAt)) {
        const { code } = await reconciled(gateway, day);
        if (code !== 0) codes.push([gateway, code]);
      }
      expect(codes).toEqual([[offAt, 1]]);
    }
    expect(sum(z.totals.map(({ type, value }) => Number(value) * (type === 'sale' ? 1 : -1)))).toBe(
      sum(Object.values(books)),
    );
  }, 60_000);
});
