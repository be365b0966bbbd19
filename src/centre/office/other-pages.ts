import { html, type Html } from './html.ts';
import { ACT_WORDS } from './roles.ts';

/** A day that a till closed. */
export interface ClosedDay {
  readonly till: string;
  readonly number: number;
  readonly at: string;
  readonly sums: readonly string[];
  readonly unresolved: number;
}

/** The closed days of all tills, newest first. */
export function closedDaysContent(days: readonly ClosedDay[]): Html {
  const rows = days.map(
    ({ till, number, at, sums, unresolved }) =>
      html`<tr>
        <td>${at.replace('T', ' ')}</td>
        <td>${till}</td>
        <td class="n">${number}</td>
        <td>${sums.join(' · ')}</td>
        <td class="n">${unresolved}</td>
      </tr>`,
  );
  return html`<h1>Closed days</h1>
    <p class="lead">Z of every till, as its journal has it: immutable.</p>
    ${
      days.length === 0
        ? html`<p class="empty">No till has closed a day yet.</p>`
        : html`<div class="wide" tabindex="0" role="group" aria-label="Closed days">
            <table>
              <thead>
                <tr>
                  <th scope="col">Closed</th>
                  <th scope="col">Till</th>
                  <th scope="col" class="n">Z</th>
                  <th scope="col">Sums</th>
                  <th scope="col" class="n">Unresolved</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }`;
}

export interface AuditLine {
  readonly at: string;
  readonly person: string;
  readonly act: string;
  readonly subject: string;
}

/** Who did what. */
export function auditContent(lines: readonly AuditLine[]): Html {
  const rows = lines.map(
    ({ at, person, act, subject }) =>
      html`<tr>
        <td>${at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</td>
        <td>${person}</td>
        <td>${actWords(act)}</td>
        <td class="id">${subject}</td>
      </tr>`,
  );
  return html`<h1>Audit</h1>
    <p class="lead">Every act in the office, newest first. Nothing can be taken out.</p>
    <div class="wide" tabindex="0" role="group" aria-label="Audit">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">About</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** Older rows, and signing in, have words of their own. */
function actWords(act: string): string {
  const [name = '', refused] = act.split(' ', 2);
  const words = Object.entries(ACT_WORDS).find(([known]) => known === name)?.[1];
  return words === undefined ? act : `${words}${refused === undefined ? '' : ': refused'}`;
}
