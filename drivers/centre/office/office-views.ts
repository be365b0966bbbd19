import { z } from 'zod';
import { CASE_KINDS, CASE_WORDS } from '../../../src/centre/cases.ts';
import { amountWords } from '../../../src/centre/office/amounts.ts';
import { casesContent, type CaseSeen } from '../../../src/centre/office/cases-page.ts';
import { configContent, type ConfigSeen } from '../../../src/centre/office/config-page.ts';
import { dayContent } from '../../../src/centre/office/day-page.ts';
import { journalCsv, movementsCsv, type MovedRow } from '../../../src/centre/office/export-csv.ts';
import { framed, maySee, type Viewer } from '../../../src/centre/office/frame.ts';
import {
  auditContent,
  closedDaysContent,
  peopleContent,
  type ClosedDay,
} from '../../../src/centre/office/other-pages.ts';
import {
  saleContent,
  searchContent,
  type SaleSeen,
  type StoryTold,
} from '../../../src/centre/office/search-page.ts';
import { tillsContent } from '../../../src/centre/office/tills-page.ts';
import { limitsContent } from '../../../src/centre/office/limits-page.ts';
import { reportsContent } from '../../../src/centre/office/reports-page.ts';
import { dayAfter, isDay } from '../../../src/reconcile/cycle.ts';
import { isoWithOffset } from '../../../src/ground/time.ts';
import { decodeRecord, isOfSale } from '../../../src/journal/records.ts';
import { storyOf } from '../../../src/till/manager/story.ts';
import type { OfficeParts, OfficeReply } from './office-parts.ts';
import type { MovementRow } from './office-store.ts';

