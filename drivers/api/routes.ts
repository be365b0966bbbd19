import type { z } from 'zod';
import {
  COMMANDS,
  idempotencyKeySchema,
  type Command,
  type CommandName,
  type Handlers,
  type InputOf,
} from '../../src/contract/contract.ts';
import type { Problem } from '../../src/contract/problems.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { maskCode } from '../../src/ground/payment-code.ts';

/** A command that an address asks for, with the pieces of its path. */
export interface Route {
  readonly name: CommandName;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly name: CommandName;
  readonly method: string;
  readonly path: RegExp;
}

const PATTERNS: readonly Pattern[] = Object.entries(COMMANDS).map(([name, command]) => ({
  name: name as CommandName,
  method: command.method,
  path: new RegExp(`^${command.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** Finds the command of an address; null where there is none. */
export function routeOf(method: string, path: string): Route | null {
  for (const pattern of PATTERNS) {
    const match = pattern.method === method ? pattern.path.exec(path) : null;
    if (match === null) continue;
    try {
      const params = Object.entries(match.groups ?? {}).map(([key, value]) => [
        key,
        decodeURIComponent(value),
      ]);
      return { name: pattern.name, params: Object.fromEntries(params) as Record<string, string> };
    } catch {
      return null;
    }
  }
  return null;
}

/** A reply as it goes out. */
export interface Reply {
  readonly status: number;
  /** `application/json`, or the media type of the bytes that `body` then is. */
  readonly type: string;
  readonly body: unknown;
}

/** What a caller sends beside the address. */
export interface Sent {
  readonly query: URLSearchParams;
  readonly body: string;
  readonly idempotencyKey: string | undefined;
}

/** Checks what was sent against the command's schemas and asks its handler. */
export async function run(
  handlers: Handlers,
  route: Route,
  { query, body, idempotencyKey }: Sent,
): Promise<Result<Reply, Problem>> {
  const command: Command = COMMANDS[route.name];
  const params = check('path', command.params, route.params);
  if (!params.ok) return params;
  const asked = check('query', command.query, Object.fromEntries(query));
  if (!asked.ok) return asked;
  const sent = command.body === null ? ok(null) : parseBody(command.body, body);
  if (!sent.ok) return sent;
  const handler = handlers[route.name] as (input: unknown) => Promise<Result<unknown, Problem>>;
  const key = command.idempotent
    ? check('Idempotency-Key', idempotencyKeySchema, idempotencyKey)
    : ok(undefined);
  if (!key.ok) return key;
  const result = await handler({
    params: params.value,
    query: asked.value,
    body: sent.value,
    idempotencyKey: key.value,
  });
  if (!result.ok) return result;
  const { status, type } = command.reply;
  if (type === 'json') return ok({ status, type: 'application/json', body: result.value });
  const { format } = asked.value as InputOf<'readXPaper'>['query'];
  const encoding = PAPER_TYPES[format].startsWith('text/') ? 'utf8' : 'latin1';
  return ok({ status, type: PAPER_TYPES[format], body: Buffer.from(String(result.value), encoding) });
}

/** Media types of receipts. Source: IANA; ESC/POS has none of its own. */
export const RECEIPT_TYPES: Readonly<Record<InputOf<'readReceipt'>['query']['format'], string>> = {
  text: 'text/plain',
  png: 'image/png',
  pdf: 'application/pdf',
  escpos: 'application/octet-stream',
};

/** Media types of papers that are of no sale: the same, and a table. */
export const PAPER_TYPES: Readonly<Record<InputOf<'readXPaper'>['query']['format'], string>> = {
  ...RECEIPT_TYPES,
  csv: 'text/csv',
};

function parseBody(schema: z.ZodType, body: string): Result<unknown, Problem> {
  let value: unknown;
  try {
    value = body === '' && schema.safeParse(null).success ? null : JSON.parse(body);
  } catch {
    // The parser's own words would quote the body, and that may be a payment code.
    return err({ slug: 'invalid-request', detail: 'The body is not JSON.', more: { field: 'body' } });
  }
  return check('body', schema, value);
}

function check(place: string, schema: z.ZodType, value: unknown): Result<unknown, Problem> {
  const parsed = schema.safeParse(value);
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
  return err({
    slug: 'invalid-request',
    detail: `${place}: ${first.field}: ${first.why}`,
    more: { field: first.field, errors },
  });
}

/** The name of a field that the till does not know; masked where it may be a code that came in the wrong place. */
function nameOf(key: string): string {
  return /^[A-Za-z]\w{0,31}$/.test(key) ? key : maskCode(key);
}
