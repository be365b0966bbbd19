import type { Leave } from '../../payment/leave.ts';
import { isoWithOffset } from '../../ground/time.ts';
import { amountWords } from './amounts.ts';
import { html, type Html } from './html.ts';

/** A sale of any till. */
export interface SaleSeen {
  readonly till: string;
  readonly saleId: string;
  readonly orderId: string;
  readonly state: string;
  readonly currency: string;
  readonly minor: number;
  readonly openedAtMs: number;
  readonly wallet: string | null;
  readonly timeZone: string;
}

/** What the search found. */
export function searchContent(query: string, sales: readonly SaleSeen[]): Html {
  return html`<h1>${sales.length === 0 ? 'Nothing found' : `Found ${sales.length}`}</h1>
    <p class="lead">
      for <strong>${query}</strong>, over all tills: by order, sale, payment, refund, and the acquirers’ ids,
      whole.
    </p>
    ${sales.length === 0 ? html`<p class="empty">No till has told of this id. A till that is silent may know it.</p>` : salesTable(sales, 'Sales')}`;
}

/** Sales as a table; each leads to its story. */
export function salesTable(sales: readonly SaleSeen[], caption: string): Html {
  const rows = sales.map(
    (sale) =>
      html`<tr>
        <td>${isoWithOffset(sale.openedAtMs, sale.timeZone).replace('T', ' ')}</td>
        <td>${sale.till}</td>
        <td class="id">
          <a href="/sale?till=${encodeURIComponent(sale.till)}&amp;sale=${encodeURIComponent(sale.saleId)}"
            >${sale.orderId}</a
          >
        </td>
        <td>${sale.state}</td>
        <td>${sale.wallet ?? ''}</td>
        <td class="n">${amountWords(sale.currency, sale.minor)}</td>
      </tr>`,
  );
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Opened</th>
          <th scope="col">Till</th>
          <th scope="col">Order</th>
          <th scope="col">State</th>
          <th scope="col">Wallet</th>
          <th scope="col" class="n">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** One line of a sale's story, as the till's own desk tells it. */
export interface StoryTold {
  readonly at: string;
  readonly say: string;
}

/** An attempt, and by whose leave it began. */
export interface AttemptSeen {
  readonly paymentRequestId: string;
  readonly by: Leave['by'];
}

const BEGUN: Readonly<Record<Leave['by'], string>> = {
  centre: 'begun by leave of the centre',
  home: 'begun by the order’s own till, without the centre',
  override: 'begun on a manager’s word',
};

/** A sale with its story; `attempts` say under what each attempt began. */
export function saleContent(
  sale: SaleSeen,
  story: readonly StoryTold[],
  attempts: readonly AttemptSeen[],
): Html {
  const lines = story.map(
    ({ at, say }) => html`<li><time datetime="${at}">${at.replace('T', ' ')}</time> ${say}</li>`,
  );
  return html`<h1>${amountWords(sale.currency, sale.minor)}</h1>
    <p class="lead">
      ${sale.state} · order ${sale.orderId} · ${sale.till}${sale.wallet === null ? '' : ` · ${sale.wallet}`}
    </p>
    ${attempts.map(
      ({ paymentRequestId, by }) => html`<p class="soft">Payment ${paymentRequestId}: ${BEGUN[by]}</p>`,
    )}
    <h2>Story</h2>
    ${
      lines.length === 0
        ? html`<p class="empty">Its rows are of a newer till: this centre cannot tell them yet.</p>`
        : html`<ol class="story">
            ${lines}
          </ol>`
    }`;
}
