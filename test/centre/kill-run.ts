import { openPostgres } from '../../drivers/centre/postgres.ts';
import { CentreCaller, type Heard } from '../../drivers/centre/centre-caller.ts';
import { httpsLine } from '../../drivers/gateway/https.ts';
import { migrate } from '../../drivers/centre/migrate.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { TillStore } from '../../drivers/centre/till-store.ts';
import type { CentreCall } from '../../src/centre/wire.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { PrivatePostgres } from '../fakes/private-postgres.ts';
import { BentLine, CentreProcess } from './centre-process.ts';
import { addTill, givenKey, MIGRATIONS, STORE } from './given-centre.ts';
import { RowsInMemory, SimulatedTill } from './simulated-till.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** Of a hundred batches so many are sent twice. */
const REPEATS = 30;
/** Waits between tries are so many times shorter than a shop's. */
const HASTE = 50;
const ROWS_A_TURN = 40;
const AWAKE_MS = 1000;

/** What came of a run with kills. */
export interface KillsSeen {
  readonly centreKills: number;
  readonly databaseKills: number;
  readonly repeats: number;
  readonly rows: number;
  readonly lost: number;
  readonly twice: number;
  readonly cases: number;
}

/** Calls of a till; some batches go out twice, as over a line that repeats. */
class RepeatingCaller extends CentreCaller {
  repeats = 0;
  #calls = 0;

  override async call(
    call: CentreCall,
    body: string,
    how: { readonly timeoutMs: number; readonly isMoney: boolean },
  ): Promise<Heard> {
    const heard = await super.call(call, body, how);
    this.#calls += 1;
    if (call !== 'ingest' || (this.#calls * 37) % 100 >= REPEATS) return heard;
    this.repeats += 1;
    const again = await super.call(call, body, how);
    return again.kind === 'answered' && again.status === 200 ? again : heard;
  }
}

/**
 * Tills tell their rows to a centre that is killed between its commit and its answer, and to a database that is killed with
 * all of its processes; then everything is compared.
 */
export async function killRun(plan: {
  readonly tills: number;
  readonly centreKills: number;
  readonly databaseKills: number;
}): Promise<KillsSeen> {
  const postgres = await PrivatePostgres.start();
  const centre = new CentreProcess(postgres.url());
  const line = await BentLine.to(() => centre.port);
  const fast = hasty(systemClock());
  const tills: { till: SimulatedTill; caller: RepeatingCaller }[] = [];
  let centreKills = 0;
  // While the centre is dead the tills have nothing but their waits, and those keep no process alive.
  const awake = setInterval(() => undefined, AWAKE_MS);
  try {
    const codes = await enrolled(postgres.url(), plan.tills);
    await centre.start();
    for (const [index, code] of codes.entries()) {
      const key = givenKey();
      const caller = new RepeatingCaller({ http: httpsLine(), url: line.url, ...key });
      const till = new SimulatedTill({
        key,
        caller,
        code,
        terminal: `K${index}`,
        clock: fast,
        journal: new RowsInMemory(),
      });
      tills.push({ till, caller });
      till.link.start();
      await till.until(({ kind }) => kind === 'idle');
    }
    let rows = 0;
    for (let turn = 0; turn < plan.centreKills + plan.databaseKills; turn += 1) {
      let killed: (() => void) | null = null;
      const isOver = new Promise<void>((resolve) => (killed = resolve));
      // Both kinds in turn, as evenly as they come.
      const isDatabase = killsUpTo(turn + 1, plan) > killsUpTo(turn, plan);
      let answers = 0;
      line.bend = () => {
        answers += 1;
        if (answers < 2 || killed === null) return killed === null;
        const tell = killed;
        killed = null;
        void (isDatabase ? postgres.kill() : centre.kill()).then(() => tell());
        return !isDatabase;
      };
      for (const { till } of tills) for (let row = 0; row < ROWS_A_TURN; row += 1) till.append((rows += 1));
      await isOver;
      line.bend = () => false;
      if (isDatabase) await postgres.up();
      else {
        centreKills += 1;
        await centre.start();
      }
      for (const { till } of tills) await till.drained();
    }
    return {
      ...(await compared(postgres.url(), tills)),
      centreKills,
      databaseKills: plan.centreKills + plan.databaseKills - centreKills,
      repeats: tills.reduce((sum, { caller }) => sum + caller.repeats, 0),
    };
  } finally {
    clearInterval(awake);
    for (const { till } of tills) till.link.stop();
    line.close();
    await centre.stop();
    await postgres.stop();
  }
}

/** How many of the first turns kill the database. */
function killsUpTo(
  turns: number,
  plan: { readonly centreKills: number; readonly databaseKills: number },
): number {
  return Math.floor((turns * plan.databaseKills) / (plan.centreKills + plan.databaseKills));
}

function hasty(clock: Clock): Clock {
  return { nowMs: () => clock.nowMs(), after: (waitMs, act) => clock.after(waitMs / HASTE, act) };
}

async function enrolled(url: string, count: number): Promise<string[]> {
  const database = openPostgres({ url, connectionsMax: 2, log: QUIET });
  await migrate(database, MIGRATIONS);
  await database.query("INSERT INTO centre.store VALUES ($1, 'Kopi Corner', 'UTC', 'MYR')", [STORE]);
  const store = new TillStore(database);
  const codes: string[] = [];
  for (let index = 0; index < count; index += 1)
    codes.push(await store.newCode(await addTill(database, `K${index}`)));
  await database.close();
  return codes;
}

async function compared(
  url: string,
  tills: readonly { readonly till: SimulatedTill }[],
): Promise<Pick<KillsSeen, 'rows' | 'lost' | 'twice' | 'cases'>> {
  const database = openPostgres({ url, connectionsMax: 2, log: QUIET });
  let [rows, lost, twice] = [0, 0, 0];
  for (const [index, { till }] of tills.entries()) {
    const stored = await database.query<{ seq: number; hash: string }>(
      "SELECT seq, encode(hash, 'hex') AS hash FROM centre.event WHERE till_id = $1",
      [`${STORE}/K${index}`],
    );
    const hashes = new Map(stored.map(({ seq, hash }) => [seq, hash]));
    rows += till.journal.rows.length;
    twice += stored.length - hashes.size;
    lost += till.journal.rows.filter(
      ({ seq, hash }) => hashes.get(seq) !== Buffer.from(hash).toString('hex'),
    ).length;
  }
  const cases = await database.query("SELECT 1 FROM centre.office_case WHERE kind <> 'unreadable'");
  await database.close();
  return { rows, lost, twice, cases: cases.length };
}
