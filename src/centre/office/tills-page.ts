import { ageWords, amountWords } from './amounts.ts';
import { formToken, questionContent, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct } from './roles.ts';

/** A till as the office sees it. */
export interface TillSeen {
  readonly till: string;
  readonly terminal: string;
  readonly store: string;
  readonly state: 'waiting' | 'enrolled' | 'fenced' | 'revoked';
  readonly heardAtMs: number | null;
  readonly rows: number;
  readonly openSales: number;
  readonly soldToday: readonly {
    readonly currency: string;
    readonly minor: number;
    readonly count: number;
  }[];
  readonly cases: number;
}

/** After so long without a word a till is late. Ours: it says that it is there every minute. */
export const LATE_MS = 5 * 60_000;

type Look = 'ok' | 'late' | 'bad' | 'off';

/** How a till stands, with a shape beside the colour. */
export function lookOf({ state, heardAtMs }: Pick<TillSeen, 'state' | 'heardAtMs'>, nowMs: number): Look {
  if (state === 'fenced') return 'bad';
  if (state !== 'enrolled') return 'off';
  return heardAtMs === null || nowMs - heardAtMs > LATE_MS ? 'late' : 'ok';
}

export interface TillsSeen {
  readonly tills: readonly TillSeen[];
  /** How many cases cost money by waiting. */
  readonly urgent: number;
  /** Tills that have not told all since the database was put back from a copy. */
  readonly notHeard: readonly string[];
}

/** The wall of tills: cases first, then what is late, then the rest. */
export function tillsContent(viewer: Viewer, { tills, urgent, notHeard }: TillsSeen, nowMs: number): Html {
  const late = tills.filter((till) => lookOf(till, nowMs) === 'late').length;
  const order: readonly Look[] = ['bad', 'late', 'ok', 'off'];
  const sorted = tills.toSorted(
    (one, other) => order.indexOf(lookOf(one, nowMs)) - order.indexOf(lookOf(other, nowMs)),
  );
  return html`<h1>Tills</h1>
    <p class="lead">
      ${leadOf(tills.length, late)}
      ${urgent === 0 ? 'No case waits.' : html`<a href="/cases">${urgent} ${urgent === 1 ? 'case waits' : 'cases wait'} for a person.</a>`}
    </p>
    ${notHeard.length === 0 ? null : healing(viewer, notHeard)}
    ${tills.length === 0 ? html`<p class="empty">There is no till yet. Add one below; the code that is shown then goes into its enrolment file.</p>` : html`<div class="wall">${sorted.map((till) => tape(viewer, till, { nowMs, isHeard: !notHeard.includes(till.till) }))}</div>`}
    ${mayAct(viewer.role, 'enrolTill') ? newTill(viewer) : null}`;
}

/** Until all have told, an order may be charged at a till that this database has forgotten. */
function healing(viewer: Viewer, notHeard: readonly string[]): Html {
  const isOne = notHeard.length === 1;
  const names = notHeard.map((till) => html`<li>${shape('late')}<span>${till}</span></li>`);
  return html`<section class="notice" role="status" aria-labelledby="put-back">
    <h2 id="put-back">The centre was put back from a copy</h2>
    <p>
      ${isOne ? 'One till has' : `${notHeard.length} tills have`} not told yet what happened since. Until then
      a till sells only its own orders, and refunds only its own payments.
    </p>
    ${
      viewer.storeId === null
        ? html`<ul class="names" aria-label="Not heard yet">
            ${names}
          </ul>`
        : null
    }
    ${
      mayAct(viewer.role, 'goOn')
        ? html`<form method="post" action="/tills/go-on">
            ${formToken(viewer)}<button class="second">Go on without ${isOne ? 'it' : 'them'}</button>
            <p>
              Only if ${isOne ? 'it never comes' : 'they never come'} back. What was charged there could be
              charged again.
            </p>
          </form>`
        : html`<p class="soft">
            They tell by themselves as soon as they run. An owner may go on without them.
          </p>`
    }
  </section>`;
}

function leadOf(count: number, late: number): string {
  if (count === 0) return '';
  if (late === 0) return count === 1 ? 'One till, and it speaks.' : `${count} tills.`;
  return `${late} of ${count} ${late === 1 ? 'has' : 'have'} not spoken for a while.`;
}

const WORDS: Readonly<Record<Look, string>> = {
  ok: 'speaks',
  late: 'silent',
  bad: 'fenced',
  off: 'not enrolled',
};

