import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { saleTransition } from '../../src/payment/sale.ts';
import type { PaymentEvent, TillEvent } from '../../src/payment/events.ts';
import type { Sale } from '../../src/payment/state.ts';
import { canonicalOf } from '../explore/canonical.ts';
import { Hashes } from '../explore/graph.ts';
import { violationOf } from '../explore/rules.ts';
import type { Machine } from '../explore/till.ts';
import { turned } from '../explore/two-tills.ts';
import { firstWorld, movesOf, walk } from '../explore/walk.ts';
import { isTenderName, TENDERS, type Tender } from '../explore/tenders.ts';
import { WALKED_BUGS, walkPlanted } from '../explore/planted.ts';
import type { Bounds, World } from '../explore/world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SMALL: Bounds = { attempts: 1, refunds: 0, voids: 0, faults: 0, restarts: 0, tills: 1 };
const REAL: Machine = { transition: saleTransition };
const PARTS = { machine: REAL, tender: TENDERS.code };
const PAGES = Object.keys(TENDERS)
  .filter(isTenderName)
  .filter((name) => name !== 'code');
const DAY_MS = 24 * 3_600_000;
/** A walk that does nothing else takes a few seconds. */
const WALK_MS = 120_000;

/** The real machine, but that a payment is told something else than what happened. */
function machineThatHears(change: (event: PaymentEvent) => PaymentEvent | null): Machine {
  return {
    transition: (sale, event) => {
      if (event.kind !== 'paymentChanged' || sale === null) return saleTransition(sale, event);
      const heard = change(event.change);
      return heard === null ? { sale, effects: [] } : saleTransition(sale, { ...event, change: heard });
    },
  };
}

describe('The money rules of one order (interface 7)', () => {
  it('hold in every state that is reached without a fault, and each has a quiet end', () => {
    const walked = walk(PARTS, { ...SMALL, refunds: 1, voids: 1, restarts: 1 });

    expect(walked.findings).toEqual([]);
    expect(walked.states).toBeGreaterThan(1000);
  });

  it.each(PAGES)('hold by %s, with a page that is shown, tapped, paid, left and given back', (name) => {
    const walked = walk({ machine: REAL, tender: TENDERS[name] }, { ...SMALL, refunds: 1, voids: 1 });

    expect(walked.findings).toEqual([]);
    expect(walked.shapes).toContain('attempt 1 paid (books: charged 200)');
    expect(walked.states).toBeGreaterThan(300);
  });
});

describe('The money rules of an order that is paid on a page (interface 7)', () => {
  it('hold with one fault where a reverse is all that undoes a charge', () => {
    const walked = walk({ machine: REAL, tender: TENDERS.computop }, { ...SMALL, faults: 1 });

    expect(walked.findings).toEqual([]);
    expect(walked.shapes).toContain('attempt 1 cancelled (books: closed 0)');
  });
});

describe('When an acquirer may be asked (saferpay dossier 6, interface 2)', () => {
  it('is judged by what came in: terms that let a timer ask are found out by it', () => {
    const { saferpay } = TENDERS;
    const freely = { ...saferpay, terms: { ...saferpay.terms, ask: 'freely' as const } };

    const { findings } = walk({ machine: REAL, tender: freely }, SMALL, { isToFirst: true });

    expect(findings[0]?.kind).toBe(
      'an acquirer that must not be asked by a timer is asked without an occasion',
    );
    expect(findings[0]?.story.at(-1)).toBe('Time goes by, and attempt 1 is due.');
  });

  it('is judged where it asks for patience: nothing leaves at once', () => {
    // An attempt from before patience was kept asks once more at once.
    const impatient: Machine = {
      transition: (sale, event) =>
        saleTransition(sale, 'asksAtEnd' in event ? { ...event, asksAtEnd: undefined } : event),
    };

    const { findings } = walk({ ...PARTS, machine: impatient }, { ...SMALL, faults: 1 }, { isToFirst: true });

    expect(findings[0]?.kind).toBe('something is sent at once, though the acquirer asks for patience');
  });
});

