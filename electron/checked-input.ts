import { z } from 'zod';
import { COMMANDS, idempotencyKeySchema, type CommandName } from '../src/contract/contract.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import { ok, type Result } from '../src/ground/result.ts';
import type { Asked } from './terminal-messages.ts';

const askedSchema = z.strictObject({
  params: z.unknown(),
  query: z.unknown().optional(),
  body: z.unknown(),
  idempotencyKey: idempotencyKeySchema,
});

/** Checks what a window sent against the row of the command. The refusal names the field and quotes nothing. */
export function checkedInput(name: CommandName, input: unknown): Result<Asked, Problem> {
  const row = COMMANDS[name];
  const asked = askedSchema.safeParse(input);
  if (!asked.success) return unfit('input', asked.error);
  const params = row.params.safeParse(asked.data.params);
  if (!params.success) return unfit('params', params.error);
  const query = row.query.safeParse(asked.data.query ?? {});
  if (!query.success) return unfit('query', query.error);
  const body = (row.body ?? z.null()).safeParse(asked.data.body ?? null);
  if (!body.success) return unfit('body', body.error);
  const { idempotencyKey } = asked.data;
  return ok({
    params: params.data,
    query: query.data,
    body: body.data,
    ...(idempotencyKey && { idempotencyKey }),
  });
}

function unfit(place: string, error: z.ZodError): { readonly ok: false; readonly error: Problem } {
  const issue = error.issues[0];
  const field = [place, ...(issue?.path ?? [])].join('.');
  // The names of unknown keys are the sender's own words, and may be anything.
  const why =
    issue === undefined || issue.code === 'unrecognized_keys' ? 'has keys that are not known' : issue.message;
  return refuse('invalid-request', `${field}: ${why}`, { field });
}
