import { configAnswer, type ConfigAnswer } from '../../src/centre/wire.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import type { CentreCaller } from './centre-caller.ts';
import type { PushedFile } from './pushed-file.ts';

const CALL_MS = 15_000;
/** How often it is looked whether nothing is under way. Ours: a sale takes about as long. */
const LOOK_MS = 5000;

export interface ConfigFetcherParts {
  readonly caller: CentreCaller;
  readonly file: PushedFile;
  readonly clock: Clock;
  readonly log: Log;
  /** Why the till cannot run with it; null where it can. */
  readonly faultOf: (body: string) => string | null;
  /** Whether a sale, a refund or anything else is under way that a restart would disturb. */
  readonly isBusy: () => boolean;
  /** A config is refused: the centre is to hear why. */
  readonly refused: () => void;
  /** Starts the till anew with what is kept now. */
  readonly apply: () => void;
}

/** How the till stands with the config of its centre, as the centre is told. `refused`: why the newest one is not used. */
export interface ConfigStands {
  readonly version: number;
  readonly refused: string | null;
}

/** Fetches what the centre pushes, checks it as the till checks its own config, and applies it while nothing is under way. */
export class ConfigFetcher {
  readonly #parts: ConfigFetcherParts;
  /** The version with which this process runs. */
  readonly #running: number;
  #refused: { readonly version: number; readonly why: string } | null = null;
  #busyWith = 0;
  #callOff: () => void = () => undefined;

  constructor(parts: ConfigFetcherParts) {
    this.#parts = parts;
    this.#running = parts.file.read()?.version ?? 0;
  }

  get stands(): ConfigStands {
    return { version: this.#running, refused: this.#refused?.why ?? null };
  }

  /**
   * The centre has a config of this version for the till's store. A till only ever goes forward: a lower version is one of a
   * centre that was put back from a copy, or of somebody who repeats what the centre once signed.
   */
  seen(version: number): void {
    if (version <= this.#running || version === this.#busyWith) return;
    if (version === this.#refused?.version) return;
    this.#busyWith = version;
    void this.#fetch().catch((error: unknown) => {
      this.#busyWith = 0;
      this.#parts.log.warn('The config of the centre could not be fetched.', { why: String(error) });
    });
  }

  stop(): void {
    this.#callOff();
  }

  async #fetch(): Promise<void> {
    const { caller, file, log, faultOf } = this.#parts;
    const heard = await caller.call('config', '{}', { timeoutMs: CALL_MS, isMoney: false });
    const read =
      heard.kind === 'answered' && heard.status === 200 ? configAnswer.safeParse(heard.body) : null;
    if (read?.success !== true) {
      this.#busyWith = 0;
      return;
    }
    const pushed = read.data;
    const why = file.isGenuine(pushed)
      ? faultOf(pushed.body)
      : 'is not signed by the centre that enrolled this till';
    if (why !== null) {
      this.#busyWith = 0;
      this.#refused = { version: pushed.version, why };
      this.#parts.refused();
      log.warn('The config of the centre is not used.', { version: pushed.version, why });
      return;
    }
    this.#wait(pushed);
  }

  #wait(pushed: ConfigAnswer): void {
    const { clock, file, isBusy, apply, log } = this.#parts;
    if (isBusy()) {
      this.#callOff = clock.after(LOOK_MS, () => this.#wait(pushed));
      return;
    }
    void file.keep(pushed).then(() => {
      log.info('The config of the centre is applied: the till starts anew.', { version: pushed.version });
      apply();
    });
  }
}