describe('What a till may send once it was told something (antom-card dossier 5.2, computop dossier 5)', () => {
  it('is judged by what came in: a capture that was refused for good does not leave again', () => {
    const unread = { code: 'ACCESS_DENIED', class: 'technical', say: '' } as const;
    const machine = machineThatHears((event) =>
      event.kind === 'captureAnswered' && event.answer.kind === 'refused'
        ? { kind: 'captureAnswered', answer: { kind: 'refused', reason: unread } }
        : event,
    );

    const kind = firstBroken({ tender: TENDERS['antom-card'], machine });

    expect(kind).toBe('a capture is sent again that was refused for good');
  });

  it('a charge that was reversed does not go back once more, whatever the books go on telling', () => {
    const machine: Machine = {
      transition: (sale, event) => saleTransition(sale, isOver(sale) ? ofAnotherCharge(event) : event),
    };

    const kind = firstBroken({ tender: TENDERS.computop, machine });

    expect(kind).toBe('a charge is given back once more that was reversed');
  });

  it('a phone whose customer has pressed the button has the link, whatever the till makes of it', () => {
    const machine = machineThatHears((event) => (event.kind === 'tapped' ? null : event));

    const kind = firstBroken({ tender: TENDERS['trust-payments-landing'], machine });

    expect(kind).toBe('a sale is shown as cancelled, and its cancelled payment is charged');
  });

  /** What is broken first where one fault may happen. */
  function firstBroken(parts: { readonly machine: Machine; readonly tender: Tender }): string | undefined {
    return walk(parts, { ...SMALL, faults: 1 }, { isToFirst: true }).findings[0]?.kind;
  }

  function isOver(sale: Sale | null): boolean {
    return sale?.payments[0]?.state.kind === 'cancelled';
  }

  /** A charge that is told of under another id of the acquirer. */
  function ofAnotherCharge(event: TillEvent): TillEvent {
    if (event.kind !== 'paymentChanged' || event.change.kind !== 'inquiryAnswered') return event;
    const { answer } = event.change;
    if (answer.kind !== 'charged') return event;
    const charge = { ...answer.charge, paymentId: 'another' };
    return { ...event, change: { ...event.change, answer: { ...answer, charge } } };
  }
});

describe('The money rules of an order that two tills of one shop were given (interface 7)', () => {
  const TWO: Bounds = { ...SMALL, tills: 2 };

  it('hold at both tills in the first states after they have scanned two codes for it', () => {
    const { endedBy, findings, shapes } = walk(PARTS, TWO, { statesMax: 6000 });

    expect(findings).toEqual([]);
    expect(endedBy).toBe('tooManyStates');
    const isDoubted = /attention \(FOREIGN_CHARGE\) \(books: charged 200\)/;
    expect([...shapes].filter((shape) => isDoubted.test(shape) && shape.includes('paid'))).not.toEqual([]);
  });

  it('are judged alike, whichever of the two is the first', () => {
    const world = after(TWO, [
      'Till B: A code is scanned',
      'Till B: The pay of attempt 1 reaches the acquirer: the wallet is charged',
      'Till A: A code is scanned',
    ]);

    expect(canonicalOf(turned(world))).toBe(canonicalOf(world));
    expect(turned(turned(world))).toEqual(world);
    expect(violationOf(turned(world))).toEqual(violationOf(world));
  });

  it('know a refund of one till from one of the other, though each names its own in the same way', () => {
    const world = after({ ...TWO, refunds: 1 }, [
      'Till B: A code is scanned',
      'Till B: The pay of attempt 1 reaches the acquirer: the wallet is charged',
      'Till B: The till hears of the pay of attempt 1: charged',
      'Till B: A manager refunds 100',
      'Till B: The refund R11 reaches the acquirer: it refunds the money',
    ]);

    const refunds = [world, turned(world)].map(({ books }) => books.accounts[0]?.refunds);
    expect(refunds).toMatchObject([
      [{ refundRequestId: "the other till's R11", isOurs: false }],
      [{ refundRequestId: 'R11', isOurs: true }],
    ]);
  });
});

