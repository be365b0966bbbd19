import type { AnchoredJournal } from '../../drivers/journal/anchored.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Ms } from '../../src/ground/time.ts';
import type { LogTail } from '../../src/till/technician/log-tail.ts';
import type { Assets } from '../assets.ts';
import type { Settings } from '../settings.ts';
import type { TillSetUp } from '../set-up/till-set-up.ts';
import type { TrainingFaults } from '../training-handlers.ts';

/** What a terminal is built from. */
export interface ComposeParts {
  readonly assets: Assets;
  readonly settings: Settings;
  readonly journal: AnchoredJournal;
  readonly clock: Clock;
  /** The machine's clock less the till's. */
  readonly machineAheadMs: () => Ms;
  readonly log: LogTail;
  /** Whether the till's own page is served. */
  readonly screen: boolean;
  /** Tells whoever started the till of an address that opens its page anew. */
  readonly offerLaunch: (launch: string) => void;
  /** Whether there is a window of the till, so that a scanner may type into it. */
  readonly window: boolean;
  readonly trainingCode: (() => string) | null;
  readonly trainingFaults: TrainingFaults | null;
  /** The set-up of a till that has no config yet, or the change of one; null where there is no file for it. */
  readonly setUp: TillSetUp | null;
  /** The version of Electron, where the terminal is a kiosk's. */
  readonly electron: string | null;
  /** Ends the till in good order; null where nothing would start it again. */
  readonly restart: (() => void) | null;
  /** Ends the till in good order and starts it anew by itself; null where this system cannot. */
  readonly anew: (() => void) | null;
}
