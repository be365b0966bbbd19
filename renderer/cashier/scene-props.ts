import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Desk } from '../till/desk.ts';

/** What every stage of a sale is given. */
export interface SceneProps {
  readonly sale: SaleView;
  readonly desk: Desk;
  /** Leaves the sale to the tape and goes on. */
  readonly next: () => void;
  /** The first digit of the next amount was typed: goes on, with the digit on the pad. */
  readonly begin: (key: string) => void;
  /** It had ended before the till was started. */
  readonly isEarlier: boolean;
  /** Opens the manager's desk with this sale. */
  readonly toManager: () => void;
}
