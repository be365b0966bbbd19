import type { Camera } from '../../drivers/golive/camera.ts';
import type { RunFolder } from '../../drivers/golive/run-folder.ts';
import type { Wire } from '../../drivers/golive/wire.ts';
import type { WaitsSeen } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { KitCalls } from './kit-calls.ts';
import type { RehearsalManager } from './own-side.ts';
import type { SandboxControl } from './sandbox-control.ts';
import type { RehearsedTill } from './till.ts';

/** Everything that a case is played with. */
export interface Stage {
  readonly run: string;
  readonly gateway: string;
  readonly currency: string;
  readonly till: RehearsedTill;
  readonly wire: Wire;
  readonly control: SandboxControl;
  readonly kit: KitCalls;
  readonly camera: Camera | null;
  readonly folder: RunFolder;
  readonly manager: RehearsalManager;
  readonly waits: WaitsSeen;
  readonly clock: Clock;
  readonly sinceMs: number;
  /** The codes of the run, so that none reaches a file. */
  readonly secrets: Set<string>;
  /** The payments of the cases that were played before in this run. */
  readonly earlier: Set<string>;
  readonly marksTrouble: readonly string[];
}
