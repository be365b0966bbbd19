import type { Result } from '../../ground/result.ts';
import type { CycleDay } from '../cycle.ts';
import type { BankCredit } from './credits.ts';
import type { SettlementFile } from './cycles.ts';

/** Where a running till has the acquirer's reports and the bank's credits. Errors: a sentence. */
export interface SettlementSource {
  /**
   * The reports whose batch is of this day or later, or tells no day. `leftOut`: files that would keep the till too long.
   * Each is read when it is asked for, so that the till does its own work between two of them.
   */
  files(from: CycleDay): Result<
    {
      readonly names: readonly string[];
      readonly read: (name: string) => Result<SettlementFile, string>;
      readonly leftOut: readonly string[];
    },
    string
  >;
  credits(): Result<readonly BankCredit[], string>;
  /** Keeps credits beside those that are known; on the disk when it answers. */
  keep(credits: readonly BankCredit[]): Promise<Result<null, string>>;
}
