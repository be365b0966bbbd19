import { readJournal } from '../../drivers/journal/sqlite.ts';
import { entriesOf } from '../../src/reconcile/entries.ts';
import { endAgents, type AgentProcess } from '../fakes/agent-process.ts';
import { netsOfEntries, type Nets } from '../fakes/six-acquirers.ts';
import { Random } from '../torture/random.ts';
import { Counter } from './customers.ts';
import { gaugeOf, trendOf, type Gauge, type Trend } from './gauges.ts';
import { givenShop, type Shop } from './shop.ts';

export interface SoakOptions {
  /** How long, by the clock on the wall. */
  readonly hours: number;
  /** So many times faster than in a shop: a day of ten hours, a customer a minute, passes in its tenth at 10. */
  readonly pace: number;
  readonly seed: string;
  readonly say: (line: string) => void;
}

/** What came of a soak. */
export interface Soaked {
  readonly sales: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly days: number;
  readonly kills: number;
  readonly troubles: Readonly<Record<string, number>>;
  /** What the till's journal and the six acquirers hold at the end; the same, or money went astray. */
  readonly journal: Nets;
  readonly books: Nets;
  readonly open: readonly string[];
  /** Of the longest life of a process, once it was warm. */
  readonly memoryKiB: Trend;
  readonly handles: Trend;
  readonly threads: Trend;
  readonly watchedMinutes: number;
  /** Bytes of the journal for a sale, in the first half of the soak and in the second. */
  readonly journalBytesASale: readonly [number, number];
  readonly otherBytes: number;
}

const MINUTE_MS = 60_000;
/** A shop's day: so long it sells, so long it is closed. */
const OPEN_MS = 150 * MINUTE_MS;
const NIGHT_MS = 30 * MINUTE_MS;
/** A customer comes this often, in the mean. */
const CUSTOMER_EVERY_MS = MINUTE_MS;
/** Kills come in the first part of the soak; then one process is watched to the end. Devices trouble all of it. */
const KILLING_SHARE = 0.3;
const KILLED_SHARE = 0.04;
const TROUBLED_SHARE = 0.1;
/** What is owed at the end is done by then, or never. */
const REST_MS = 6 * MINUTE_MS;
const GAUGE_EVERY_MS = 2000;
/** A process that has just started still compiles and fills its caches: so much of its life is not judged. */
const WARM_SHARE = 0.4;

/** Sells with one till for so long, with everything that a shop's day brings, then reckons. */
export async function soak(options: SoakOptions): Promise<Soaked> {
  try {
    return await new Soak(await givenShop(), options).run();
  } finally {
    await endAgents();
  }
}

class Soak {
  readonly #shop: Shop;
  readonly #options: SoakOptions;
  readonly #random: Random;
  readonly #startedAtMs = performance.now();
  readonly #ends: Record<string, number> = {};
  readonly #troubles: Record<string, number> = {};
  /** A list for each life of the process. */
  readonly #lives: Gauge[][] = [];
  #agent: AgentProcess | null = null;
  #counter: Counter | null = null;
  #sales = 0;
  #kills = 0;
  #days = 0;

