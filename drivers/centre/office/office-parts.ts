import type { Viewer } from '../../../src/centre/office/frame.ts';
import type { OfficeAct } from '../../../src/centre/office/roles.ts';
import type { Clock, Log } from '../../../src/ground/ports.ts';
import type { TillStore } from '../till-store.ts';
import type { OfficeStore } from './office-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { ShopReports } from './shop-reports.ts';
import type { ShopSettings } from './shop-settings.ts';

/** What the office's pages are made of. */
export interface OfficeParts {
  readonly store: OfficeStore;
  readonly tills: TillStore;
  readonly people: PeopleStore;
  readonly settings: ShopSettings;
  readonly reports: ShopReports;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the pages are reached over TLS: then the cookie goes nowhere else. */
  readonly isSecure: boolean;
  /** Whether a sign-in needs the code of an authenticator app. */
  readonly needsCode: boolean;
  /** The letters of the pages, as a font of the web. */
  readonly letters: Uint8Array;
}

/** What a page or an act of the office answers. */
export type OfficeReply =
  | { readonly kind: 'page'; readonly text: string; readonly status?: number }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'goTo'; readonly path: string };

/** An act of the office: who may, and what it does; null where nothing was done. */
export interface Act {
  readonly is: OfficeAct;
  readonly run: (
    parts: OfficeParts,
    viewer: Viewer,
    form: Readonly<Record<string, string>>,
  ) => Promise<OfficeReply | null>;
}
