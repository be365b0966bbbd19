import type { Charge } from './answers.ts';
import { giveBack } from './give-back.ts';
import { codeDeadAtMs, type Situation, type Step } from './step.ts';

/** A charge of another amount or currency than the asked one is never kept. Source: interface section 8, rule 8. */
export function giveBackOther(at: Situation, charge: Charge, payInFlight: boolean, isToldNow = false): Step {
  return giveBack(at, {
    ...{ cause: 'otherAmount', phase: 'cancel', charge, payInFlight, isToldNow },
    codeDeadAtMs: codeDeadAtMs(at),
  });
}
