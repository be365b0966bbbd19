import { parsePushed, shownPushed } from '../../config/pushed.ts';
import { ageWords } from './amounts.ts';
import { formToken, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct } from './roles.ts';

/** The configs that were pushed to a store, newest first, and how its tills stand with them. */
export interface ConfigSeen {
  readonly store: string;
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
  readonly versions: readonly {
    readonly version: number;
    readonly body: string;
    readonly madeBy: string;
    readonly madeAtMs: number;
    readonly backTo: number | null;
  }[];
  readonly tills: readonly {
    readonly terminal: string;
    readonly version: number;
    readonly refused: string | null;
  }[];
}

/** What the tills of a store are told; `draft`: what was sent and refused, with why. */
export function configContent(
  viewer: Viewer,
  seen: ConfigSeen,
  nowMs: number,
  draft: { readonly body: string; readonly why: string } | null,
): Html {
  const { store, stores, versions, tills } = seen;
  const newest = versions[0];
  const may = mayAct(viewer.role, 'pushConfig');
  const options = stores.map(({ storeId, name }) =>
    storeId === store
      ? html`<option value="${storeId}" selected>${name}</option>`
      : html`<option value="${storeId}">${name}</option>`,
  );
  return html`<h1>Config</h1>
    <p class="lead">
      What the centre sets at all tills of a store: routes, managers, cashiers, languages, limits, marks. It
      is signed; each till checks it as its own config, and takes it while nothing is under way.
    </p>
    <form class="row" action="/config">
      <div>
        <label for="store">Store</label
        ><select id="store" name="store">
          ${options}
        </select>
      </div>
      <button class="second">Show</button>
    </form>
    ${draft === null ? null : html`<p class="said" role="alert">Nothing was pushed. ${draft.why}</p>`}
    ${
      may
        ? html`<form class="config" method="post" action="/config/push">
            ${formToken(viewer)}${ofConfig(store, newest?.version ?? 0)}
            <label for="body">The next version, as JSON</label>
            <textarea id="body" name="body" rows="14" spellcheck="false" required>
${draft?.body ?? pretty(newest?.body ?? '{}')}</textarea>
            <button>Push to the tills of this store</button>
          </form>`
        : null
    }
    ${tillsTable(tills, newest?.version ?? 0)}
    <h2>Versions</h2>
    ${
      versions.length === 0
        ? html`<p class="empty">Nothing was pushed to this store yet. Its tills go by their own config.</p>`
        : html`<ol class="versions" reversed>
            ${versions.map((each) => versionHtml(viewer, store, each, newest?.version ?? 0, nowMs))}
          </ol>`
    }`;
}

function tillsTable(tills: ConfigSeen['tills'], newest: number): Html | null {
  if (tills.every(({ version }) => version === 0 && newest === 0)) return null;
  const rows = tills.map(
    ({ terminal, version, refused }) =>
      html`<tr>
        <th scope="row">${terminal}</th>
        <td class="n">${version === 0 ? 'its own' : version}</td>
        <td>${refused !== null ? `refused: ${refused}` : standing(version, newest)}</td>
      </tr>`,
  );
  return html`<h2>Tills</h2>
    <div class="wide" tabindex="0" role="group" aria-label="Tills and their config">
      <table>
        <thead>
          <tr>
            <th scope="col">Till</th>
            <th scope="col" class="n">Runs with</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function standing(version: number, newest: number): string {
  if (version === newest) return 'up to date';
  return version < newest ? 'not yet' : 'pushed before this database was put back: push it again';
}

function versionHtml(
  viewer: Viewer,
  store: string,
  { version, body, madeBy, madeAtMs, backTo }: ConfigSeen['versions'][number],
  newest: number,
  nowMs: number,
): Html {
  const isNewest = version === newest;
  const back =
    !isNewest && mayAct(viewer.role, 'pushConfig')
      ? html`<form method="post" action="/config/back">
          ${formToken(viewer)}${ofConfig(store, newest)}<input
            type="hidden"
            name="version"
            value="${version}"
          /><button class="second" aria-label="Put version ${version} back">Put back</button>
        </form>`
      : null;
  return html`<li value="${version}">
    <details>
      <summary>
        ${madeBy},
        ${ageWords(nowMs - madeAtMs)}${backTo === null ? '' : `, version ${backTo} put back`}${isNewest ? ' · the newest' : ''}
      </summary>
      <pre>${pretty(body)}</pre>
    </details>
    ${back}
  </li>`;
}

/** What a form about a store's config carries: of which store, and after which version. */
function ofConfig(store: string, newest: number): Html {
  return html`<input type="hidden" name="store" value="${store}" /><input
      type="hidden"
      name="seen"
      value="${newest}"
    />`;
}

/** Without hashes: whoever looks at the page sees that there is one, and not which. */
function pretty(body: string): string {
  const read = parsePushed(body);
  return read.ok ? JSON.stringify(shownPushed(read.value), null, 2) : '';
}
