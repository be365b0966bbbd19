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
  #stopped = false;

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
    this.#tried(this.#fetch());
  }

  /** Where a config cannot be had, or not be kept, the till goes on with its own: the next word of the centre is another try. */
  #tried(attempt: Promise<void>): void {
    void attempt.catch((error: unknown) => {
      this.#busyWith = 0;
      this.#parts.log.warn('The config of the centre could not be taken.', { why: String(error) });
    });
  }

  stop(): void {
    this.#stopped = true;
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
    // Announced was a newer one: what the centre once signed may be repeated by whoever stands between.
    if (pushed.version <= this.#running) {
      this.#busyWith = 0;
      log.warn('The centre gave an older config than it has. It is not used.', { version: pushed.version });
      return;
    }
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
    await this.#applyOnceQuiet(pushed);
  }

  async #applyOnceQuiet(pushed: ConfigAnswer): Promise<void> {
    const { clock, file, isBusy, apply, log } = this.#parts;
    // A till that was told to end starts nothing anew.
    if (!this.#stopped && !isBusy()) await file.keep(pushed);
    if (this.#stopped) return;
    // A sale may have been opened while it was written.
    if (isBusy()) {
      this.#callOff = clock.after(LOOK_MS, () => this.#tried(this.#applyOnceQuiet(pushed)));
      return;
    }
    log.info('The config of the centre is applied: the till starts anew.', { version: pushed.version });
    apply();
  }
}