/** A page that somebody looks at; null where there is none, or it is not theirs to see. */
export async function answerView(
  parts: Pick<OfficeParts, 'store' | 'people' | 'settings' | 'reports' | 'clock'>,
  viewer: Viewer,
  url: URL,
): Promise<OfficeReply | null> {
  const { store, people, settings, reports, clock } = parts;
  if (!maySee(viewer, url.pathname)) return null;
  const nowMs = clock.nowMs();
  const asked = (name: string): string | null => url.searchParams.get(name) || null;
  const today = new Date(nowMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
  switch (url.pathname) {
    case '/': {
      const tills = await store.tills(viewer, nowMs);
      const urgent = (await store.cases(viewer, null)).filter(isUrgent).length;
      return page(framed(viewer, '/', 'Tills · the chain', tillsContent(viewer, tills, urgent, nowMs)));
    }
    case '/cases':
      return page(
        framed(
          viewer,
          '/cases',
          'Cases · the chain',
          casesContent(viewer, await store.cases(viewer, asked('till')), nowMs),
        ),
      );
    case '/search': {
      const id = (asked('q') ?? '').trim();
      return page(
        framed(viewer, null, 'Search · the chain', searchContent(id, await store.find(viewer, id))),
      );
    }
    case '/sale': {
      const sale = await store.sale(viewer, asked('till') ?? '', asked('sale') ?? '');
      if (sale === null) return null;
      const { bodies, attempts } = await store.rowsOf(sale.till, sale.saleId);
      return page(
        framed(viewer, null, 'Sale · the chain', saleContent(sale, storyIn(bodies, sale), attempts)),
      );
    }
    case '/day': {
      const date = dateOf(asked('date')) ?? today;
      return page(
        framed(viewer, '/day', 'Day · the chain', dayContent(await store.day(viewer, date, asked('store')))),
      );
    }
    case '/export/movements.csv':
    case '/export/journal.csv': {
      const date = dateOf(asked('date')) ?? today;
      const rows = (await store.movements(viewer, date, asked('store'))).map(movedRow);
      const isJournal = url.pathname === '/export/journal.csv';
      return {
        kind: 'file',
        name: `${isJournal ? 'journal' : 'movements'}-${date}.csv`,
        text: isJournal ? journalCsv(date, rows) : movementsCsv(rows),
      };
    }
    case '/z':
      return page(
        framed(
          viewer,
          '/z',
          'Closed days · the chain',
          closedDaysContent((await store.closedDays(viewer)).flatMap(closedDay)),
        ),
      );
    case '/limits': {
      const limits = await settings.limits(today);
      return page(framed(viewer, '/limits', 'Limits · the chain', limitsContent(viewer, limits, null)));
    }
    case '/reports': {
      const yesterday = dayAfter(today, -1);
      const content = reportsContent(viewer, await reports.compared(), {
        ...{ isThere: reports.isThere, day: dateOf(asked('day')) ?? yesterday, nowMs, said: null },
      });
      return page(framed(viewer, '/reports', 'Reports · the chain', content));
    }
    case '/config': {
      const first = (await store.day(viewer, today, null)).stores[0]?.storeId ?? '';
      const seen = await settings.config(viewer.storeId ?? asked('store') ?? first);
      const content = configContent(viewer, ownStores(viewer, seen), nowMs, null);
      return page(framed(viewer, '/config', 'Config · the chain', content));
    }
    case '/people':
      return page(
        framed(viewer, '/people', 'People · the chain', peopleContent(viewer, await people.list(), null)),
      );
    case '/audit':
      return page(framed(viewer, '/audit', 'Audit · the chain', auditContent(await store.audit())));
    default:
      return null;
  }
}

/** Whoever is of one store sees that store alone. */
function ownStores({ storeId }: Viewer, seen: ConfigSeen): ConfigSeen {
  return { ...seen, stores: seen.stores.filter((store) => storeId === null || store.storeId === storeId) };
}

function page(text: string): OfficeReply {
  return { kind: 'page', text };
}

function dateOf(text: string | null): string | null {
  return text !== null && isDay(text) ? text : null;
}

function isUrgent({ kind, closed }: CaseSeen): boolean {
  const known = CASE_KINDS.find((each) => each === kind);
  return closed === null && known !== undefined && CASE_WORDS[known].isUrgent;
}

/** The sale's story as the till's own desk tells it; none where a newer till wrote a row of it. */
function storyIn(bodies: readonly string[], { timeZone }: SaleSeen): StoryTold[] {
  const events = bodies.map((body) => {
    const record = decodeRecord(body);
    return record.ok && isOfSale(record.value) ? record.value : null;
  });
  const known = events.filter((event) => event !== null);
  return known.length < events.length ? [] : storyOf(known, (atMs) => isoWithOffset(atMs, timeZone));
}

function movedRow(row: MovementRow): MovedRow {
  return {
    ...{ till: row.till_id, store: row.store_id, timeZone: row.time_zone, type: row.type },
    ...{ currency: row.currency, minor: row.amount_minor, wallet: row.wallet, gateway: row.gateway },
    ...{ atMs: row.at_ms, orderId: row.order_id, paymentRequestId: row.payment_request_id },
    ...{ paymentId: row.payment_id, refundRequestId: row.refund_request_id },
  };
}

const closedRow = z.object({
  number: z.number(),
  atMs: z.number(),
  totals: z.array(
    z.object({
      type: z.string(),
      currency: z.string(),
      count: z.number(),
      amountMinor: z.union([z.number(), z.string()]),
    }),
  ),
  unresolved: z.array(z.unknown()),
});

function closedDay({
  till,
  body,
  timeZone,
}: {
  readonly till: string;
  readonly body: string;
  readonly timeZone: string;
}): ClosedDay[] {
  const read = closedRow.safeParse(JSON.parse(body));
  if (!read.success) return [];
  const { number, atMs, totals, unresolved } = read.data;
  const sums = Map.groupBy(totals, ({ type, currency }) => `${type} ${currency}`);
  const words = [...sums.values()].map((of) => {
    const [first] = of;
    const count = of.reduce((sum, total) => sum + total.count, 0);
    const minor = of.reduce((sum, total) => sum + Number(total.amountMinor), 0);
    return `${count} ${first?.type ?? ''}${count === 1 ? '' : 's'}: ${amountWords(first?.currency ?? '', minor)}`;
  });
  return [{ till, number, at: isoWithOffset(atMs, timeZone), sums: words, unresolved: unresolved.length }];
}
