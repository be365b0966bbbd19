import { amountWords } from './amounts.ts';
import { formToken, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct } from './roles.ts';

/** What one manager may give back on a day, over all tills. */
export interface LimitSeen {
  readonly approverId: string;
  readonly currency: string;
  readonly dayMaxMinor: number;
  readonly usedMinor: number;
}

/** The limits of managers over all tills; an owner sets and removes them. */
export function limitsContent(viewer: Viewer, limits: readonly LimitSeen[], said: string | null): Html {
  const may = mayAct(viewer.role, 'setLimit');
  const rows = limits.map(
    ({ approverId, currency, dayMaxMinor, usedMinor }) =>
      html`<tr>
        <th scope="row" class="id">${approverId}</th>
        <td class="n">${amountWords(currency, dayMaxMinor)}</td>
        <td class="n">${amountWords(currency, usedMinor)}</td>
        <td class="act">
          ${
            may
              ? html`<form method="post" action="/limits/remove">
                  ${formToken(viewer)}<input type="hidden" name="manager" value="${approverId}" /><input
                    type="hidden"
                    name="currency"
                    value="${currency}"
                  /><button class="second" aria-label="Remove the limit of ${approverId} in ${currency}">
                    Remove
                  </button>
                </form>`
              : ''
          }
        </td>
      </tr>`,
  );
  return html`<h1>Limits</h1>
    <p class="lead">
      What each manager may give back on a day of UTC, over all tills together. A till asks before it refunds;
      without the centre, its own limits hold.
    </p>
    ${said === null ? null : html`<p class="said" role="alert">${said}</p>`}
    ${
      limits.length === 0
        ? html`<p class="empty">No manager has a limit over all tills.</p>`
        : html`<div class="wide" tabindex="0" role="group" aria-label="Limits">
            <table class="narrow">
              <thead>
                <tr>
                  <th scope="col">Manager</th>
                  <th scope="col" class="n">A day</th>
                  <th scope="col" class="n">Given back today</th>
                  <th scope="col"><span class="unseen">Change</span></th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }
    ${may ? newLimit(viewer) : null}`;
}

function newLimit(viewer: Viewer): Html {
  return html`<h2>Set a limit</h2>
    <form class="row" method="post" action="/limits/set">
      ${formToken(viewer)}
      <div>
        <label for="manager">Manager, as in the tills’ config</label
        ><input id="manager" name="manager" required maxlength="64" autocomplete="off" />
      </div>
      <div>
        <label for="currency">Currency</label
        ><input id="currency" name="currency" required pattern="[A-Z]{3}" maxlength="3" size="5" />
      </div>
      <div>
        <label for="amount">Amount a day</label
        ><input id="amount" name="amount" required inputmode="decimal" maxlength="16" />
      </div>
      <button>Set</button>
    </form>`;
}
