import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import type { RunningCentre } from '../../drivers/centre/centre.ts';
import { TillLink } from '../../drivers/centre/till-link.ts';
import { WordTime } from '../../drivers/centre/word-time.ts';
import { httpsLine } from '../../drivers/gateway/https.ts';
import type { OutboxRow } from '../../src/centre/batch.ts';
import { demoDay } from '../../src/centre/demo-day.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';

const STORE = 'S-DEMO-01';
const SHOP = { name: 'Kopi Corner Central', currency: 'MYR' };
const TILLS = ['T01', 'T02', 'T03'] as const;
const HOUR_MS = 3_600_000;
/** The shop has been open so long when the demo starts. */
const OPEN_HOURS = 14;
const EVENING_HOUR = 21;
const DAY_HOURS = 24;

/** Who may look at the demo. The password is made anew each time, and good for this process alone. */
export interface DemoPerson {
  readonly id: string;
  readonly password: string;
}

/** Fills a new centre with three simulated tills and their day, over the way that every till goes. */
export async function playDemo(
  centre: RunningCentre,
  parts: { readonly clock: Clock; readonly log: Log },
): Promise<{ readonly person: DemoPerson; readonly stop: () => void }> {
  const password = randomBytes(9).toString('base64url');
  await centre.people.add({ personId: 'owner', name: 'Owner', role: 'owner', storeId: null }, password);
  const links = await Promise.all(TILLS.map((terminal, at) => simulated(centre, terminal, at + 1, parts)));
  for (const link of links) link.start();
  return { person: { id: 'owner', password }, stop: () => links.forEach((link) => link.stop()) };
}

async function simulated(
  centre: RunningCentre,
  terminal: string,
  seed: number,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<TillLink> {
  const timeZone = eveningZone(clock.nowMs());
  const till = await centre.office.newTill(STORE, terminal, timeZone, SHOP.currency);
  const code = await centre.tills.newCode(till);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const rows = chained(demoDay(terminal, seed, clock.nowMs() - OPEN_HOURS * HOUR_MS));
  let kept = { epoch: 1, said: 0 };
  const epochs = {
    read: () => kept.epoch,
    said: () => kept.said,
    keep: (part: Partial<typeof kept>) => Promise.resolve(void (kept = { ...kept, ...part })),
  };
  return new TillLink({
    journal: {
      last: () => ({ seq: rows.length }),
      hashAt: (seq) => rows[seq - 1]?.hash ?? null,
      rowsFrom: (seq, rowsMax) => rows.slice(seq - 1, seq - 1 + rowsMax),
    },
    caller: new CentreCaller({
      http: httpsLine(),
      url: centre.url,
      publicKey: pem,
      sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
    }),
    ...{ epochs, words: new WordTime(epochs, clock) },
    ...{ code: () => code, publicKey: pem, terminal, store: STORE, shop: { ...SHOP, timeZone }, clock, log },
    keeps: () => [],
    leave: () => [],
    refunds: () => [],
    stands: () => undefined,
    config: () => ({ version: 0, refused: null }),
    configSeen: () => undefined,
  });
}

/** The zone in which it is evening now, so that all of the day's sales are today's. Its names count westwards: `Etc/GMT-5` is +05:00. */
function eveningZone(nowMs: number): string {
  const hour = Math.floor(nowMs / HOUR_MS) % DAY_HOURS;
  const ahead = ((EVENING_HOUR - hour + DAY_HOURS + DAY_HOURS / 2) % DAY_HOURS) - DAY_HOURS / 2;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

function chained(bodies: readonly string[]): OutboxRow[] {
  const rows: OutboxRow[] = [];
  for (const [at, body] of bodies.entries())
    rows.push({ seq: at + 1, body, hash: chainHash(rows.at(-1)?.hash ?? CHAIN_START, at + 1, body) });
  return rows;
}
