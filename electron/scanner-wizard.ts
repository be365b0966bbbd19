import { rewriteConfig } from '../drivers/config-file.ts';
import { setUpScanner } from '../drivers/scanner/setup.ts';
import type { Clock } from '../src/ground/ports.ts';
import { withScannerEntry } from '../src/scan/config-entry.ts';
import type { ScannerPart } from '../src/scan/setup.ts';
import { SETUP_SENTENCES } from '../src/scan/setup-sentences.ts';
import { setupSentence, type SetupFact } from '../src/contract/setup-words.ts';
import type { SetupView } from '../src/contract/technician-commands.ts';

export interface WizardParts {
  readonly clock: Clock;
  /** Serial lines that the config names: they are listened to as well. */
  readonly paths: readonly string[];
  /** The config file; null where there is none, as in training. */
  readonly configFile: string | null;
  /** Lets go of the till's scanners, and takes them back. */
  readonly release: () => Promise<void>;
  readonly takeBack: () => void;
}

/** A code is over after this silence, and waited for so long. */
const QUIET_MS = 400;
const PATIENCE_MS = 120_000;
/** Sentences that are kept. A set-up that tries every rate says about forty. */
const SAYS_MAX = 60;

const AT_REST: SetupView = { running: false, says: [], code: null, part: null, written: 'no' };

/** The scanner's set-up inside a running till: while it runs, the devices are its own. */
export class ScannerWizard {
  readonly #parts: WizardParts;
  #view: SetupView = AT_REST;
  #part: ScannerPart | null = null;
  #stop = new AbortController();
  #run: Promise<void> = Promise.resolve();

  constructor(parts: WizardParts) {
    this.#parts = parts;
  }

  get view(): SetupView {
    return this.#view;
  }

  start(): void {
    if (this.#view.running) return;
    this.#stop = new AbortController();
    this.#part = null;
    this.#view = { ...AT_REST, running: true };
    this.#run = this.#listen();
  }

  /** Ends it and takes the devices back. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#run;
    if (this.#view.part === null) this.#view = AT_REST;
  }

  /** Writes the entry that was found into the config. */
  async write(): Promise<void> {
    const { configFile } = this.#parts;
    const part = this.#part;
    if (part === null || configFile === null) return;
    const written = await rewriteConfig(configFile, (text) => withScannerEntry(text, part));
    this.#view = { ...this.#view, written: written.ok ? 'yes' : 'failed' };
    if (!written.ok) this.#tell({ kind: 'notWritten', fault: written.error.kind, why: written.error.why });
  }

  #tell(fact: SetupFact): void {
    const said = { ...fact, say: setupSentence(SETUP_SENTENCES, fact) };
    this.#view = { ...this.#view, says: [...this.#view.says, said].slice(-SAYS_MAX) };
  }

  async #listen(): Promise<void> {
    const { clock, paths, release, takeBack } = this.#parts;
    await release();
    await setUpScanner({
      clock,
      paths,
      quietMs: QUIET_MS,
      patienceMs: PATIENCE_MS,
      signal: this.#stop.signal,
      tell: (fact) => this.#tell(fact),
      show: (code) => {
        this.#view = { ...this.#view, code: { ...code } };
      },
      found: (part) => {
        this.#part = part;
        this.#view = { ...this.#view, part: JSON.stringify(part, null, 2) };
        return Promise.resolve(true);
      },
    });
    takeBack();
    this.#view = { ...this.#view, running: false, code: null };
  }
}
