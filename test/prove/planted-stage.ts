import { bug, type PlantedBug } from './planted-bug.ts';

const APPEND = 'journal.append(event, entryOf(before, step.sale, event));';

/** Bugs about what the screens show: what somebody went on from, and what nobody has seen yet. */
export const PLANTED_STAGE: readonly PlantedBug[] = [
  bug(
    'a dismissed sale returns',
    'till/book.ts',
    'return latest?.dismissed === true ? undefined : latest;',
    'return latest?.dismissed === true && !this.isEarlier(latest) ? undefined : latest;',
  ),
  bug(
    'a dismissal is kept in memory only',
    'till/terminal.ts',
    APPEND,
    `if (event.kind !== 'saleDismissed') ${APPEND}`,
  ),
  {
    id: 'a sale under way is dismissed',
    patches: [
      { file: 'src/till/dismissal.ts', from: 'if (isBusy(sale))', to: 'if (isBusy(sale) && sale.closed)' },
      {
        file: 'src/payment/sale.ts',
        from: 'sale.dismissed || isBusy(sale) ? sale :',
        to: 'sale.dismissed ? sale :',
      },
    ],
  },
  bug(
    'a charge of another amount is kept until a person comes',
    'payment/pursuit.ts',
    'return giveBackOther(at, charge, payInFlight, books);',
    `return stay({ ...doubted(charge, false), reason: { code: 'AMOUNT_MISMATCH', class: 'contradiction', say: '' } });`,
  ),
  bug(
    'a charge of another amount is told until the next start only',
    'payment/sale.ts',
    " || state === 'failed' || isToBeSeen(sale)) return true;",
    " || state === 'failed') return true;",
  ),
];
