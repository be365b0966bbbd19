import type { Camera } from '../../drivers/golive/camera.ts';
import type { RunFolder } from '../../drivers/golive/run-folder.ts';
import type { Wire } from '../../drivers/golive/wire.ts';
import type { AccountSeen, WaitsSeen } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Hands } from './hands.ts';
import type { KitCalls } from './kit-calls.ts';
import type { RunManager } from './side.ts';

import type { RehearsedTill } from './till.ts';

/** Everything that a case is played with. */
export interface Stage {
  readonly run: string;
  readonly gateway: string;
  readonly currency: string;
  readonly till: RehearsedTill;
  readonly wire: Wire;
  readonly hands: Hands;
  /** Null where the acquirer's wire is not one that the kit can speak. */
  readonly kit: KitCalls | null;
  /** What is sold where a case names no amount, in minor units. */
  readonly usualMinor: number;
  readonly tender: string;
  readonly account: AccountSeen;
  readonly camera: Camera | null;
  readonly folder: RunFolder;
  readonly manager: RunManager;
  /** Against the own sandbox, which ends with the run. */
  readonly isOwn: boolean;
  readonly waits: WaitsSeen;
  /** What is waited for longer than the flow takes: a person. */
  readonly slackMs: number;
  readonly clock: Clock;
  readonly sinceMs: number;
  /** The codes of the run, so that none reaches a file. */
  readonly secrets: Set<string>;
  /** The payments of the cases that were played before in this run. */
  readonly earlier: Set<string>;
  readonly marksTrouble: readonly string[];
}
