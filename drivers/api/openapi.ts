import { z } from 'zod';
import { COMMANDS, idempotencyKeySchema, viewSchema, type Command } from '../../src/contract/contract.ts';
import { customerViewSchema } from '../../src/contract/customer-view.ts';
import { LINK_TYPES } from './link-picture.ts';
import { PROBLEMS, WHYS, type ProblemSlug } from '../../src/contract/problems.ts';
import { COMMAND_NAMES, CUSTOMER_EVENTS_PATH, EVENTS_PATH, ROUTES } from '../../src/contract/routes.ts';
import { WHY_REFUSED } from '../../src/contract/till-view.ts';
import { PAPER_TYPES, RECEIPT_TYPES, ROW_TYPES } from './routes.ts';

type Json = Record<string, unknown>;

/** The problems that every call may meet, before the till looks at what is asked. */
const ALWAYS: readonly ProblemSlug[] = [
  'invalid-request',
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'body-too-large',
];

/** The description of the local API (OpenAPI 3.1), made from the contract so that it cannot differ from it. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const name of COMMAND_NAMES) {
    const { method, path, role } = ROUTES[name];
    const command: Command = COMMANDS[name];
    const operations = (paths[path] ??= {});
    operations[method.toLowerCase()] = {
      operationId: name,
      summary: command.say,
      'x-role': role,
      parameters: [
        ...parameters(command.params, 'path'),
        ...parameters(command.query, 'query'),
        ...(command.idempotent === true ? [IDEMPOTENCY_KEY] : []),
      ],
      ...(command.body === null
        ? {}
        : {
            requestBody: {
              required: !command.body.safeParse(null).success,
              content: { 'application/json': { schema: schemaOf(command.body) } },
            },
          }),
      responses: {
        [command.reply.status]: reply(command.reply),
        ...problems([...ALWAYS, ...command.problems]),
      },
    };
  }
  paths[EVENTS_PATH] = stream('events', 'the whole view', viewSchema);
  paths[CUSTOMER_EVENTS_PATH] = stream('customerEvents', 'what a customer may see of it', customerViewSchema);
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
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: schemaOf(idempotencyKeySchema),
};

function stream(operationId: string, what: string, schema: z.ZodType): Json {
  return {
    get: {
      operationId,
      'x-role': 'anyone',
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
    schema: schemaOf(part as z.ZodType),
  }));
}

function reply(of: Command['reply']): Json {
  if (of.type === 'rows') {
    const rows = { type: 'array', items: of.row === undefined ? {} : schemaOf(of.row) };
    const content = { [ROW_TYPES.json]: { schema: rows }, [ROW_TYPES.csv]: { schema: { type: 'string' } } };
    return { description: 'the rows, sent as they are read', content };
  }
  const types: readonly string[] =
    of.type === 'link'
      ? Object.values(LINK_TYPES)
      : of.type === 'json'
        ? ['application/json']
        : Object.values(of.type === 'receipt' ? RECEIPT_TYPES : PAPER_TYPES);
  const content = types.map((type) => [
    type,
    { schema: /json$|^text/.test(type) ? schemaOf(of.schema) : { type: 'string', contentMediaType: type } },
  ]);
  return { description: 'done, or taken on', content: Object.fromEntries(content) as Json };
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
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
    ]),
  );
}