/** `isHeard`: false where the till has not told all since the database was put back. */
function tape(
  viewer: Viewer,
  till: TillSeen,
  { nowMs, isHeard }: { readonly nowMs: number; readonly isHeard: boolean },
): Html {
  const look = lookOf(till, nowMs);
  const word = till.state === 'revoked' ? 'revoked' : WORDS[look];
  const age = till.heardAtMs === null ? 'never spoke' : ageWords(nowMs - till.heardAtMs);
  const sums = till.soldToday.map(
    ({ currency, minor, count }) =>
      html`<span class="sum">${amountWords(currency, minor)}</span
        ><small>${count} ${count === 1 ? 'sale' : 'sales'} today</small>`,
  );
  return html`<article class="tape ${look}">
    <h2>${till.terminal}</h2>
    <small>${till.store}</small> <span class="state">${shape(look)}${word}</span
    ><small>${age} · ${till.rows} rows${till.openSales === 0 ? '' : ` · ${till.openSales} open`}</small>
    ${isHeard ? null : html`<small class="waits">${shape('late')}has not told all yet</small>`}
    ${till.cases === 0 ? null : html`<a href="/cases?till=${encodeURIComponent(till.till)}">${till.cases} ${till.cases === 1 ? 'case' : 'cases'}</a>`}
    ${sums.length === 0 ? html`<span class="sum soft">—</span><small>nothing sold today</small>` : sums}
    ${actsOf(viewer, till)}
  </article>`;
}

function actsOf(viewer: Viewer, till: TillSeen): Html | null {
  if (!mayAct(viewer.role, 'enrolTill')) return null;
  const hidden = html`${formToken(viewer)}<input type="hidden" name="till" value="${till.till}" />`;
  const enrol = html`<form method="post" action="/tills/code">
    ${hidden}<button class="second">${till.state === 'enrolled' ? 'Enrol anew' : 'Show a code'}</button>
  </form>`;
  const revoke =
    mayAct(viewer.role, 'revokeTill') && till.state !== 'revoked'
      ? html`<a class="key second" href="/tills/revoke?till=${encodeURIComponent(till.till)}"
          >Revoke<span class="unseen"> ${till.terminal}</span></a
        >`
      : null;
  return html`<details>
    <summary>Enrolment</summary>
    ${enrol}${revoke}
  </details>`;
}

/** Asked before a till is revoked: a shop may sell at it now. */
export function revokeContent(viewer: Viewer, { till, terminal, store }: TillSeen): Html {
  return questionContent(viewer, {
    title: `Revoke till ${terminal} of ${store}?`,
    say: 'From then on it begins an order only on a manager’s word, gets no config, and tells the centre nothing. A new code lets it in again.',
    ...{ act: '/tills/revoke', fields: { till }, word: `Revoke ${terminal}`, back: '/' },
  });
}

/** A tick, a clock's hand, a bar, an empty ring: no state is told by colour alone. */
function shape(look: Look): Html {
  const drawn = {
    ok: html`<path d="M2 9l4 4 8-10" fill="none" stroke="#0b4d2c" stroke-width="2.5" />`,
    late: html`<circle cx="8" cy="8" r="6.5" fill="#f2b32c" stroke="#1b1a17" /><path
        d="M8 4v4l3 2"
        fill="none"
        stroke="#1b1a17"
        stroke-width="1.5"
      />`,
    bad: html`<path d="M1 5h14v6H1z" fill="#86190f" />`,
    off: html`<circle cx="8" cy="8" r="6" fill="none" stroke="#4a463d" stroke-width="2" />`,
  }[look];
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${drawn}</svg>`;
}

function newTill(viewer: Viewer): Html {
  return html`<h2>A new till</h2>
    <form class="row" method="post" action="/tills/new">
      ${formToken(viewer)}
      <div>
        <label for="store">Store id, as in the till’s config</label
        ><input
          id="store"
          name="store"
          required
          maxlength="32"
          ${viewer.storeId === null ? html`` : html`value="${viewer.storeId}" readonly`}
        />
      </div>
      <div>
        <label for="terminal">Terminal id, as in the till’s config</label
        ><input id="terminal" name="terminal" required maxlength="64" />
      </div>
      <button>Show its code</button>
    </form>`;
}

/** The page that shows a code, once. */
export function codeContent(till: string, code: string): Html {
  return html`<h1>Code for ${till}</h1>
    <p class="lead">
      It is shown once and is good for 24 hours. Write it into the file that
      <code>centre.enrolment.file</code> of the till’s config names (mode 0600), and start the till.
    </p>
    <p class="code">${code}</p>
    <p><a href="/">Back to the tills</a></p>`;
}