describe('npm run explore', () => {
  it('ends with the count of states, transitions and violations, and exits with 0 where none is broken', () => {
    const args = [
      'build/run.mjs',
      'explore',
      '--attempts',
      '1',
      '--refunds',
      '0',
      '--faults',
      '0',
      '--restarts',
      '0',
    ];

    const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });

    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ states, \d+ transitions, 0 violations$/);
    expect(status).toBe(0);
  });

  it('refuses bounds that are none, two tills that it cannot walk over, and more faults and restarts than it can count', () => {
    const refused: readonly [readonly string[], string][] = [
      [['--faults', '-1'], '--faults'],
      [['--faults', 'two'], '--faults is a whole number'],
      [['--tills', '3'], '--tills is 1 or 2'],
      [['--tills', '2', '--tender', 'computop'], 'by code only'],
      [['--tills', '2', '--attempts', '2'], 'with --attempts 1'],
      [['--tender', 'cash'], '--tender is one of code, saferpay'],
      [['--faults', '7', '--restarts', '3'], '(faults + 1) × (restarts + 1) is at most 31'],
      [['--whatever'], '--whatever'],
    ];
    for (const [args, say] of refused) {
      const { status, stderr } = spawnSync(process.execPath, ['test/explore/run.ts', ...args], {
        cwd: ROOT,
        encoding: 'utf8',
      });

      expect(status).toBe(2);
      expect(stderr).toContain(say);
    }
  });
});

