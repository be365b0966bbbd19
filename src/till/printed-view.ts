import type { z } from 'zod';
import type { printedSchema } from '../contract/parts.ts';
import type { PrintOutcome } from '../payment/answers.ts';

/** What became of a paper, of what a printer said. */
export function printedView(outcome: PrintOutcome): z.infer<typeof printedSchema> {
  return { outcome: outcome.kind, ...(outcome.kind === 'printed' ? {} : { why: outcome.why }) };
}
