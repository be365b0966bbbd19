import { z } from 'zod';
import type { TenderName } from './tenders.ts';
import type { Bounds } from './world.ts';

/** The ways to pay that a bug is looked for by: the landing page that is made with the sale is a tap's walk without a tap. */
const TENDERS_WALKED: readonly TenderName[] = [
  ...(['code', 'trust-payments', 'trust-payments-tap', 'trust-payments-landing', 'computop'] as const),
  ...(['saferpay', 'saferpay-link', 'antom-card', 'antom-order-code', 'opposite-hold'] as const),
];

/**
 * How far the walks go, small ones first, which find most bugs in seconds. A second attempt, a second till, a second fault
 * and a second refund are walked over where that ends within a minute.
 *
 * A walk goes by fewest faults and restarts, and then by fewest moves, so that its first story is its shortest.
 */
const SIZES: readonly Size[] = [
  { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 0 },
  { attempts: 1, refunds: 1, voids: 1, faults: 0, restarts: 1 },
  { attempts: 1, refunds: 2, voids: 0, faults: 1, restarts: 0, tenders: ['code'] },
  { attempts: 2, refunds: 0, voids: 0, faults: 0, restarts: 0, tenders: ['code', 'antom-card'] },
  { attempts: 1, refunds: 0, voids: 0, faults: 0, restarts: 0, tills: 2, tenders: ['code'] },
  { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 1 },
  { attempts: 2, refunds: 0, voids: 0, faults: 0, restarts: 1, tenders: ['code'] },
  { attempts: 1, refunds: 0, voids: 0, faults: 2, restarts: 0 },
];

/** As far as is walked to see what a way to pay executes. Ours: wider walks come by the same lines in other states. */
const SEEN_SIZES: readonly Size[] = [
  { attempts: 1, refunds: 1, voids: 1, faults: 1, restarts: 0 },
  { attempts: 1, refunds: 1, voids: 1, faults: 0, restarts: 1 },
  { attempts: 2, refunds: 2, voids: 1, faults: 0, restarts: 0, tenders: ['code'] },
  { attempts: 1, refunds: 2, voids: 0, faults: 1, restarts: 0, tenders: ['code'] },
  { attempts: 2, refunds: 0, voids: 0, faults: 0, restarts: 0, tenders: ['antom-card'] },
];

interface Size extends Omit<Bounds, 'tills'> {
  readonly tills?: number;
  readonly tenders?: readonly TenderName[];
}

/** One walk: its tender, its bounds, and both as arguments of the command. */
export interface PlannedWalk {
  readonly tender: TenderName;
  readonly bounds: Bounds;
  readonly args: readonly string[];
}

/** Every walk that a bug is looked for in, in this order. */
export const WALKS: readonly PlannedWalk[] = SIZES.flatMap(walksOfSize);

/** The walks that show which bugs a way to pay executes. */
export const SEEN_WALKS: readonly PlannedWalk[] = SEEN_SIZES.flatMap(walksOfSize);

function walksOfSize({ tenders = TENDERS_WALKED, ...size }: Size): PlannedWalk[] {
  return tenders.map((tender) => ({
    tender,
    bounds: { tills: 1, ...size },
    args: argumentsOf({ tender, ...size }),
  }));
}

/** A walk's tender and bounds as arguments of its command. */
export function argumentsOf(asked: Readonly<Record<string, number | string>>): string[] {
  return Object.entries(asked).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

export const walkedFoundSchema = z.object({
  found: z.object({ walk: z.string(), rule: z.string(), story: z.array(z.string()) }).nullable(),
  cut: z.array(z.string()),
});

/** What the walks over one bug come to. `cut`: those that ended as too many states were known. */
export type WalkedFound = z.infer<typeof walkedFoundSchema>;
