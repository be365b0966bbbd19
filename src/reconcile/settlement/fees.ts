import type { ReportRow } from '../report.ts';
import type { Cycle } from './cycles.ts';
import type { SettlementFinding } from './findings.ts';
import { settledOf } from './line-sums.ts';
import { signedOf, type ReadLine } from './report-read.ts';

/** The fees of a contract, as the config has them. */
export interface FeeContract {
  readonly pspId?: string | undefined;
  /** Such as `0.80%`. */
  readonly interchange: string;
  readonly service: string;
}

/** The words for both fees; longer ones begin with them. Source: reports dossier sections 3.2 and 4. */
const TYPES = { interchange: /^INTERCHANGE/i, service: /^SERVICE/i } as const;

/** How far a fee may be from the contract: roundings differ. Source: reports dossier section 5.2. */
const TOLERANCE = 1n;

/** Level 3: each payment bears each fee once, as the contract says. Refunds bear none. Source: reports dossier section 6. */
export function feeFindings(
  { fees: contracts, view }: { readonly fees: readonly FeeContract[]; readonly view: string },
  cycle: Cycle,
  isOwn: (row: ReportRow) => boolean,
): SettlementFinding[] {
  if (!cycle.hasFees || !cycle.hasRows) return [];
  const { currency, rows, fees } = cycle;
  const payments = rows.filter((row) => row.type === 'PAYMENT' && isOwn(row));
  const lines = new FeeLines(fees);
  const found = payments.flatMap((row) => feesOfPayment(row, currency, lines.of(row), contracts));
  if (view !== 'participant') return found;
  const known = new Set(
    rows.flatMap(({ transactionRequestId, transactionId }) => [transactionRequestId, transactionId]),
  );
  const strays = fees.filter(({ cells }) => {
    const ids = [cells['transactionRequestId'], cells['transactionId']].filter((id) => id !== undefined);
    return ids.length > 0 && !ids.some((id) => known.has(id));
  });
  return [
    ...found,
    ...strays.map((line) => ({
      ...{ kind: 'feeOfNoTransaction' as const, of: idOf(line), currency, left: null },
      ...{ right: signedOf(line, 'feeAmountValue'), say: 'The fee belongs to no transaction of its cycle.' },
    })),
  ];
}

/** The fees of payments by the ids that they name: a cycle may have a million of them. */
class FeeLines {
  readonly #byId = new Map<string, ReadLine[]>();

  constructor(fees: readonly ReadLine[]) {
    for (const line of fees) {
      const { cells } = line;
      if ((cells['transactionType'] ?? 'PAYMENT') !== 'PAYMENT') continue;
      for (const name of ['transactionRequestId', 'transactionId'] as const) {
        const id = cells[name];
        if (id === undefined) continue;
        const key = `${name} ${id}`;
        const known = this.#byId.get(key);
        if (known === undefined) this.#byId.set(key, [line]);
        else known.push(line);
      }
    }
  }

  /** The fees of a payment, each once, whichever of its ids they name. */
  of({ transactionRequestId, transactionId }: ReportRow): readonly ReadLine[] {
    const named = (name: string, id: string | undefined): readonly ReadLine[] =>
      (id === undefined ? undefined : this.#byId.get(`${name} ${id}`)) ?? [];
    return [
      ...new Set([
        ...named('transactionRequestId', transactionRequestId),
        ...named('transactionId', transactionId),
      ]),
    ];
  }
}

function feesOfPayment(
  row: ReportRow,
  currency: string,
  lines: readonly ReadLine[],
  contracts: readonly FeeContract[],
): SettlementFinding[] {
  const of = row.transactionRequestId ?? row.transactionId ?? '';
  const contract =
    contracts.find(({ pspId }) => pspId !== undefined && pspId === row.counterParticipantId) ??
    contracts.find(({ pspId }) => pspId === undefined);
  return (['interchange', 'service'] as const).flatMap((type): SettlementFinding[] => {
    const ofType = lines.filter(({ cells }) => TYPES[type].test(cells['feeType'] ?? ''));
    const common = { of: `${of} ${type}`, currency };
    if (ofType.length > 1)
      return [
        {
          ...common,
          kind: 'feeTwice',
          left: null,
          right: null,
          say: `The fee was taken ${ofType.length} times.`,
        },
      ];
    if (contract === undefined) return [];
    const settled = settledOf(row, currency);
    const expected = settled === null ? null : shareOf(settled, contract[type]);
    const [line] = ofType;
    if (line === undefined)
      return expected === 0n
        ? []
        : [{ ...common, kind: 'feeMissing', left: expected, right: null, say: 'No such fee was taken.' }];
    const taken = signedOf(line, 'feeAmountValue') ?? 0n;
    const size = taken < 0n ? -taken : taken;
    const isNear = expected === null || (size - expected <= TOLERANCE && expected - size <= TOLERANCE);
    return isNear
      ? []
      : [
          {
            ...common,
            kind: 'feeDiffers',
            left: expected,
            right: size,
            say: 'The fee is not that of the contract.',
          },
        ];
  });
}

/** A percentage of an amount, rounded half up, exact. */
export function shareOf(minor: bigint, percent: string): bigint {
  const [whole = '0', part = ''] = percent.replace('%', '').split('.');
  const rate = BigInt(whole + part.padEnd(4, '0'));
  const below = 100n * 10_000n;
  return (2n * minor * rate + below) / (2n * below);
}

function idOf({ cells, line }: ReadLine): string {
  return cells['transactionRequestId'] ?? cells['transactionId'] ?? `line ${line}`;
}
