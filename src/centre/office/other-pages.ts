import { formToken, type Viewer } from './frame.ts';
import { html, type Html } from './html.ts';
import { mayAct, OFFICE_ROLES } from './roles.ts';

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

export interface PersonSeen {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly storeId: string | null;
}

/** The people of the office; an owner adds and removes. */
export function peopleContent(viewer: Viewer, people: readonly PersonSeen[], said: string | null): Html {
  const rows = people.map(
    ({ personId, name, role, storeId }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td class="id">${personId}</td>
        <td>${role}${storeId === null ? '' : ` of ${storeId}`}</td>
        <td>
          ${
            mayAct(viewer.role, 'removePerson') && personId !== viewer.personId
              ? html`<form method="post" action="/people/remove">
                  ${formToken(viewer)}<input type="hidden" name="person" value="${personId}" /><button
                    class="second"
                    aria-label="Remove ${name}"
                  >
                    Remove
                  </button>
                </form>`
              : ''
          }
        </td>
      </tr>`,
  );
  const roles = OFFICE_ROLES.map((role) => html`<option>${role}</option>`);
  const form = mayAct(viewer.role, 'addPerson')
    ? html`<h2>Somebody new</h2>
        <form class="row" method="post" action="/people/add">
          ${formToken(viewer)}
          <div>
            <label for="person">Id</label
            ><input id="person" name="person" required maxlength="32" autocomplete="off" />
          </div>
          <div>
            <label for="name">Name</label
            ><input id="name" name="name" required maxlength="64" autocomplete="off" />
          </div>
          <div>
            <label for="role">Role</label
            ><select id="role" name="role">
              ${roles}
            </select>
          </div>
          <div>
            <label for="of">Store, of a store manager</label><input id="of" name="store" maxlength="32" />
          </div>
          <div>
            <label for="password">First password, at least 12 signs</label
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
          <button>Add</button>
        </form>`
    : null;
  return html`<h1>People</h1>
    ${said === null ? null : html`<p class="said">${said}</p>`}
    <div class="wide" tabindex="0" role="group" aria-label="People">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Id</th>
            <th scope="col">Role</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${form}`;
}

/** The secret of a person's second factor, shown once. */
export function secretContent(name: string, address: string): Html {
  return html`<h1>Second factor of ${name}</h1>
    <p class="lead">It is shown once. Put it into an authenticator app.</p>
    <p class="code">${address}</p>
    <p><a href="/people">Back to the people</a></p>`;
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
        <td>${at.replace('T', ' ')}</td>
        <td>${person}</td>
        <td>${act}</td>
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

/** Sign-in; `said` tells why the last try did not do. */
export function signInContent(said: string | null, needsCode: boolean): Html {
  return html`<h1>The chain’s office</h1>
    ${said === null ? null : html`<p class="said" role="alert">${said}</p>`}
    <form class="stack" method="post" action="/sign-in">
      <div>
        <label for="person">Id</label
        ><input id="person" name="person" required autocomplete="username" autofocus />
      </div>
      <div>
        <label for="password">Password</label
        ><input id="password" name="password" type="password" required autocomplete="current-password" />
      </div>
      ${needsCode ? html`<div><label for="code">Code of your authenticator app</label><input id="code" name="code" inputmode="numeric" pattern="[0-9]{6}" required autocomplete="one-time-code" /></div>` : null}<button>
        Sign in
      </button>
    </form>`;
}
