import { readFileSync } from 'node:fs';
import { AdmissionDesk } from '../../src/centre/admission.ts';
import { centreOpenApi } from '../../src/centre/openapi.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { centreKeyOf } from './centre-key.ts';
import type { Database } from './database.ts';
import { Follower } from './follower.ts';
import { migrate } from './migrate.ts';
import { OfficePages } from './office/office-pages.ts';
import { OfficeStore } from './office/office-store.ts';
import { PeopleStore } from './office/people-store.ts';
import { ShopReports, type ReportsPlace } from './office/shop-reports.ts';
import { ShopSettings } from './office/shop-settings.ts';
import { serveCentre } from './server.ts';
import { TillApi } from './till-api.ts';
import { TillStore } from './till-store.ts';

export interface CentreParts {
  readonly database: Database;
  /** The folder of the SQL that makes the tables. */
  readonly migrations: string;
  /** The file of the letters of the pages. */
  readonly letters: string;
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly needsCode: boolean;
  /** Where the acquirer's reports lie; null where nowhere. */
  readonly reports: ReportsPlace | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** A centre that takes rows and shows its office. It keeps nothing itself: any number of them may share a database. */
export interface RunningCentre {
  readonly url: string;
  readonly tills: TillStore;
  readonly office: OfficeStore;
  readonly people: PeopleStore;
  readonly settings: ShopSettings;
  readonly follower: Follower;
  stop(): Promise<void>;
}

/** Builds a centre on a database, and serves it. */
export async function startCentre(parts: CentreParts): Promise<RunningCentre> {
  const { database, clock, log } = parts;
  await migrate(database, parts.migrations);
  const key = await centreKeyOf(database);
  const tills = new TillStore(database);
  const office = new OfficeStore(database);
  const people = new PeopleStore(database, clock, parts.needsCode);
  const admission = new AdmissionDesk();
  const follower = new Follower(database, { clock, log, isBusy: () => admission.hasWaiting });
  const settings = new ShopSettings(database, key);
  const reports = new ShopReports(database, parts.reports);
  const api = new TillApi({
    ...{ store: tills, clock, log },
    ...{ admission, centreKey: key.publicKey },
    taken: (till) => follower.taken(till),
    configOf: (till, fingerprint) => settings.configOf(till, fingerprint),
  });
  const { isSecure, needsCode, host, port } = parts;
  const letters = readFileSync(parts.letters);
  const server = await serveCentre({
    ...{ host, port, tills: api, clock, log, openApi: centreOpenApi },
    office: new OfficePages({
      ...{ store: office, tills, people, settings, reports, clock, log, isSecure, needsCode, letters },
    }),
  });
  follower.start();
  return {
    ...{ url: server.url, tills, office, people, settings, follower },
    stop: async () => {
      await server.close();
      await follower.stop();
      await database.close();
    },
  };
}
