import { html, type Html } from './html.ts';

/** A sign-in that did not do, or a session that has ended: why, and who it was. */
export interface SignInSaid {
  readonly say: string;
  readonly personId: string;
}

/** Sign-in; `said` tells why the last try did not do. The hand goes on where something is left to type. */
export function signInContent(said: SignInSaid | null, needsCode: boolean): Html {
  const personId = said?.personId ?? '';
  const first = html`autofocus`;
  return html`<h1>The chain’s office</h1>
    ${said === null ? null : html`<p class="said" role="alert">${said.say}</p>`}
    <form class="stack" method="post" action="/sign-in">
      <div>
        <label for="person">Id</label
        ><input
          id="person"
          name="person"
          required
          autocomplete="username"
          value="${personId}"
          ${personId === '' ? first : null}
        />
      </div>
      <div>
        <label for="password">Password</label
        ><input
          id="password"
          name="password"
          type="password"
          required
          autocomplete="current-password"
          ${personId === '' ? null : first}
        />
      </div>
      ${needsCode ? codeField() : null}<button>Sign in</button>
    </form>`;
}

function codeField(): Html {
  return html`<div>
    <label for="code">Code of your authenticator app: 6 digits</label
    ><input
      id="code"
      name="code"
      inputmode="numeric"
      pattern="[0-9]{6}"
      maxlength="6"
      required
      autocomplete="one-time-code"
    />
  </div>`;
}
