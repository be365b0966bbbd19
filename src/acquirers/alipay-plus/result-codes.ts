import type { Reason } from '../../payment/answers.ts';
import { reasonIn, refusalsOf } from '../signed-wire/refusals.ts';

/** What each refusal of Alipay+ means. Source: dossier section 5.2. */
export const REFUSALS = refusalsOf('Alipay+');

/** The reason of a refusal, by the gateway's result code. */
export function reasonOf(resultCode: string): Reason {
  return reasonIn(REFUSALS, resultCode);
}
