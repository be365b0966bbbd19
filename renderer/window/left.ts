import { useState } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';

/** A sale that the cashier has left to the tape, and the state it had. */
export interface Left {
  readonly saleId: string;
  readonly state: SaleView['state'];
}

const KEPT_AS = 'paycode-till-left';

/** The sale that was left last; kept for as long as the window lives, so that one that came back shows the same. */
export function useLeft(): [Left | null, (left: Left) => void] {
  const [left, setLeft] = useState(readLeft);
  const leave = (next: Left): void => {
    const kept = { saleId: next.saleId, state: next.state };
    sessionStorage.setItem(KEPT_AS, JSON.stringify(kept));
    setLeft(kept);
  };
  return [left, leave];
}

function readLeft(): Left | null {
  return JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null') as Left | null;
}
