import type { KeyObject } from 'node:crypto';
import type { Signers } from '../../drivers/golive/proof.ts';
import type { Exchange } from '../../src/golive/record.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Hands } from './hands.ts';
import type { KitCalls } from './kit-calls.ts';
import type { RehearsedTill } from './till.ts';

/** A manager whose PIN the kit has: drawn for the run, or said by the person. */
export interface RunManager {
  readonly id: string;
  readonly pin: string;
}

/** What a run shares: its folder for a while, its clock, what may stand in no file, and who is told of messages. */
export interface RunContext {
  readonly dir: string;
  readonly clock: Clock;
  readonly sinceMs: number;
  readonly timeZone: string;
  readonly secrets: Set<string>;
  readonly seen: (exchange: Exchange) => void;
}

/** The config of a run's till, as it was written. */
export interface WrittenConfig {
  readonly file: string;
  readonly manager: RunManager;
  /** The gateway's name in it. */
  readonly name: string;
  readonly tender: string;
}

/** What the hands need to know of the till while they play. */
export interface Played {
  readonly till: RehearsedTill;
  readonly earlier: ReadonlySet<string>;
  readonly caseNow: () => string;
  readonly isWaitingForCode: (sale: string) => boolean;
}

/** The other side of a run: the own sandbox, the acquirer's test gateway, or its production. */
export interface Side {
  /** The gateway's address. */
  readonly upstream: string;
  readonly till: Signers;
  readonly acquirer: Signers;
  /** Both public keys, for another program; by the name of their file. */
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
  /** Null where the acquirer's wire is not one that the kit can speak. */
  readonly kit: KitCalls | null;
  writeConfig(wireUrl: string): Promise<WrittenConfig>;
  hands(played: Played): Promise<Hands>;
  close(): Promise<void>;
}

/** The file of a public key, in the folder of the run. */
export const keyFile = (of: 'till' | 'acquirer', version: string): string =>
  `evidence/keys/${of}-${/^\d+$/.test(version) ? version : 'unknown'}.pub.pem`;

/** Who signs with these keys. */
export function signers(of: 'till' | 'acquirer', publicKeys: ReadonlyMap<string, KeyObject>): Signers {
  return { publicKeys, fileOf: (version) => keyFile(of, version) };
}