  constructor(shop: Shop, options: SoakOptions) {
    this.#shop = shop;
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<Soaked> {
    const endAtMs = this.#startedAtMs + this.#options.hours * 60 * MINUTE_MS;
    await this.#opens();
    const gauges = setInterval(() => this.#reads(), GAUGE_EVERY_MS);
    try {
      while (performance.now() < endAtMs) await this.#day(endAtMs);
      return await this.#reckon();
    } finally {
      clearInterval(gauges);
    }
  }

  async #day(endAtMs: number): Promise<void> {
    this.#days += 1;
    const closesAtMs = Math.min(endAtMs, performance.now() + this.#fast(OPEN_MS));
    const peaceAtMs = this.#startedAtMs + (endAtMs - this.#startedAtMs) * KILLING_SHARE;
    while (performance.now() < closesAtMs) {
      if (this.#random.chance(TROUBLED_SHARE)) await this.#trouble();
      await this.#customer(performance.now() < peaceAtMs && this.#random.chance(KILLED_SHARE));
      await wait(this.#fast(CUSTOMER_EVERY_MS) * 2 * this.#random.next());
    }
    await this.#shop.printer.turnOff();
    await this.#shop.printer.turnOn();
    await this.#closes();
    if (performance.now() < endAtMs) await wait(this.#fast(NIGHT_MS));
    const minutes = Math.round((performance.now() - this.#startedAtMs) / MINUTE_MS);
    const memory = Math.round((this.#lives.at(-1)?.at(-1)?.memoryKiB ?? 0) / 1024);
    this.#options.say(
      `day ${this.#days}: ${this.#sales} sales, ${this.#kills} kills, ${memory} MiB, ${minutes} min`,
    );
  }

  /** One customer; with `dies`, the process is killed somewhere on the way. */
  async #customer(dies: boolean): Promise<void> {
    this.#sales += 1;
    const served = this.#till().counter.serves(`SOAK-${this.#sales}`);
    if (!dies) {
      const end = await served;
      this.#ends[end] = (this.#ends[end] ?? 0) + 1;
      return;
    }
    // The customer is left standing: what becomes of the sale, the next run finds out.
    served.catch(() => undefined);
    await wait(this.#random.below(800));
    await this.#till().agent.kill();
    await served.catch(() => undefined);
    this.#kills += 1;
    await this.#opens();
  }

  /** Something that happens to devices in a shop. */
  async #trouble(): Promise<void> {
    const { printer, scanner } = this.#shop;
    const troubles = {
      printerOff: async () => {
        await printer.turnOff();
        await wait(this.#fast(2 * MINUTE_MS));
        await printer.turnOn();
      },
      printerLies: () => {
        // Every word that could be taken for its answer, and nothing is printed.
        printer.onNextJob = (socket) =>
          socket.write(Uint8Array.of(0x37, 0x22, 0x41, 0x41, 0x41, 0x41, 0x00, 0x16, 0x12, 0x12, 0x14, 0xff));
        return Promise.resolve();
      },
      printerBreaks: () => {
        printer.onNextJob = (socket) => socket.destroy();
        return Promise.resolve();
      },
      scannerOff: async () => {
        await scanner.unplug();
        await wait(this.#fast(2 * MINUTE_MS));
        await scanner.plug();
      },
      scannerBabbles: () => scanner.sends(`${'\u0000\u00ff'.repeat(40)}\r`),
      screensComeAndGo: async () => {
        for (let screen = 0; screen < 5; screen += 1) {
          const stream = this.#till().agent.events();
          await stream.until(() => true);
          await stream.close();
        }
      },
    };
    const [name, happens] = this.#random.pick(Object.entries(troubles));
    this.#troubles[name] = (this.#troubles[name] ?? 0) + 1;
    await happens();
  }

  async #opens(): Promise<void> {
    const agent = await this.#shop.open();
    this.#agent = agent;
    this.#lives.push([]);
    this.#counter = new Counter(this.#shop, agent, this.#random);
    await this.#counter.takesUp();
  }

  /** The day's end: its Z, whatever is still owed. */
  async #closes(): Promise<void> {
    const z = await this.#till().agent.call('POST', '/v1/reports/z');
    if (z.status >= 300) throw new Error(`the day could not be closed: HTTP ${z.status} ${z.text}`);
  }

  async #reckon(): Promise<Soaked> {
    const { agent } = this.#till();
    await comesToRest(agent);
    this.#reads();
    await agent.stop();
    const read = readJournal(this.#shop.folder.file('journal.sqlite'));
    if (!read.ok) throw new Error(read.error.say);
    const entries = [...entriesOf(read.value.all())];
    const longest = this.#lives.toSorted((a, b) => b.length - a.length)[0] ?? [];
    const warm = longest.slice(Math.floor(longest.length * WARM_SHARE));
    const trend = (of: (gauge: Gauge) => number): Trend =>
      trendOf(warm.map((gauge) => [gauge.atMs, of(gauge)] as const));
    return {
      sales: this.#sales,
      ends: this.#ends,
      days: this.#days,
      kills: this.#kills,
      troubles: this.#troubles,
      journal: netsOfEntries(entries),
      books: this.#shop.nets(),
      open: entries
        .filter(({ says }) => says === 'unresolved')
        .map(({ gateway, type }) => `${gateway} ${type}`),
      memoryKiB: trend(({ memoryKiB }) => memoryKiB),
      handles: trend(({ handles }) => handles),
      threads: trend(({ threads }) => threads),
      watchedMinutes: ((warm.at(-1)?.atMs ?? 0) - (warm[0]?.atMs ?? 0)) / MINUTE_MS,
      journalBytesASale: halves(this.#lives.flat()),
      otherBytes: longest.at(-1)?.otherBytes ?? 0,
    };
  }

  #reads(): void {
    const pid = this.#agent?.pid;
    if (pid === undefined) return;
    try {
      const gauge = gaugeOf(pid, this.#shop.folder, this.#sales);
      // A process that is ending has no memory any more.
      if (!Number.isNaN(gauge.memoryKiB)) this.#lives.at(-1)?.push(gauge);
    } catch {
      // The process is being killed at this very moment: there is nothing to read.
    }
  }

  #till(): { readonly agent: AgentProcess; readonly counter: Counter } {
    if (this.#agent === null || this.#counter === null) throw new Error('the till was opened');
    return { agent: this.#agent, counter: this.#counter };
  }

  #fast(ms: number): number {
    return ms / this.#options.pace;
  }
}

/** Nothing is owed any more. A link that nobody paid is closed by its acquirer alone, some minutes later. */
async function comesToRest(agent: AgentProcess): Promise<void> {
  const stream = agent.events();
  try {
    await stream.until(({ queue }) => queue === 0, REST_MS);
  } catch {
    const { text } = await agent.call('GET', '/v1/queue');
    throw new Error(`still owed after ${REST_MS / MINUTE_MS} minutes of rest: ${text}`);
  } finally {
    await stream.close();
  }
}

/** Bytes of the journal for a sale, in both halves. */
function halves(gauges: readonly Gauge[]): readonly [number, number] {
  const middle = gauges[Math.floor(gauges.length / 2)];
  const [first, last] = [gauges[0], gauges.at(-1)];
  if (first === undefined || middle === undefined || last === undefined) return [0, 0];
  const between = (from: Gauge, to: Gauge): number =>
    Math.round((to.journalBytes - from.journalBytes) / Math.max(1, to.sales - from.sales));
  return [between(first, middle), between(middle, last)];
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
