import { amountWords } from './amounts.ts';
import { html, type Html } from './html.ts';
import { salesTable, type SaleSeen } from './search-page.ts';

/** Money that moved, added up by what a day is opened by. `back`: what went back, by refund or void. */
export interface DaySum {
  readonly key: string;
  readonly currency: string;
  readonly soldMinor: number;
  readonly sold: number;
  readonly backMinor: number;
  readonly back: number;
}

/** A day of a store, or of the whole chain. */
export interface DaySeen {
  /** `yyyy-mm-dd`. */
  readonly date: string;
  readonly store: string | null;
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
  readonly byHour: readonly DaySum[];
  readonly byWallet: readonly DaySum[];
  readonly byGateway: readonly DaySum[];
  readonly byTill: readonly DaySum[];
  readonly sales: readonly SaleSeen[];
}

const HOURS = 24;
/** The chart's measures, in its own units. */
const WIDE = 960;
const HIGH = 220;
const FOOT = 24;

const DAY_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

function dayWords(date: string): string {
  return DAY_WORDS.format(new Date(`${date}T00:00:00Z`));
}

/** The day as a chart by hour, and as tables; each sale leads to its story. */
export function dayContent(day: DaySeen): Html {
  const currencies = [...new Set(day.byHour.map(({ currency }) => currency))].sort();
  const options = day.stores.map(({ storeId, name }) =>
    storeId === day.store
      ? html`<option value="${storeId}" selected>${name}</option>`
      : html`<option value="${storeId}">${name}</option>`,
  );
  const query = `date=${day.date}${day.store === null ? '' : `&store=${encodeURIComponent(day.store)}`}`;
  return html`<h1>${dayWords(day.date)}</h1>
    <form class="row" action="/day">
      <div>
        <label for="date">Day</label><input id="date" name="date" type="date" value="${day.date}" required />
      </div>
      <div>
        <label for="store">Store</label
        ><select id="store" name="store">
          <option value="">The whole chain</option>
          ${options}
        </select>
      </div>
      <button>Show</button> <a href="/export/movements.csv?${query}">Movements as CSV</a
      ><a href="/export/journal.csv?${query}">Accounting form as CSV</a>
    </form>
    ${currencies.length === 0 ? html`<p class="empty">No money moved on this day, as far as the tills have told.</p>` : currencies.map((currency) => ofCurrency(day, currency))}
    ${
      day.sales.length === 0
        ? null
        : html`<h2>Sales</h2>
            ${salesTable(day.sales, 'The newest first, at most 200')}`
    }`;
}

function ofCurrency(day: DaySeen, currency: string): Html {
  const of = (sums: readonly DaySum[]): DaySum[] => sums.filter((sum) => sum.currency === currency);
  const hours = of(day.byHour);
  const total = (pick: (sum: DaySum) => number): number => hours.reduce((sum, hour) => sum + pick(hour), 0);
  const sold = total(({ soldMinor }) => soldMinor);
  const back = total(({ backMinor }) => backMinor);
  return html`<div class="sums">
      <div><strong>${amountWords(currency, sold)}</strong>${total((sum) => sum.sold)} sales</div>
      <div><strong>${amountWords(currency, back)}</strong>${total((sum) => sum.back)} given back</div>
      <div><strong>${amountWords(currency, sold - back)}</strong>left</div>
    </div>
    <p class="soft">By hour of the store: filled, what was sold; outlined, what went back.</p>
    ${chart(hours, currency)}
    ${table('By wallet', 'Wallet', of(day.byWallet))}${table('By acquirer', 'Acquirer', of(day.byGateway))}${table('By till', 'Till', of(day.byTill))}`;
}

function chart(hours: readonly DaySum[], currency: string): Html {
  const most = Math.max(1, ...hours.map(({ soldMinor, backMinor }) => Math.max(soldMinor, backMinor)));
  const step = WIDE / HOURS;
  const high = (minor: number): number => Math.round(((HIGH - FOOT - 20) * minor) / most);
  const bars = hours.map(({ key, soldMinor, sold, backMinor }) => {
    const x = Number(key) * step;
    const [soldHigh, backHigh] = [high(soldMinor), high(backMinor)];
    return html`<g
      ><title>${key}:00, ${sold} sales, ${amountWords(currency, soldMinor)}</title
      ><rect
        x="${x + 4}"
        y="${HIGH - FOOT - soldHigh}"
        width="${step - 16}"
        height="${soldHigh}"
      />${backHigh === 0 ? null : html`<rect class="back" x="${x + step - 11}" y="${HIGH - FOOT - backHigh}" width="7" height="${backHigh}" />`}</g
    >`;
  });
  const marks = Array.from({ length: HOURS / 3 }, (_, at) => at * 3).map(
    (hour) => html`<text x="${hour * step + 4}" y="${HIGH - 6}">${hour}:00</text>`,
  );
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDE} ${HIGH}"
    role="img"
    aria-label="Sales in ${currency} by hour; the table by till below has the same sums"
  >
    <line x1="0" x2="${WIDE}" y1="${HIGH - FOOT}" y2="${HIGH - FOOT}" />
    ${bars}${marks}
  </svg>`;
}

function table(caption: string, what: string, sums: readonly DaySum[]): Html {
  const rows = sums
    .toSorted((one, other) => other.soldMinor - one.soldMinor)
    .map(
      ({ key, currency, soldMinor, sold, backMinor, back }) =>
        html`<tr>
          <th scope="row">${key}</th>
          <td class="n">${sold}</td>
          <td class="n">${amountWords(currency, soldMinor)}</td>
          <td class="n">${back}</td>
          <td class="n">${amountWords(currency, backMinor)}</td>
        </tr>`,
    );
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}">
    <table class="sums-of">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col" class="n">Sales</th>
          <th scope="col" class="n">Sold</th>
          <th scope="col" class="n">Times back</th>
          <th scope="col" class="n">Given back</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
