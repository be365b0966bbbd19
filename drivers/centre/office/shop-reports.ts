import { KINDS } from '../../../src/acquirers/kinds.ts';
import { readingOf } from '../../../src/acquirers/report-form.ts';
import type { ComparedSeen } from '../../../src/centre/office/reports-page.ts';
import { err, ok, type Result } from '../../../src/ground/result.ts';
import { isoWithOffset } from '../../../src/ground/time.ts';
import { decodeRow, isOfSale, type JournalRecord } from '../../../src/journal/records.ts';
import { entriesOf, type TillEntry } from '../../../src/reconcile/entries.ts';
import type { Finding } from '../../../src/reconcile/findings.ts';
import { match, type Reconciliation } from '../../../src/reconcile/match.ts';
import { parseReportName } from '../../../src/reconcile/report-name.ts';
import { readSheet } from '../../../src/reconcile/sheets.ts';
import { reconciliationText, sentencesOf } from '../../../src/reconcile/words.ts';
import { fetchReports } from '../../reports/fetch.ts';
import { localFolder } from '../../reports/local-folder.ts';
import type { Database } from '../database.ts';

const DAY_MS = 86_400_000;
const ZONE = 'UTC';
const COMPARED_MAX = 60;

/** Where the acquirer's reports of all stores lie, and whose they are. */
export interface ReportsPlace {
  readonly folder: string;
  readonly merchant: string;
  readonly kind: string;
  readonly participantId: string | undefined;
  /** What the tills call the gateways of which they tell; undefined where they tell of all. */
  readonly gateways: readonly string[] | undefined;
}

/** Holds an acquirer's reports of a day against the rows of all tills; what differs are cases. */
export class ShopReports {
  readonly #database: Database;
  readonly #place: ReportsPlace | null;

  constructor(database: Database, place: ReportsPlace | null) {
    this.#database = database;
    this.#place = place;
  }

  get isThere(): boolean {
    return this.#place !== null;
  }

  async compared(): Promise<ComparedSeen[]> {
    const rows = await this.#database.query<Omit<ComparedSeen, 'atMs'> & { at: Date }>(
      `SELECT day, at, person_id AS "personId", verdict, matched, findings, story FROM centre.compared ORDER BY day DESC LIMIT ${COMPARED_MAX}`,
    );
    return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
  }

  /** Compares a day of the acquirer. Errors: why nothing could be compared, in words. */
  async compare(day: string, personId: string): Promise<Result<Reconciliation, string>> {
    const place = this.#place;
    const form = KINDS.find(({ kind }) => kind === place?.kind)?.report ?? null;
    if (place === null || form === null)
      return err('centre.json names no reports that this centre can read.');
    const reading = readingOf(form);
    const { names, folders = [], dayOffsetMs, comes } = form;
    const account = place.participantId ?? null;
    const files = await fetchReports(localFolder(), place.folder, { account, day, names, folders });
    if (!files.ok) return err(files.error.say);
    const told = [...new Set(files.value.flatMap(({ file }) => parseReportName(file, names)?.account ?? []))];
    if (account === null && told.length > 1)
      return err(
        `The reports are of several participants (${told.join(', ')}): say which one in reports.participantId.`,
      );
    const entries = await this.#entries(day);
    const result = match(
      {
        ...{ day, dayOffsetMs },
        participantId: account ?? told[0] ?? null,
        referenceMerchantId: place.merchant,
      },
      files.value.map((file) => readSheet(file, reading)),
      entries.filter(({ gateway }) => place.gateways?.includes(gateway) ?? true),
    );
    await this.#keep(result, { name: place.kind, comes }, personId);
    return ok(result);
  }

  /** What all tills say of the days around: each by its own rows on its present line. */
  async #entries(day: string): Promise<TillEntry[]> {
    const middleMs = Date.parse(`${day}T04:00:00Z`);
    const rows = await this.#database.query<{ till_id: string; body: string }>(
      `SELECT e.till_id, e.body FROM centre.event e JOIN centre.till t USING (till_id)
       WHERE e.epoch = centre.epoch_at(e.till_id, t.epoch, e.seq) AND (e.till_id, e.sale_id) IN
         (SELECT s.till_id, s.sale_id FROM centre.sale s WHERE s.opened_at_ms BETWEEN $1 AND $2
          UNION SELECT m.till_id, m.sale_id FROM centre.movement m WHERE m.at_ms BETWEEN $1 AND $2)
       ORDER BY e.till_id, e.seq`,
      [middleMs - 2 * DAY_MS, middleMs + 3 * DAY_MS],
    );
    const byTill = Map.groupBy(rows, ({ till_id }) => till_id);
    return [...byTill.values()].flatMap((of) =>
      entriesOf(
        of.flatMap(({ body }): JournalRecord[] => {
          const row = decodeRow(body);
          return row.ok && isOfSale(row.value.record) ? [row.value.record] : [];
        }),
      ),
    );
  }

  async #keep(
    result: Reconciliation,
    source: { readonly name: string; readonly comes: string },
    personId: string,
  ): Promise<void> {
    const { day, dayOffsetMs, verdict, matched, findings } = result;
    const time = (atMs: number): string => isoWithOffset(atMs, ZONE);
    await this.#database.transaction(async (sql) => {
      await sql.query(
        `INSERT INTO centre.compared VALUES ($1, now(), $2, $3, $4, $5, $6)
         ON CONFLICT (day) DO UPDATE SET at = now(), person_id = excluded.person_id, verdict = excluded.verdict,
           matched = excluded.matched, findings = excluded.findings, story = excluded.story`,
        [day, personId, verdict, matched, findings.length, reconciliationText(result, source, time)],
      );
      const subjects = findings.map((finding, at) => `${day} ${finding.kind} ${idOf(finding) ?? at}`);
      // What an earlier look at this day had found, and this one does not, has settled by itself.
      await sql.query(
        `UPDATE centre.office_case SET closed_at = now(), closed_by = 'centre', closed_why = 'The reports and the books agree now.'
         WHERE kind = 'difference' AND subject LIKE $1 AND closed_at IS NULL AND NOT (subject = ANY ($2))`,
        [`${day} %`, subjects],
      );
      for (const [at, finding] of findings.entries())
        await sql.query('SELECT centre.open_case($1, $2, NULL, $3, $4)', [
          ...['difference', subjects[at], orderOf(finding)],
          JSON.stringify({ day, what: sentencesOf(finding, time, dayOffsetMs).join(' ') }),
        ]);
    });
  }
}

function idOf(finding: Finding): string | null {
  if ('row' in finding) return finding.row.transactionRequestId ?? finding.row.transactionId ?? null;
  if ('entry' in finding) return finding.entry.refundRequestId ?? finding.entry.paymentRequestId;
  return 'file' in finding ? finding.file : null;
}

function orderOf(finding: Finding): string | null {
  return 'entry' in finding && finding.entry !== null ? finding.entry.referenceOrderId : null;
}
