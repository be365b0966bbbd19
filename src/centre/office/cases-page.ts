import { CASE_KINDS, CASE_WORDS, type CaseKind } from '../cases.ts';
import { ageWords, amountWords } from './amounts.ts';
import { formToken, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct } from './roles.ts';

/** A case as the office has it. */
export interface CaseSeen {
  readonly caseId: number;
  readonly kind: string;
  readonly subject: string;
  readonly till: string | null;
  readonly orderId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly openedAtMs: number;
  readonly closed: { readonly by: string; readonly why: string } | null;
}

/** The cases: those first that cost money by waiting. */
export function casesContent(viewer: Viewer, cases: readonly CaseSeen[], nowMs: number): Html {
  const open = cases
    .filter(({ closed }) => closed === null)
    .toSorted(
      (one, other) => Number(isUrgent(other)) - Number(isUrgent(one)) || one.openedAtMs - other.openedAtMs,
    );
  const closed = cases.filter((each) => each.closed !== null);
  return html`<h1>Cases</h1>
    <p class="lead">
      What a person has to look at. Each says what to do; a case that settles by itself closes by itself.
    </p>
    ${open.length === 0 ? html`<p class="empty">No case waits.</p>` : open.map((each) => caseHtml(viewer, each, nowMs))}
    ${
      closed.length === 0
        ? null
        : html`<h2>Closed lately</h2>
            ${closed.map((each) => caseHtml(viewer, each, nowMs))}`
    }`;
}

function isUrgent({ kind }: CaseSeen): boolean {
  return isKind(kind) && CASE_WORDS[kind].isUrgent;
}

function isKind(kind: string): kind is CaseKind {
  return CASE_KINDS.some((known) => known === kind);
}

function caseHtml(viewer: Viewer, seen: CaseSeen, nowMs: number): Html {
  const { title, todo } = isKind(seen.kind) ? CASE_WORDS[seen.kind] : { title: seen.kind, todo: '' };
  const urgent = isUrgent(seen);
  const about = seen.till === null ? null : html` · ${seen.till}`;
  const order =
    seen.orderId === null
      ? null
      : html` · order <a href="/search?q=${encodeURIComponent(seen.orderId)}">${seen.orderId}</a>`;
  const closing =
    seen.closed === null && mayAct(viewer.role, 'closeCase')
      ? html`<form method="post" action="/cases/close">
          ${formToken(viewer)}<input type="hidden" name="case" value="${seen.caseId}" /><input
            name="why"
            required
            maxlength="200"
            aria-label="What was done about: ${title}"
            placeholder="What was done"
          /><button class="second">Close</button>
        </form>`
      : null;
  return html`<article class="case">
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      ${urgent ? html`<path d="M8 1l7 14H1z" fill="#f2b32c" stroke="#1b1a17" />` : html`<circle cx="8" cy="8" r="6" fill="none" stroke="#4a463d" stroke-width="2" />`}
    </svg>
    <h2>${title}</h2>
    ${closing}
    <p class="todo">${seen.closed === null ? todo : `${seen.closed.by}: ${seen.closed.why}`}</p>
    <p class="facts">${ageWords(nowMs - seen.openedAtMs)}${about}${order}${factsWords(seen.facts)}</p>
  </article>`;
}

function factsWords(facts: Readonly<Record<string, unknown>>): string {
  const { currency, minor, ...others } = facts;
  const money =
    typeof currency === 'string' && typeof minor === 'number' ? [amountWords(currency, minor)] : [];
  const words = Object.entries(others).map(([name, value]) => `${name}: ${String(value)}`);
  const all = [...money, ...words];
  return all.length === 0 ? '' : ` · ${all.join(' · ')}`;
}
