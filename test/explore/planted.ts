import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PlantedBug } from '../prove/planted-bug.ts';
import { eachPlanted } from '../prove/planted-search.ts';
import { argumentsOf } from './planted-walks.ts';
import type { TenderName } from './tenders.ts';

/** A bug that the walk must find within small bounds, and by which words of its report it is known. */
export interface WalkedBug extends PlantedBug {
  readonly bounds: readonly string[];
  readonly breaks: RegExp;
}

/** How far a walk goes that finds a bug; one attempt, and by a scanned code where nothing else is said. */
interface Reach {
  readonly tender?: TenderName;
  readonly refunds?: number;
  readonly faults: number;
  readonly restarts: number;
  readonly tills?: number;
}

const bug = (
  id: string,
  patches: readonly { readonly file: string; readonly from: string; readonly to: string }[],
  { tender = 'code', refunds = 0, faults, restarts, tills = 1 }: Reach,
  breaks: RegExp,
): WalkedBug => ({
  id,
  patches: patches.map((patch) => ({ ...patch, file: `src/${patch.file}` })),
  bounds: argumentsOf({ tender, attempts: 1, refunds, voids: 0, faults, restarts, tills }),
  breaks,
});

export const WALKED_BUGS: readonly WalkedBug[] = [
  bug(
    'a cancel follows silence',
    [
      {
        file: 'payment/pursuit.ts',
        from: "isAnswered && !state.contradicted ? 'cancel' : 'inquire'",
        to: "'cancel'",
      },
    ],
    { faults: 1, restarts: 0 },
    /Rule move .*: a cancel is sent without an inquiry that was answered\./,
  ),
  bug(
    "another till's charge is believed",
    [
      {
        file: 'payment/charge-doubt.ts',
        from: 'return contradicted || isOutOfTime(at, charge);',
        to: 'return contradicted && isOutOfTime(at, charge) && charge.paymentId === null;',
      },
    ],
    { faults: 1, restarts: 0 },
    /Rule foreign .*: another till's charge is shown as paid\./,
  ),
  bug(
    'a success of another amount is taken',
    [
      {
        file: 'payment/pursuit.ts',
        from: 'if (!sameAmount(charge.amount, at.facts.amount)) return',
        to: 'if (!sameAmount(charge.amount, at.facts.amount) && charge.paymentId === null) return',
      },
    ],
    { faults: 1, restarts: 0 },
    /Rule 2 .*: a sale is shown as paid, and the books say charged\./,
  ),
  bug(
    'nobody may do anything about a doubted charge of another amount',
    [
      {
        file: 'payment/view.ts',
        from: "return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : ['cancel'];",
        to: "return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : [];",
      },
    ],
    { faults: 1, restarts: 0 },
    /Rule next .*: nothing moves a payment that is attention\./,
  ),
  bug(
    'a restart pays again',
    [{ file: 'payment/pursuit.ts', from: 'sends: 2,\n        doubted', to: 'sends: 1,\n        doubted' }],
    { faults: 0, restarts: 1 },
    /Rule move .*: a pay is sent by a run that did not scan its code\./,
  ),
  bug(
    'what is told while money is collected is forgotten',
    [{ file: 'payment/capture.ts', from: 'return askedOnceMore(at, told, paid);', to: 'return paid;' }],
    { tender: 'antom-card', faults: 1, restarts: 0 },
    /Rule 2 .*: that a charge is gone, the till was told, and it forgot\./,
  ),
  bug(
    'a capture covers what was told before it',
    [
      {
        file: 'payment/capture.ts',
        from: '{ ...state, told, inFlight: true',
        to: '{ ...state, told: false, inFlight: true',
      },
    ],
    { tender: 'antom-card', faults: 1, restarts: 1 },
    /Rule 2 .*: that a charge is gone, the till was told, and it forgot\./,
  ),
  bug(
    'a refund that must not be repeated is sent again at a restart',
    [
      {
        file: 'payment/refund.ts',
        from: 'return isRepeatable(at) ? tryNow(at, state) : lookLater(at, { ...state, inFlight: false });',
        to: 'return tryNow(at, state);',
      },
    ],
    { tender: 'computop', refunds: 1, faults: 0, restarts: 1 },
    /Rule end .*: attempt 1 paid \(books: charged 0\), refund R11 refunded\./,
  ),
  bug(
    'a link that nobody wants paid is asked about once',
    [
      {
        file: 'payment/give-back.ts',
        from: 'if (!mayCancel) return askLater(at, state, answer);',
        to: 'if (!mayCancel) return cancelled(at, state);',
      },
    ],
    { tender: 'trust-payments', faults: 0, restarts: 0 },
    /Rule 4 .*: a sale is shown as cancelled, and its cancelled payment is charged\./,
  ),
  bug(
    'each till names its attempts by its own sale',
    [
      {
        file: 'till/order.ts',
        from: 'paymentRequestIdOf(referenceMerchantId, referenceOrderId, number)',
        to: "paymentRequestIdOf(referenceMerchantId, book.ofOrder(referenceOrderId)[0]?.saleId ?? '', number)",
      },
    ],
    { faults: 0, restarts: 0, tills: 2 },
    /Rule 1 .*: the order is charged twice\./,
  ),
  bug(
    'a charge is believed though the acquirer holds other details under its id',
    [
      {
        file: 'payment/charge-doubt.ts',
        from: 'return contradicted || isOutOfTime(at, charge);',
        to: 'return isOutOfTime(at, charge);',
      },
    ],
    { faults: 0, restarts: 0, tills: 2 },
    /Rule foreign .*: another till's charge is shown as paid\./,
  ),
];

/** What the walk says of the source with each of the bugs in it, by the bug's id. */
export async function walkPlanted(): Promise<ReadonlyMap<string, string>> {
  const said = await eachPlanted(
    WALKED_BUGS,
    async (planted, folder) => [planted.id, await saidBy(folder, planted.bounds)] as const,
  );
  return new Map(said);
}

/** What a walk over the source in a folder says. */
function saidBy(folder: string, bounds: readonly string[]): Promise<string> {
  const walk = spawn(process.execPath, [join(folder, 'test/explore/run.ts'), '--first', ...bounds]);
  return new Promise<string>((resolve, reject) => {
    let said = '';
    walk.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    walk.on('error', reject);
    walk.on('close', () => resolve(said));
  });
}
