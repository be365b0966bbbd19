import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { Action } from '../parts/action.tsx';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';

export type Tender = View['terminal']['tenders'][number];

interface TendersProps {
  readonly tenders: readonly Tender[];
  readonly sale: SaleView;
  readonly desk: Desk;
}

/**
 * The ways to pay that need no scan, beside it. One whose payment service did not answer last says so, and can be
 * pressed all the same: the next try is what tells.
 */
export function Tenders({ tenders, sale, desk }: TendersProps) {
  const words = useWords();
  if (tenders.length === 0) return null;
  return (
    <div class="choices" role="group" aria-label={words.awaitingCode.choose}>
      {tenders.map((tender) => (
        <Action
          key={tender.id}
          weight="second"
          disabled={desk.pending}
          onPress={() => desk.chooseTender(sale.saleId, tender.id)}
        >
          {labelOf(tender, words.language)}
          {tender.isDown ? <small class="choice-why">{words.strip.down}</small> : null}
        </Action>
      ))}
    </div>
  );
}

/** What its button says: in the window's language, in English, or in whatever the config has. */
function labelOf({ id, say }: Tender, language: string): string {
  return say[language] ?? say['en'] ?? Object.values(say)[0] ?? id;
}
