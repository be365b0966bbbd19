import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Desk } from '../till/desk.ts';

/** What every stage of a sale is given. */
export interface SceneProps {
  readonly sale: SaleView;
  readonly desk: Desk;
  /** Leaves the sale to the tape and goes on. */
  readonly next: () => void;
  /** Opens the manager's desk with this sale. */
  readonly toManager: () => void;
}
