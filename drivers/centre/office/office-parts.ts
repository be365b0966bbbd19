import type { Clock, Log } from '../../../src/ground/ports.ts';
import type { TillStore } from '../till-store.ts';
import type { OfficeStore } from './office-store.ts';
import type { PeopleStore } from './people-store.ts';

/** What the office's pages are made of. */
export interface OfficeParts {
  readonly store: OfficeStore;
  readonly tills: TillStore;
  readonly people: PeopleStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the pages are reached over TLS: then the cookie goes nowhere else. */
  readonly isSecure: boolean;
  /** Whether a sign-in needs the code of an authenticator app. */
  readonly needsCode: boolean;
}

/** What a page or an act of the office answers. */
export type OfficeReply =
  | { readonly kind: 'page'; readonly text: string; readonly status?: number }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'goTo'; readonly path: string };
