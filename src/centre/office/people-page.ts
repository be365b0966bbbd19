import { qrModulesOf } from '../../receipt/qr.ts';
import { formToken, questionContent, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct, OFFICE_ROLES, ROLE_WORDS, type OfficeRole } from './roles.ts';

export interface PersonSeen {
  readonly personId: string;
  readonly name: string;
  readonly role: OfficeRole;
  readonly storeId: string | null;
}

/** A person who was not added: what was typed, without the password, and why. */
export interface PersonDraft {
  readonly typed: Readonly<Record<string, string>>;
  readonly why: string;
}

/** The people of the office; an owner adds and removes. */
export function peopleContent(
  viewer: Viewer,
  people: readonly PersonSeen[],
  draft: PersonDraft | null,
): Html {
  return html`<h1>People</h1>
    <p class="lead">Who signs in to this office. People at the tills stand in the config.</p>
    ${draft === null ? null : html`<p class="said" role="alert">Nobody was added. ${draft.why}</p>`}
    <div class="wide" tabindex="0" role="group" aria-label="People">
      <table class="narrow">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Id</th>
            <th scope="col">Role</th>
            <th scope="col"><span class="unseen">Change</span></th>
          </tr>
        </thead>
        <tbody>
          ${people.map((person) => personRow(viewer, person))}
        </tbody>
      </table>
    </div>
    ${mayAct(viewer.role, 'addPerson') ? newPerson(viewer, draft?.typed ?? {}) : null}`;
}

function personRow(viewer: Viewer, { personId, name, role, storeId }: PersonSeen): Html {
  const words = ROLE_WORDS[role];
  const isSelf = personId === viewer.personId;
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="id">${personId}</td>
    <td>
      ${words.name}${storeId === null ? null : html` of <span class="id">${storeId}</span>`}<small
        >${words.may}</small
      >
    </td>
    <td class="act">
      ${isSelf ? html`<span class="soft">you</span>` : null}${
        mayAct(viewer.role, 'removePerson') && !isSelf
          ? html`<a
              class="key second"
              href="/people/remove?person=${encodeURIComponent(personId)}"
              aria-label="Remove ${name}"
              >Remove</a
            >`
          : null
      }
    </td>
  </tr>`;
}

/** Asked before a person is removed: the password and the second factor are gone with the name. */
export function removeContent(viewer: Viewer, { personId, name, role }: PersonSeen): Html {
  return questionContent(viewer, {
    title: `Remove ${name}?`,
    say: `${name} (${personId}, ${ROLE_WORDS[role].name}) is signed out everywhere and signs in no more. Whoever is added again has a new password and a new second factor.`,
    ...{ act: '/people/remove', fields: { person: personId }, word: `Remove ${name}`, back: '/people' },
  });
}

function newPerson(viewer: Viewer, typed: PersonDraft['typed']): Html {
  const field = (name: string): string => typed[name] ?? '';
  // The role that may do least stands first.
  const roles = OFFICE_ROLES.toReversed().map((role) => {
    const words = html`${ROLE_WORDS[role].name}: ${ROLE_WORDS[role].may}`;
    return field('role') === role
      ? html`<option value="${role}" selected>${words}</option>`
      : html`<option value="${role}">${words}</option>`;
  });
  return html`<h2>Somebody new</h2>
    <form class="fields" method="post" action="/people/add">
      ${formToken(viewer)}
      <div>
        <label for="name">Name</label
        ><input id="name" name="name" required maxlength="64" autocomplete="off" value="${field('name')}" />
      </div>
      <div>
        <label for="person">Id: small letters and digits</label
        ><input
          id="person"
          name="person"
          required
          maxlength="32"
          autocomplete="off"
          value="${field('person')}"
        />
      </div>
      <div>
        <label for="role">Role</label
        ><select id="role" name="role">
          ${roles}
        </select>
      </div>
      <div>
        <label for="of">Store id, of a store manager</label
        ><input id="of" name="store" maxlength="32" value="${field('store')}" />
      </div>
      <div>
        <label for="password">First password: at least 12 signs</label
        ><input
          id="password"
          name="password"
          type="password"
          required
          minlength="12"
          maxlength="64"
          autocomplete="new-password"
        />
      </div>
      <div><button>Add</button></div>
    </form>`;
}

/** Clear modules around a QR code. Source: ISO/IEC 18004, quiet zone of 4 modules. */
const QUIET_MODULES = 4;
const GROUP = /.{1,4}/g;

/** The secret of a person's second factor, shown once: to be scanned, and to be typed. */
export function secretContent(name: string, address: string): Html {
  const secret = URL.parse(address)?.searchParams.get('secret') ?? '';
  return html`<h1>Second factor of ${name}</h1>
    <p class="lead">It is shown once. ${name} scans it with an authenticator app, or types the letters.</p>
    ${qrOf(address)}
    <p class="code">${(secret.match(GROUP) ?? []).join(' ')}</p>
    <p><a href="/people">Back to the people</a></p>`;
}

function qrOf(text: string): Html {
  const { size, isBlack } = qrModulesOf(text);
  const edge = size + 2 * QUIET_MODULES;
  const dots = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
    .filter(([column, row]) => isBlack(column, row))
    .map(([column, row]) => `M${QUIET_MODULES + column} ${QUIET_MODULES + row}h1v1h-1z`)
    .join('');
  return html`<svg
    class="qr"
    viewBox="0 0 ${edge} ${edge}"
    role="img"
    aria-label="The second factor as a QR code"
    shape-rendering="crispEdges"
  >
    <path fill="#fff" d="M0 0h${edge}v${edge}H0z" />
    <path d="${dots}" />
  </svg>`;
}
