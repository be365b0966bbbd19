import type { Charge, InquiryAnswer } from './answers.ts';
import { toldBy } from './give-back-begin.ts';
import { giveBack } from './give-back.ts';
import { codeDeadAtMs, type Situation, type Step } from './step.ts';

/**
 * A charge of another amount or currency than the asked one is never kept. Source: interface section 8, rule 8.
 *
 * `books`: the answer to an inquiry that tells of it, with what refunds have left.
 */
export function giveBackOther(
  at: Situation,
  charge: Charge,
  payInFlight: boolean,
  books: Extract<InquiryAnswer, { kind: 'charged' }> | null = null,
): Step {
  return giveBack(at, {
    ...{ cause: 'otherAmount', phase: 'cancel', charge, payInFlight },
    ...(books === null ? {} : toldBy(at, books)),
    codeDeadAtMs: codeDeadAtMs(at),
  });
}
