import { z } from 'zod';
import { COMMANDS, type Handlers, type InputOf } from '../../src/contract/contract.ts';
import { handled } from '../../src/contract/handled.ts';
import type { Problem } from '../../src/contract/problems.ts';
import { invariant, ok, type Result } from '../../src/ground/result.ts';
import { takenIn } from '../../src/till/door.ts';
import { METRICS_TYPE } from '../../src/till/technician/metrics.ts';
import { LINK_TYPES, linkPicture } from './link-picture.ts';
import type { Asked } from './routes.ts';

/** A reply as it goes out. */
export interface Reply {
  readonly status: number;
  /** `application/json`, or the media type of the bytes that `body` then is; of rows, of its pieces of text. */
  readonly type: string;
  readonly body: unknown;
}

/** What a caller sends beside the address. */
export interface Sent {
  readonly query: URLSearchParams;
  readonly body: string;
  readonly idempotencyKey: string | undefined;
}

/** A query as its schema is asked. What is given twice is no text any more, so that no schema takes it: which one was meant? */
function queryOf(query: URLSearchParams): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    [...query].map(([name, value]) => {
      const given = query.getAll(name);
      return [name, given.length === 1 ? value : given];
    }),
  );
}

/** Checks what was sent against the command's row and asks its handler. */
export async function run(
  handlers: Handlers,
  { name, params }: Asked,
  { query, body, idempotencyKey }: Sent,
): Promise<Result<Reply, Problem>> {
  const sent = { params, query: queryOf(query), json: body, idempotencyKey };
  const input = takenIn(name, sent);
  if (!input.ok) return input;
  const result = await handled(handlers, name, input.value);
  if (!result.ok) return result;
  const { value } = result;
  const { status, type } = COMMANDS[name].reply;
  if (type === 'rows') {
    invariant('format' in input.value.query, 'rows have a format');
    const rowType = input.value.query.format === 'csv' ? ROW_TYPES.csv : ROW_TYPES.json;
    return ok({ status, type: rowType, body: value });
  }
  if (type === 'metrics') {
    invariant(typeof value === 'string', 'metrics are text');
    return ok({ status, type: METRICS_TYPE, body: Buffer.from(value) });
  }
  if (type === 'file') {
    const { contentType, content } = fileReply.parse(value);
    return ok({ status, type: contentType, body: Buffer.from(content, 'latin1') });
  }
  if (name === 'readLink') return ok(await linkReply(status, value, input.value.query));
  if (type !== 'receipt' && type !== 'paper') return ok({ status, type: 'application/json', body: value });
  invariant(typeof value === 'string', 'a paper is text, or bytes as characters');
  const format = 'format' in input.value.query ? input.value.query.format : 'text';
  invariant(isPaperFormat(format), 'a paper has the format of one');
  const encoding = PAPER_TYPES[format].startsWith('text/') ? 'utf8' : 'latin1';
  return ok({ status, type: PAPER_TYPES[format], body: Buffer.from(value, encoding) });
}

/** A file as a handler gives it: a character each for its bytes. */
const fileReply = z.object({ contentType: z.string(), content: z.string() });

async function linkReply(status: number, link: unknown, query: object): Promise<Reply> {
  const { format } = COMMANDS.readLink.query.parse(query);
  if (format === 'json') return { status, type: LINK_TYPES.json, body: link };
  const { url } = COMMANDS.readLink.reply.schema.parse(link);
  return { status, type: LINK_TYPES[format], body: await linkPicture(url, format) };
}

function isPaperFormat(format: string): format is keyof typeof PAPER_TYPES {
  return Object.hasOwn(PAPER_TYPES, format);
}

/** Media types of rows. */
export const ROW_TYPES = { json: 'application/json', csv: 'text/csv' } as const;

/** Media types of receipts. Source: IANA; ESC/POS has none of its own. */
export const RECEIPT_TYPES: Readonly<Record<InputOf<'readReceipt'>['query']['format'], string>> = {
  text: 'text/plain',
  png: 'image/png',
  pdf: 'application/pdf',
  escpos: 'application/octet-stream',
  phone: 'text/plain',
};

/** Media types of papers that are of no sale: the same, and a table. */
export const PAPER_TYPES: Readonly<Record<InputOf<'readXPaper' | 'readReceipt'>['query']['format'], string>> =
  {
    ...RECEIPT_TYPES,
    csv: 'text/csv',
  };
