import type { CycleDay } from '../cycle.ts';
import type { BankCredit } from './credits.ts';
import type { Cycle, Payout } from './cycles.ts';
import type { SettlementFinding } from './findings.ts';
import type { PayoutSum } from './sums.ts';
import { workingDaysAfter } from './working-days.ts';

interface PayoutSetting {
  readonly today: CycleDay;
  readonly holidays: readonly CycleDay[];
  readonly chargesMaxMinor: bigint;
}

/** Cleared days are paid on the second working day; a day more is waited before it is told. Source: reports dossier section 2. */
const SETTLED_AFTER = 3;

/** Levels 5 and 6: each payment is its cycles, each cycle is paid once, and the bank has the money. */
export function payoutFindings(
  setting: PayoutSetting,
  cycles: readonly Cycle[],
  payouts: readonly Payout[],
  credits: readonly BankCredit[],
): { readonly findings: readonly SettlementFinding[]; readonly sums: readonly PayoutSum[] } {
  const byKey = new Map(cycles.map((cycle) => [cycle.key, cycle]));
  const paidIn = new Map<string, string>();
  const findings: SettlementFinding[] = [];
  const sums: PayoutSum[] = [];
  const booked = creditsOf(payouts, credits);
  for (const payout of payouts) {
    findings.push(...partFindings(payout, byKey, paidIn));
    const credit = booked.get(payout) ?? null;
    findings.push(...bankFindings(payout, credit, credits, setting));
    sums.push({
      settlementBatchId: payout.batchId,
      ...{ currency: payout.currency, minor: payout.minor, valueDate: payout.valueDate },
      cycles: payout.parts.map(({ batchId }) => batchId),
      keys: payout.parts.map(({ key }) => key),
      creditMinor: credit?.minor ?? null,
      chargesMinor: credit?.chargesMinor ?? null,
    });
  }
  findings.push(...cycles.flatMap((cycle) => notSettled(cycle, paidIn, payouts.length > 0, setting)));
  return { findings, sums };
}

function partFindings(
  { batchId, currency, minor, parts }: Payout,
  byKey: ReadonlyMap<string, Cycle>,
  paidIn: Map<string, string>,
): SettlementFinding[] {
  const findings: SettlementFinding[] = [];
  const common = { of: batchId, currency };
  let sum = 0n;
  let isWhole = true;
  for (const { key, batchId: cycle, net } of parts) {
    const before = paidIn.get(key);
    if (before !== undefined) {
      const say = `The cycle ${cycle} is paid in ${before} and in ${batchId}.`;
      findings.push({ kind: 'cycleTwice', of: cycle, currency, left: null, right: net, say, cycle: key });
    }
    paidIn.set(key, batchId);
    const told = byKey.get(key)?.summaryNet ?? null;
    const counted = net ?? told;
    if (counted === null) isWhole = false;
    else sum += counted;
    if (net !== null && told !== null && net !== told)
      findings.push({
        ...{ ...common, kind: 'settlementDiffers', left: told, right: net },
        say: `The cycle ${cycle} stands there with another amount.`,
      });
  }
  if (isWhole && sum !== minor)
    findings.push({
      ...{ ...common, kind: 'settlementDiffers', left: sum, right: minor },
      say: 'The payment is not what its cycles come to.',
    });
  return findings;
}

/**
 * Which credit is which payment's: the one that names its batch, or else one of its amount with the charges, from its day
 * on. A credit is one payment's and no other's, so those that are named come first.
 */
function creditsOf(
  payouts: readonly Payout[],
  credits: readonly BankCredit[],
): ReadonlyMap<Payout, BankCredit> {
  const found = new Map<Payout, BankCredit>();
  const free = new Set(credits);
  const take = (isOf: (payout: Payout, credit: BankCredit) => boolean): void => {
    for (const payout of payouts) {
      if (found.has(payout)) continue;
      const credit = [...free].find((each) => each.currency === payout.currency && isOf(payout, each));
      if (credit === undefined) continue;
      found.set(payout, credit);
      free.delete(credit);
    }
  };
  // Who typed a wrong amount types the right one beside it: that one counts.
  take((payout, credit) => isNamed(payout, credit) && isWhole(payout, credit));
  take(isNamed);
  take((payout, credit) => isWhole(payout, credit) && credit.bookedOn >= (payout.valueDate ?? ''));
  return found;
}

function isNamed({ batchId }: Payout, { reference }: BankCredit): boolean {
  return reference.includes(batchId);
}

function isWhole({ minor: due }: Payout, { minor, chargesMinor }: BankCredit): boolean {
  return minor + chargesMinor === due;
}

function bankFindings(
  payout: Payout,
  credit: BankCredit | null,
  credits: readonly BankCredit[],
  { today, holidays, chargesMaxMinor }: PayoutSetting,
): SettlementFinding[] {
  const { batchId, currency, minor, valueDate } = payout;
  const common = { of: batchId, currency };
  if (credit === null) {
    const other = credits.find((each) => isNamed(payout, each));
    if (other !== undefined) {
      const say = `The credit that names it is one of ${other.currency}.`;
      return [{ ...common, kind: 'creditDiffers', left: minor, right: null, say }];
    }
    if (valueDate === null || minor <= 0n || credits.length === 0) return [];
    const latest = workingDaysAfter(valueDate, 1, holidays);
    const say = `It should have come by ${latest}.`;
    return today > latest ? [{ ...common, kind: 'creditMissing', left: minor, right: null, say }] : [];
  }
  if (credit.minor === minor) return [];
  const isCharged = credit.minor + credit.chargesMinor === minor && credit.chargesMinor <= chargesMaxMinor;
  return isCharged
    ? [
        {
          ...common,
          kind: 'chargesTaken',
          left: minor,
          right: credit.minor,
          say: 'The bank took its charges.',
        },
      ]
    : [
        {
          ...common,
          kind: 'creditDiffers',
          left: minor,
          right: credit.minor,
          say: 'The bank has another amount.',
        },
      ];
}

function notSettled(
  { key, batchId, currency, summaryNet }: Cycle,
  paidIn: ReadonlyMap<string, string>,
  areSettlementsTold: boolean,
  { today, holidays }: PayoutSetting,
): SettlementFinding[] {
  if (paidIn.has(key) || summaryNet === null || summaryNet === 0n || !areSettlementsTold) return [];
  const day = dayOfBatch(batchId);
  if (day === null || today <= workingDaysAfter(day, SETTLED_AFTER, holidays)) return [];
  const say = 'No payment names this cycle yet.';
  return [{ kind: 'cycleNotSettled', of: batchId, currency, left: summaryNet, right: null, say, cycle: key }];
}

/** The day of a batch, which its id begins with; null where it does not. */
function dayOfBatch(batchId: string): CycleDay | null {
  const match = /^(\d{4})(\d\d)(\d\d)/.exec(batchId);
  return match === null ? null : `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
}
