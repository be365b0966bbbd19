import { describe, expect, it } from 'vitest';
import { HOSTED_KINDS, type HostedKind } from '../prove/hosted-books.ts';
import { CARD_FLOWS, CODE_FLOWS, FLOWS, KilledFlow, type Flow } from '../prove/hosted-kills.ts';
import { modesOf } from '../prove/hosted-shop.ts';

// A payment on an acquirer's page, with the till killed at every record of its flow: over the real gateways, in the
// simulated world. What the order comes to in the end is the same, wherever it was killed.

/** A landing page whose link is made with the sale differs only up to the tap. */
const FLOWS_OF = { direct: FLOWS, landing: ['tooLate'], tap: FLOWS } as const;
const CASES = HOSTED_KINDS.flatMap((kind) =>
  modesOf(kind).flatMap(({ name: mode }) => FLOWS_OF[mode].map((flow) => ({ kind, mode, flow }))),
);

/** What is kept of 4550 in the end. A till that is killed may never be paid: then it keeps nothing. */
const KEPT: Readonly<Record<Flow, number>> = {
  paid: 0,
  declined: 4550,
  tooLate: 0,
  freed: 4550,
  voided: 0,
  noAnswer: 0,
  captureLost: 4550,
  captureRefused: 0,
  collectedByItself: 4550,
  disputed: 0,
  payLost: 4550,
  givenUp: 0,
};

/** What only Antom plays: a card's money is held first; and codes that customers show go to it too. */
const ANTOM_CASES = [
  ...CARD_FLOWS.map((flow) => ({ kind: 'antomCard' as const, mode: 'direct', flow })),
  ...CODE_FLOWS.map((flow) => ({ kind: 'antomInstore' as const, mode: 'code', flow })),
];

/** Of a link that nobody pays: what follows is the same question again and again, while it is watched to its end. */
const ROWS_MAX = 8;

function killedAt(kind: HostedKind, mode: string, flow: Flow, count: number, kept: boolean) {
  return new KilledFlow(kind, mode, flow, { kind: 'commit', count, kept });
}

describe('A payment on a page, killed at every record of its flow (hosted payments, section 12)', () => {
  it.each([...CASES, ...ANTOM_CASES])(
    '$kind, $mode, $flow: the books are right in the end',
    async ({ kind, mode, flow }) => {
      const whole = new KilledFlow(kind, mode, flow, { kind: 'never' });
      const { broken, rows } = await whole.play();
      // Where nothing may be voided, the manager's press changes nothing.
      const isKept = flow === 'voided' && kind !== 'computop' && kind !== 'antomInstore';
      expect({ broken, kept: whole.keptMinor }).toEqual({ broken: null, kept: isKept ? 4550 : KEPT[flow] });

      for (let count = 1; count <= (flow === 'noAnswer' ? ROWS_MAX : rows); count += 1) {
        for (const kept of [true, false]) {
          const killed = killedAt(kind, mode, flow, count, kept);
          const found = await killed.play();

          expect({ count, kept, broken: found.broken }).toEqual({ count, kept, broken: null });
          expect([0, isKept ? 4550 : KEPT[flow], 4550]).toContain(killed.keptMinor);
        }
      }
    },
  );
});
