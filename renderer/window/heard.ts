import { useEffect, useRef } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { play, type Note } from './sound.ts';

const NOTE_OF: Partial<Record<SaleView['state'], Note>> = {
  paid: 'paid',
  failed: 'notPaid',
  cancelled: 'notPaid',
  checking: 'attention',
  attention: 'attention',
};

/** Plays the note of a sale's state when it changes; what stood there when the window opened is no news. */
export function useNotes(sale: SaleView | null): void {
  const before = useRef<string | null>(null);
  const mark = sale === null ? '' : `${sale.saleId} ${sale.state}`;
  useEffect(() => {
    const isNews = before.current !== null && before.current !== mark;
    before.current = mark;
    const note = sale === null ? undefined : NOTE_OF[sale.state];
    if (isNews && note !== undefined) play(note);
  }, [mark]);
}
