import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import { centreKeyOf, type CentreKey } from '../../drivers/centre/centre-key.ts';
import type { Database } from '../../drivers/centre/database.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { ShopSettings } from '../../drivers/centre/office/shop-settings.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { serveCentre, type CentreServer } from '../../drivers/centre/server.ts';
import { TillApi } from '../../drivers/centre/till-api.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import { httpsLine } from '../../drivers/gateway/https.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { AskCall } from '../../src/centre/wire.ts';
import { AdmissionDesk } from '../../src/centre/admission.ts';
import { ROOT } from '../architecture/source.ts';
import { PrivatePostgres } from '../fakes/private-postgres.ts';
import { QUIET } from '../fakes/quiet-log.ts';

export const MIGRATIONS = join(ROOT, 'drivers/centre/migrations');
export const STORE = 'S-KL-0007-02';

/** A centre on a private PostgreSQL, with the tills' side served on loopback. */
export interface GivenCentre {
  readonly postgres: PrivatePostgres;
  readonly database: Database;
  readonly store: TillStore;
  readonly server: CentreServer;
  readonly key: CentreKey;
  readonly settings: ShopSettings;
  readonly url: string;
  /** A till that waits to be enrolled; its code. */
  readonly newTill: (terminal: string) => Promise<string>;
  /** Called whenever rows of a till were taken. */
  readonly watchers: Set<() => void>;
  readonly stop: () => Promise<void>;
}

export async function givenCentre(): Promise<GivenCentre> {
  const postgres = await PrivatePostgres.start();
  const database = openPostgres({ url: postgres.url(), connectionsMax: 10, log: QUIET });
  await migrate(database, MIGRATIONS);
  await database.query('INSERT INTO centre.store VALUES ($1, $2, $3, $4)', [
    ...[STORE, 'Kopi Corner Central', 'Asia/Kuala_Lumpur', 'MYR'],
  ]);
  const store = new TillStore(database);
  const watchers = new Set<() => void>();
  const key = await centreKeyOf(database);
  const settings = new ShopSettings(database, key);
  const tills = new TillApi({
    store,
    clock: systemClock(),
    log: QUIET,
    centreKey: key.publicKey,
    taken: () => {
      for (const see of watchers) see();
    },
    configOf: (till, fingerprint) => settings.configOf(till, fingerprint),
    admission: new AdmissionDesk(),
  });
  const server = await serveCentre({
    host: '127.0.0.1',
    port: 0,
    tills,
    office: null,
    openApi: () => '{}',
    clock: systemClock(),
    log: QUIET,
  });
  return {
    ...{ postgres, database, store, server, watchers, key, settings, url: server.url },
    newTill: async (terminal) => {
      await addTill(database, terminal);
      return store.newCode(`${STORE}/${terminal}`);
    },
    stop: async () => {
      await server.close();
      await database.close();
      await postgres.stop();
    },
  };
}

/** A till of the store, before it is enrolled. */
export async function addTill(database: Database, terminal: string): Promise<string> {
  const till = `${STORE}/${terminal}`;
  await database.query(
    "INSERT INTO centre.till (till_id, store_id, terminal, state) VALUES ($1, $2, $3, 'waiting')",
    [till, STORE, terminal],
  );
  return till;
}

/** A key as a till has it. */
export interface GivenKey {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export function givenKey(): GivenKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

/** Calls of a till, signed by its key. */
export function givenCaller(url: string, key: GivenKey): CentreCaller {
  return new CentreCaller({ http: httpsLine(), url, ...key });
}

/** What a till says where it has nothing to say. */
export const A_WORD: AskCall = {
  ...{ epoch: 1, last: 0, keeps: [], refunds: [], leave: [], haves: [], saidAtMs: 1 },
  config: { version: 0, refused: null },
};

/** An answer of a centre that has not been put back. */
export function given<T>(answer: T | null): T {
  if (answer === null) throw new Error('the centre waits for its tills');
  return answer;
}
