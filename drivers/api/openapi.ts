import { z } from 'zod';
import { COMMANDS, idempotencyKeySchema, viewSchema, type Command } from '../../src/contract/contract.ts';
import { customerViewSchema } from '../../src/contract/customer-view.ts';
import { LINK_TYPES } from './link-picture.ts';
import { PAPER_CONTENT_TYPES } from '../../src/contract/office-commands.ts';
import { EXAMPLES } from './openapi-examples.ts';
import { OPENAPI_TAGS, tagOf } from './openapi-tags.ts';
import { PROBLEMS, WHYS, type ProblemSlug } from '../../src/contract/problems.ts';
import {
  COMMAND_NAMES,
  CUSTOMER_EVENTS_PATH,
  EVENTS_PATH,
  ROUTES,
  type Role,
} from '../../src/contract/routes.ts';
import { WHY_REFUSED } from '../../src/contract/till-view.ts';
import { METRICS_TYPE } from '../../src/till/technician/metrics.ts';
import { PAPER_TYPES, RECEIPT_TYPES, ROW_TYPES } from './run.ts';

type Json = Record<string, unknown>;

/** The problems that every call may meet, before the till looks at what is asked. */
const ALWAYS: readonly ProblemSlug[] = [
  'invalid-request',
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'token-not-for-this',
  'body-too-large',
];

/** The description of the local API (OpenAPI 3.1), made from the contract so that it cannot differ from it. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const name of COMMAND_NAMES) {
    const { method, path, role } = ROUTES[name];
    const command: Command = COMMANDS[name];
    const examples: { readonly body?: unknown; readonly reply?: unknown } | undefined = EXAMPLES[name];
    const operations = (paths[path] ??= {});
    operations[method.toLowerCase()] = {
      operationId: name,
      summary: command.say,
      description: descriptionOf(command),
      tags: [tagOf(path)],
      'x-role': role,
      parameters: [
        ...parameters(command.params, 'path'),
        ...parameters(command.query, 'query'),
        ...(command.idempotent === true ? [idempotencyKey()] : []),
      ],
      ...(command.body === null
        ? {}
        : {
            requestBody: {
              required: !command.body.safeParse(null).success,
              content: {
                'application/json': { schema: schemaOf(command.body), ...exampleOf(examples?.body) },
              },
            },
          }),
      responses: {
        [command.reply.status]: reply(command.reply, examples?.reply),
        ...problems([...ALWAYS, ...command.problems]),
      },
    };
  }
  paths[EVENTS_PATH] = stream('events', EVENTS_PATH, 'the whole view', viewSchema);
  paths[CUSTOMER_EVENTS_PATH] = stream(
    'customerEvents',
    CUSTOMER_EVENTS_PATH,
    'what a customer may see of it',
    customerViewSchema,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Paycode Till',
      version: '1',
      description:
        'The local API of the till. Amounts are minor units as strings of digits; times are ISO 8601 with offset. ' +
        'A `referenceOrderId` must be unique for the merchant for ever: attempts to charge are named after it. ' +
        '`x-role` says who may do it: `anyone`; a `cashier` who is signed in at the till, where the config has cashiers; ' +
        'an `approver` who is named in the call; on the screen, a `manager` at the desk or a `technician` at their page; the `customer` by the till’s own screen for ' +
        'them; a `program` with the token, and no screen.',
    },
    security: [{ token: [] }],
    tags: OPENAPI_TAGS,
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'the text of the token file, whose path the ready line names',
        },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

/** A refusal as it travels. Source: interface section 3. */
const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', description: '`urn:paycode-till:problem:` and the slug' },
    title: { type: 'string', description: 'what the slug means, in English' },
    status: { type: 'integer', description: 'the status of the answer' },
    detail: { type: 'string', description: 'what happened and what to do, in English' },
    why: { type: 'string', description: 'the reason, where a slug has several' },
  },
};

