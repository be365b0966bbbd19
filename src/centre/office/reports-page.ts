import { ageWords } from './amounts.ts';
import { formToken, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct } from './roles.ts';

/** What a day's reports came to, held against the rows of all tills. */
export interface ComparedSeen {
  readonly day: string;
  readonly atMs: number;
  readonly personId: string;
  readonly verdict: string;
  readonly matched: number;
  readonly findings: number;
  /** The whole result, in words. */
  readonly story: string;
}

const VERDICTS: Readonly<Partial<Record<string, string>>> = {
  match: 'all the same',
  mismatch: 'differs',
  unreadable: 'a report cannot be read',
  noReport: 'no report is there',
};

/** Reconciliation of the whole shop: days that were compared, newest first, and the form to compare one. */
export function reportsContent(
  viewer: Viewer,
  compared: readonly ComparedSeen[],
  {
    isThere,
    day,
    nowMs,
    said,
  }: {
    readonly isThere: boolean;
    readonly day: string;
    readonly nowMs: number;
    readonly said: string | null;
  },
): Html {
  const form =
    isThere && mayAct(viewer.role, 'compareReports')
      ? html`<form class="row" method="post" action="/reports/compare">
          ${formToken(viewer)}
          <div>
            <label for="day">Day of the acquirer</label
            ><input id="day" name="day" type="date" value="${day}" required />
          </div>
          <button>Compare</button>
        </form>`
      : null;
  return html`<h1>Reports</h1>
    <p class="lead">
      The acquirer’s reports of a day against the rows of all tills. What differs is a case.
      ${isThere ? '' : html`<strong>No folder of reports is set: see <code>reports</code> of centre.json.</strong>`}
    </p>
    ${said === null ? null : html`<p class="said" role="alert">${said}</p>`}${form}
    ${compared.length === 0 ? html`<p class="empty">No day was compared yet.</p>` : compared.map((each) => comparedHtml(each, nowMs))}`;
}

function comparedHtml(
  { day, verdict, matched, findings, story, personId, atMs }: ComparedSeen,
  nowMs: number,
): Html {
  const isGood = verdict === 'match';
  return html`<article class="case">
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      ${isGood ? html`<path d="M2 9l4 4 8-10" fill="none" stroke="#0b4d2c" stroke-width="2.5" />` : html`<path d="M8 1l7 14H1z" fill="#f2b32c" stroke="#1b1a17" />`}
    </svg>
    <h2>${day}: ${VERDICTS[verdict] ?? verdict}</h2>
    <p class="todo">
      ${matched} the
      same${findings === 0 ? '' : html`, <a href="/cases">${findings} ${findings === 1 ? 'difference' : 'differences'}</a>`}
    </p>
    <div class="facts">
      ${personId}, ${ageWords(nowMs - atMs)}
      <details>
        <summary>The whole result</summary>
        <pre tabindex="0">${story}</pre>
      </details>
    </div>
  </article>`;
}
