import { z } from 'zod';
import { CASE_KINDS, CASE_WORDS } from '../../../src/centre/cases.ts';
import { amountWords } from '../../../src/centre/office/amounts.ts';
import { casesContent, type CaseSeen } from '../../../src/centre/office/cases-page.ts';
import { configContent, type ConfigSeen } from '../../../src/centre/office/config-page.ts';
import { dayContent } from '../../../src/centre/office/day-page.ts';
import { journalCsv, movementsCsv, type MovedRow } from '../../../src/centre/office/export-csv.ts';
import { framed, maySee, type Place, type Viewer } from '../../../src/centre/office/frame.ts';
import type { Html } from '../../../src/centre/office/html.ts';
import { auditContent, closedDaysContent, type ClosedDay } from '../../../src/centre/office/other-pages.ts';
import { peopleContent, removeContent } from '../../../src/centre/office/people-page.ts';
import {
  saleContent,
  searchContent,
  type SaleSeen,
  type StoryTold,
} from '../../../src/centre/office/search-page.ts';
import { revokeContent, tillsContent } from '../../../src/centre/office/tills-page.ts';
import { mayAct } from '../../../src/centre/office/roles.ts';
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
  const show = (place: Place, title: string, content: Html): OfficeReply => ({
    kind: 'page',
    text: framed(viewer, place, title, content),
  });
  const dayShown = async (): Promise<string> =>
    dateOf(asked('date')) ?? (await store.today(viewer, asked('store'), nowMs)) ?? today;
  switch (url.pathname) {
    case '/': {
      const tills = await store.tills(viewer, nowMs);
      const urgent = (await store.cases(viewer, null)).filter(isUrgent).length;
      const notHeard = await store.notHeard();
      return show('/', 'Tills', tillsContent(viewer, { tills, urgent, notHeard }, nowMs));
    }
    case '/tills/revoke': {
      const till = (await store.tills(viewer, nowMs)).find((each) => each.till === asked('till'));
      if (till === undefined || till.state === 'revoked' || !mayAct(viewer.role, 'revokeTill')) return null;
      return show('/', 'Revoke a till', revokeContent(viewer, till));
    }
    case '/cases':
      return show('/cases', 'Cases', casesContent(viewer, await store.cases(viewer, asked('till')), nowMs));
    case '/search': {
      const id = (asked('q') ?? '').trim();
      return show(null, 'Search', searchContent(id, await store.find(viewer, id)));
    }
    case '/sale': {
      const sale = await store.sale(viewer, asked('till') ?? '', asked('sale') ?? '');
      if (sale === null) return null;
      const { bodies, attempts } = await store.rowsOf(sale.till, sale.saleId);
      return show(null, 'Sale', saleContent(sale, storyIn(bodies, sale), attempts));
    }
    case '/day':
      return show('/day', 'Day', dayContent(await store.day(viewer, await dayShown(), asked('store'))));
    case '/export/movements.csv':
    case '/export/journal.csv': {
      const date = await dayShown();
      const rows = (await store.movements(viewer, date, asked('store'))).map(movedRow);
      const isJournal = url.pathname === '/export/journal.csv';
      return {
        kind: 'file',
        name: `${isJournal ? 'journal' : 'movements'}-${date}.csv`,
        text: isJournal ? journalCsv(date, rows) : movementsCsv(rows),
      };
    }
    case '/z': {
      const days = (await store.closedDays(viewer)).flatMap(closedDay);
      return show('/z', 'Closed days', closedDaysContent(days));
    }
    case '/limits':
      return show('/limits', 'Limits', limitsContent(viewer, await settings.limits(today), null));
    case '/reports': {
      const yesterday = dayAfter(today, -1);
      const content = reportsContent(viewer, await reports.compared(), {
        ...{ isThere: reports.isThere, day: dateOf(asked('day')) ?? yesterday, nowMs, said: null },
      });
      return show('/reports', 'Reports', content);
    }
    case '/config': {
      const seen = await settings.config(viewer.storeId ?? asked('store'));
      return show('/config', 'Config', configContent(viewer, ownStores(viewer, seen), nowMs, null));
    }
    case '/people':
      return show('/people', 'People', peopleContent(viewer, await people.list(), null));
    case '/people/remove': {
      const person = (await people.list()).find(({ personId }) => personId === asked('person'));
      const isOther = person !== undefined && person.personId !== viewer.personId;
      if (!isOther || !mayAct(viewer.role, 'removePerson')) return null;
      return show('/people', 'Remove a person', removeContent(viewer, person));
    }
    case '/audit':
      return show('/audit', 'Audit', auditContent(await store.audit()));
    default:
      return null;
  }
}

/** Whoever is of one store sees that store alone. */
function ownStores({ storeId }: Viewer, seen: ConfigSeen): ConfigSeen {
  return { ...seen, stores: seen.stores.filter((store) => storeId === null || store.storeId === storeId) };
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
