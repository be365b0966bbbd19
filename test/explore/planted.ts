import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PlantedBug } from '../prove/planted-bug.ts';
import { withPlanted } from '../prove/planted-search.ts';

/** A bug that the walk must find within small bounds, and by which words of its report it is known. */
export interface WalkedBug extends PlantedBug {
  readonly bounds: readonly string[];
  readonly breaks: RegExp;
}

const bug = (
  id: string,
  { file, from, to }: { readonly file: string; readonly from: string; readonly to: string },
  { faults, restarts }: { readonly faults: number; readonly restarts: number },
  breaks: RegExp,
): WalkedBug => ({
  id,
  patches: [{ file: `src/payment/${file}`, from, to }],
  bounds: Object.entries({ attempts: 1, refunds: 0, voids: 0, faults, restarts }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]),
  breaks,
});

export const WALKED_BUGS: readonly WalkedBug[] = [
  bug(
    'a cancel follows silence',
    {
      file: 'pursuit.ts',
      from: "isAnswered && !state.contradicted ? 'cancel' : 'inquire'",
      to: "'cancel'",
    },
    { faults: 1, restarts: 0 },
    /Rule move .*: a cancel is sent without an inquiry that was answered\./,
  ),
  bug(
    "another till's charge is believed",
    {
      file: 'charge-doubt.ts',
      from: 'return contradicted || isOutOfTime(at, charge);',
      to: 'return contradicted && isOutOfTime(at, charge) && charge.paymentId === null;',
    },
    { faults: 1, restarts: 0 },
    /Rule foreign .*: another till's charge is shown as paid\./,
  ),
  bug(
    'a success of another amount is taken',
    {
      file: 'pursuit.ts',
      from: 'if (!sameAmount(charge.amount, at.facts.amount)) return',
      to: 'if (!sameAmount(charge.amount, at.facts.amount) && charge.paymentId === null) return',
    },
    { faults: 1, restarts: 0 },
    /Rule 2 .*: a sale is shown as paid, and the books say charged\./,
  ),
  bug(
    'nobody may do anything about a doubted charge of another amount',
    {
      file: 'view.ts',
      from: "return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : ['cancel'];",
      to: "return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : [];",
    },
    { faults: 1, restarts: 0 },
    /Rule next .*: nothing moves a payment that is attention\./,
  ),
  bug(
    'a restart pays again',
    { file: 'pursuit.ts', from: 'sends: 2,\n        doubted', to: 'sends: 1,\n        doubted' },
    { faults: 0, restarts: 1 },
    /Rule move .*: a pay is sent by a run that did not scan its code\./,
  ),
];

/** What the walk says of the source with a bug in it. */
export function walkPlanted(planted: WalkedBug): Promise<string> {
  return withPlanted(planted, (folder) => {
    const walk = spawn(process.execPath, [join(folder, 'test/explore/run.ts'), ...planted.bounds]);
    return new Promise<string>((resolve, reject) => {
      let said = '';
      walk.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      walk.on('error', reject);
      walk.on('close', () => resolve(said));
    });
  });
}
