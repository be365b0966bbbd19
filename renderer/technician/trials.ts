import type { ReplyOf } from '../../src/contract/contract.ts';
import { sayRefusal } from '../strings/refusals.ts';
import type { BenchWords } from '../strings/technician/bench-words.ts';
import type { Catalogue } from '../strings/words.ts';
import { ask, type Refusal } from '../till/till.ts';

/** What came back of a trial: one sentence, and what is known beside it. `good` is null where nobody can tell. */
export interface Told {
  readonly good: boolean | null;
  readonly say: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
}

type Trial = (name: string, bench: BenchWords, words: Catalogue) => Promise<Told>;

const NONE = { params: {} } as const;

/** What is tried on each kind of device. */
export const TRIALS: Readonly<Record<'gateway' | 'scanner' | 'printer', Trial>> = {
  scanner: async (_, bench, words) => {
    const answer = await ask('tryScan', { ...NONE, body: null });
    return answer.ok ? ofScan(answer.value, bench) : refused(answer.refusal, words);
  },
  printer: async (printer, bench, words) => {
    const answer = await ask('tryPrint', { ...NONE, body: { printer } });
    return answer.ok ? ofPrint(answer.value, bench, words) : refused(answer.refusal, words);
  },
  gateway: async (gateway, bench, words) => {
    const answer = await ask('tryGateway', { ...NONE, body: { gateway } });
    return answer.ok ? ofGateway(answer.value, bench) : refused(answer.refusal, words);
  },
};

function ofScan(scan: ReplyOf<'tryScan'>, bench: BenchWords): Told {
  const { rows } = bench;
  const by: Told['rows'] = scan.device === undefined ? [] : [[rows.scanner, scan.device]];
  const took: Told['rows'] = scan.tookMs === undefined ? [] : [[rows.took, `${Math.round(scan.tookMs)} ms`]];
  switch (scan.came) {
    case 'nothing':
      return { good: false, say: bench.nothing, rows: [] };
    case 'sale':
      return { good: null, say: bench.saleBegan, rows: [] };
    case 'unreadable':
      return { good: false, say: bench.unreadable, rows: [...by, ...took] };
    case 'code': {
      const { masked = '', family = '', route = '', aim } = scan;
      return {
        good: true,
        say: masked,
        rows: [[rows.family, family], [rows.route, route], [rows.aim, aim ?? '–'], ...took, ...by],
      };
    }
  }
}

function ofPrint({ outcome, why = '' }: ReplyOf<'tryPrint'>, bench: BenchWords, words: Catalogue): Told {
  switch (outcome) {
    case 'printed':
      return { good: true, say: bench.printed, rows: [] };
    case 'notPrinted':
      return { good: false, say: bench.notPrinted(why), rows: [] };
    case 'unknown':
      return { good: null, say: words.till === null ? `${bench.maybe} ${why}` : bench.maybe, rows: [] };
  }
}

function ofGateway(check: ReplyOf<'tryGateway'>, bench: BenchWords): Told {
  const { rows } = bench;
  const word = (value: 'yes' | 'no' | 'unknown'): string => bench[value];
  const { found } = check;
  return {
    good: found === 'fine',
    say: found === 'fine' ? bench.gatewayFine : `${bench.gatewayNot} ${bench.gatewayFound[found]}`,
    rows: [
      ...codeIn(check.say).map((code) => [rows.code, code] as const),
      [rows.reached, word(check.reached ? 'yes' : 'no')],
      [rows.accepted, word(check.accepted)],
      [rows.verified, word(check.verified)],
      [rows.clock, check.clockOffsetMs === undefined ? bench.unknown : seconds(check.clockOffsetMs)],
      [rows.roundTrip, `${Math.round(check.roundTripMs)} ms`],
    ],
  };
}

/** The code of an error in a sentence of the till: nobody's but the technician's. */
function codeIn(sentence: string): string[] {
  const code = /\(([A-Z][A-Z0-9_]{3,})\)/.exec(sentence)?.[1];
  return code === undefined ? [] : [code];
}

/** `+1 s`: the gateway tells its time in whole seconds. */
function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return `${whole < 0 ? '−' : '+'}${Math.abs(whole)} s`;
}

function refused(refusal: Refusal, words: Catalogue): Told {
  return { good: false, say: sayRefusal(refusal, words), rows: [] };
}