describe('The walk', () => {
  it.each([
    { tender: 'code', refunds: 1, voids: 1, restarts: 1 },
    { tender: 'code', faults: 1 },
    { tender: 'computop', refunds: 1, voids: 1 },
    { tender: 'trust-payments-tap', refunds: 1 },
    { tender: 'antom-card', faults: 1 },
  ] as const)(
    'finds the same looks and the same broken rules as one that leaves nothing out: %o',
    ({ tender, ...bounds }) => {
      const parts = { machine: REAL, tender: TENDERS[tender] };
      const [reduced, plain] = [false, true].map((isPlain) =>
        walk({ ...parts, isPlain }, { ...SMALL, ...bounds }),
      );

      const rules = (walked: typeof plain): string[] =>
        (walked?.findings ?? []).map(({ kind, rule }) => `${rule}: ${kind}`).sort();
      expect([...(reduced?.shapes ?? [])].sort()).toEqual([...(plain?.shapes ?? [])].sort());
      expect(rules(reduced)).toEqual([]);
      expect(rules(plain)).toEqual([]);
      expect(reduced?.states).toBeLessThan(plain?.states ?? 0);
    },
    WALK_MS,
  );

  it('finds that silence is taken as a refusal, and tells it in a short story', () => {
    const reason = { code: 'PLANTED', class: 'user', say: '' } as const;
    const machine = machineThatHears((event) =>
      event.kind === 'payAnswered' && event.answer.kind === 'unknown'
        ? { kind: 'payAnswered', answer: { kind: 'refused', reason } }
        : event,
    );

    const { findings } = walk({ ...PARTS, machine }, { ...SMALL, faults: 1 });

    const found = findings.find(({ rule }) => rule === '4');
    expect(found?.story).toEqual([
      'A code is scanned: attempt 1 begins. → attempt 1 submitting (books: nothing)',
      'The pay of attempt 1 reaches the acquirer: the wallet is charged. → attempt 1 submitting (books: charged 200)',
      'The answer to the pay of attempt 1 is lost. → attempt 1 failed (PLANTED) (books: charged 200)',
    ]);
  });

  it('ends with the first finding, or at so many states, where it is asked to, and says nothing of ends then', () => {
    const deaf = machineThatHears((event) =>
      event.kind === 'woke' || event.kind === 'hurried' ? null : event,
    );
    const parts = { ...PARTS, machine: deaf };

    const all = walk(parts, { ...SMALL, faults: 1 });
    const first = walk(parts, { ...SMALL, faults: 1 }, { isToFirst: true });
    const few = walk(PARTS, { ...SMALL, faults: 1 }, { statesMax: 100 });

    expect(all.endedBy).toBeNull();
    expect(first.states).toBeLessThanOrEqual(all.states);
    expect(few.endedBy).toBe('tooManyStates');
    expect(few.findings).toEqual([]);
  });

  it('tells where the program throws: a till would end there, and throw again at its start', () => {
    const machine: Machine = {
      transition: (sale, event) => {
        if (event.kind === 'paymentChanged' && event.change.kind === 'payAnswered')
          throw new Error('planted');
        return saleTransition(sale, event);
      },
    };

    const { endedBy, findings } = walk({ ...PARTS, machine }, SMALL, { isToFirst: true });

    expect(endedBy).toBe('aFinding');
    expect(findings.map(({ kind, rule }) => `${rule}: ${kind}`)).toEqual([
      'throws: the program throws: planted',
    ]);
  });

  it('finds that a payment is never asked about again, though it is broken in no state', () => {
    const machine = machineThatHears((event) =>
      event.kind === 'woke' || event.kind === 'hurried' || event.kind === 'cancelRequested' ? null : event,
    );

    const [real, deaf] = [REAL, machine].map((each) => {
      const { findings } = walk({ ...PARTS, machine: each }, { ...SMALL, faults: 1 });
      return findings.map(({ rule }) => rule);
    });

    expect(real).not.toContain('end');
    expect(deaf).toContain('end');
  });

  it('knows a state again at another time of day', () => {
    const bounds = { ...SMALL, faults: 1 };
    const [now, later] = [0, DAY_MS].map((shiftMs) => canonicalAfter(SOME_MOVES, bounds, shiftMs));

    expect(later).toBe(now);
  });

  it('knows each of more states than its table began with, also of two whose hashes begin alike', () => {
    const table = new Hashes();
    const hashes = Array.from({ length: 100_000 }, (_, at) => (at % 2 === 0 ? at : at + 2 ** 40 - 1));

    const added = hashes.map((hash) => table.add(hash));
    const known = hashes.map((hash) => table.numberOf(hash));

    expect(known).toEqual(added);
    expect(added.at(-1)).toBe(table.length - 1);
    expect(table.numberOf(2 ** 41)).toBeUndefined();
  });

  it('takes two states for different where a time that is still to come differs', () => {
    const bounds = { ...SMALL, faults: 1 };
    const [early, late] = [SOME_MOVES, [...SOME_MOVES, 'Time goes by']].map((says) =>
      canonicalAfter(says, bounds, 0),
    );

    expect(late).not.toBe(early);
  });
});

describe('The walk over a source with a bug in it', () => {
  let said: ReadonlyMap<string, string> = new Map();
  beforeAll(async () => {
    said = await walkPlanted();
  }, WALK_MS);

  it.each(WALKED_BUGS)('finds within small bounds that $id', ({ breaks, id }) => {
    expect(said.get(id)).toMatch(breaks);
  });
});

const SOME_MOVES = [
  'A code is scanned',
  'The pay of attempt 1 reaches the acquirer: the wallet asks',
  'The till hears of the pay of attempt 1',
  'The inquiry of attempt 1 is answered',
];

/** The canonical form after the first moves that begin with the given words, in a world that began later. */
function canonicalAfter(says: readonly string[], bounds: Bounds, shiftMs: number): string {
  return canonicalOf(after(bounds, says, shiftMs));
}

/** The world after the first moves that begin with the given words. */
function after(bounds: Bounds, says: readonly string[], shiftMs = 0): World {
  return says.reduce(
    (world, say) => {
      const move = movesOf(PARTS, bounds, world).find((each) => each.say.startsWith(say));
      if (move === undefined) throw new Error(`no such move: ${say}`);
      return move.world;
    },
    firstWorld(PARTS, bounds, shiftMs),
  );
}