const idempotencyKey = (): Json => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A name of your own for this request. A repeat with the same name gets the first answer again.',
  schema: schemaOf(idempotencyKeySchema),
});

function stream(operationId: string, path: string, what: string, schema: z.ZodType): Json {
  return {
    get: {
      operationId,
      'x-role': 'anyone',
      tags: [tagOf(path)],
      description:
        'A stream of `text/event-stream`. Each event `view` holds all; nothing has to be put together.',
      summary: `Server-sent events: \`view\` with ${what} at once and at every change.`,
      responses: {
        200: { description: 'events', content: { 'text/event-stream': { schema: schemaOf(schema) } } },
        ...problems([...ALWAYS, 'too-many-streams']),
      },
    },
  };
}

function schemaOf(schema: z.ZodType): Json {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  delete json.$schema;
  return json;
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path',
    ...described(schemaOf(part as z.ZodType)),
  }));
}

/** A parameter says of itself what it is, where readers of the format look for it. */
function described(schema: Json): Json {
  return schema['description'] === undefined ? { schema } : { description: schema['description'], schema };
}

function reply(of: Command['reply'], example: unknown): Json {
  if (of.type === 'rows') {
    const rows = { type: 'array', items: of.row === undefined ? {} : schemaOf(of.row) };
    const content = { [ROW_TYPES.json]: { schema: rows }, [ROW_TYPES.csv]: { schema: { type: 'string' } } };
    return { description: 'the rows, sent as they are read', content };
  }
  const types: readonly string[] =
    of.type === 'metrics'
      ? [METRICS_TYPE]
      : of.type === 'link'
        ? Object.values(LINK_TYPES)
        : of.type === 'file'
          ? PAPER_CONTENT_TYPES
          : of.type === 'json'
            ? ['application/json']
            : Object.values(of.type === 'receipt' ? RECEIPT_TYPES : PAPER_TYPES);
  const content = types.map((type) => [
    type,
    type === 'application/json'
      ? { schema: schemaOf(of.schema), ...exampleOf(example) }
      : {
          schema: type.startsWith('text') ? schemaOf(of.schema) : { type: 'string', contentMediaType: type },
        },
  ]);
  return { description: 'done, or taken on', content: Object.fromEntries(content) as Json };
}

/** What a reader wants to know of a call beside its sentence: who may do it, and what its answer says. */
function descriptionOf({ role, reply: { status }, idempotent }: Command): string {
  return [
    WHO_MAY[role],
    ...(status === 202
      ? ['The answer says that it was taken on, not that it is done: read the sale, or the stream.']
      : []),
    ...(idempotent === true
      ? ['Send an `Idempotency-Key`, and repeat with the same one where no answer came.']
      : []),
  ].join(' ');
}

const WHO_MAY: Readonly<Record<Role, string>> = {
  anyone: 'Anyone may do this.',
  cashier: 'Where the config has `cashiers`, somebody must be signed in at the till.',
  approver: 'A manager approves it in the call, with id and PIN.',
  manager: 'On the till’s own screen, for a manager who is signed in at the desk.',
  technician:
    'On the till’s own screen, for a technician who is signed in, where the config has `technicians`.',
  customer: 'For the till’s own customer’s screen alone.',
  program: 'For a program with the token, and no screen.',
};

function exampleOf(example: unknown): Json {
  return example === undefined ? {} : { example };
}

/** The values of `why` that a problem may have, for the description. */
function whysOf(slug: ProblemSlug): string {
  const all: Partial<Record<ProblemSlug, readonly string[]>> = { ...WHYS, 'code-refused': WHY_REFUSED };
  const whys = all[slug];
  return whys === undefined ? '' : ` (\`why\`: ${whys.map((why) => `\`${why}\``).join(', ')})`;
}

function problems(slugs: readonly ProblemSlug[]): Json {
  const byStatus = Map.groupBy(slugs, (slug) => PROBLEMS[slug].status);
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.map((slug) => `\`${slug}\`: ${PROBLEMS[slug].title}${whysOf(slug)}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
