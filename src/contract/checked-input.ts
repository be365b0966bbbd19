import { z } from 'zod';
import { maskCode } from '../ground/payment-code.ts';
import { ok, type Result } from '../ground/result.ts';
import { schemaWords } from '../ground/schema-words.ts';
import { COMMANDS, idempotencyKeySchema, type Command, type InputOf } from './contract.ts';
import { refuse, type Problem } from './problems.ts';
import type { CommandName } from './routes.ts';

/** What a caller sends with a command, before any check. */
const sentSchema = z.strictObject({
  params: z.unknown(),
  query: z.unknown().optional(),
  body: z.unknown().optional(),
  /** The body as JSON text, instead of `body`: HTTP sends it like that. */
  json: z.string().optional(),
  idempotencyKey: z.unknown().optional(),
});

type Sent = z.infer<typeof sentSchema>;
type Checked<T> = Result<T, Problem<'invalid-request'>>;

/**
 * Checks what was sent with a command against its row, over HTTP and from a window alike.
 *
 * A body or an `Idempotency-Key` that the row does not take is ignored.
 * Errors: `invalid-request`, which names each field and quotes no value.
 */
export function checkedInput<N extends CommandName>(name: N, raw: unknown): Checked<InputOf<N>> {
  const sent = check('input', sentSchema, raw);
  if (!sent.ok) return sent;
  const row: Command = COMMANDS[name];
  const params = check('path', row.params, sent.value.params);
  if (!params.ok) return params;
  const query = check('query', row.query, sent.value.query ?? {});
  if (!query.ok) return query;
  const body = row.body === null ? ok(null) : checkedBody(row.body, sent.value);
  if (!body.ok) return body;
  const key =
    row.idempotent === true
      ? check('Idempotency-Key', idempotencyKeySchema, sent.value.idempotencyKey)
      : ok(undefined);
  if (!key.ok) return key;
  const input = { params: params.value, query: query.value, body: body.value, idempotencyKey: key.value };
  // The row's own schemas made it; the compiler does not follow them through the table.
  return ok(input as InputOf<N>);
}

function checkedBody(schema: z.ZodType, { json, body }: Sent): Checked<unknown> {
  if (json === undefined) return check('body', schema, body ?? null);
  let value: unknown;
  try {
    value = json === '' && schema.safeParse(null).success ? null : JSON.parse(json);
  } catch {
    // The parser's own words would quote the body, and that may be a payment code.
    return refuse({ slug: 'invalid-request', detail: 'The body is not JSON.', field: 'body' });
  }
  return check('body', schema, value);
}

function check<S extends z.ZodType>(place: string, schema: S, value: unknown): Checked<z.output<S>> {
  const parsed = schema.safeParse(value, { error: schemaWords });
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...issue.path, nameOf(key)].join('.'),
        why: 'is not known',
      }));
    }
    return [{ field: issue.path.join('.') || place, why: issue.message }];
  });
  const first = errors[0] ?? { field: place, why: 'does not fit' };
  const detail = `${first.field === place ? '' : `${place}: `}${first.field}: ${first.why}`;
  return refuse({ slug: 'invalid-request', detail, field: first.field, errors });
}

/** The name of a field that the till does not know; masked where it may be a code that came in the wrong place. */
function nameOf(key: string): string {
  return /^[A-Za-z]\w{0,31}$/.test(key) && !/\d{6}/.test(key) ? key : maskCode(key);
}
