import { openApi } from '../../drivers/api/openapi.ts';
import { PROBLEMS, WHYS } from '../../src/contract/problems.ts';
import { markdownTable } from './markdown-table.ts';
import { typeWords, type JsonSchema } from './schema-words.ts';

interface Content {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}

/** `openapi.json`, as far as its pages need it. */
interface Description {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Call extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Every call of the local API by its group: made from `openapi.json`. */
export function apiTables(): string {
  const { tags, paths } = openApi() as unknown as Description;
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Call => ({ ...operation, method, path })),
  );
  return tags
    .map(({ name, description }) => {
      const own = calls.filter((call) => call.tags.includes(name));
      return `## ${name}\n\n${description}\n\n${own.map(callSection).join('\n\n')}`;
    })
    .join('\n\n');
}

/** Every refusal of the local API. */
export function problemTable(): string {
  const whys: Readonly<Partial<Record<string, readonly string[]>>> = WHYS;
  const rows = Object.entries(PROBLEMS).map(([slug, { status, title }]) => [
    `\`${slug}\``,
    String(status),
    title,
    (whys[slug] ?? []).map((why) => `\`${why}\``).join(', '),
  ]);
  return markdownTable(['slug', 'status', 'means', 'why'], rows);
}

function callSection(call: Call): string {
  const { method, path, summary, description, parameters = [], requestBody, responses } = call;
  const body = requestBody?.content['application/json'];
  const [status = '', answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const reply = answer?.content?.['application/json'];
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    summary,
    description,
    ...(parameters.length === 0 ? [] : [parameterTable(parameters)]),
    ...(body === undefined
      ? []
      : [
          `The body${requestBody?.required === true ? '' : ', which may be left out'}:`,
          bodyTable(body.schema),
        ]),
    ...(body?.example === undefined ? [] : [json(body.example)]),
    `Answer: ${status}${Object.keys(answer?.content ?? {})
      .map((type) => `, \`${type}\``)
      .join('')}.`,
    ...(reply?.example === undefined ? [] : [json(reply.example)]),
    `Refusals beside those of every call: ${ownProblems(responses)}.`,
  ].join('\n\n');
}

function parameterTable(parameters: NonNullable<Operation['parameters']>): string {
  const rows = parameters.map(({ name, in: place, required, description, schema }) => [
    `\`${name}\``,
    place,
    required ? '**needed**' : schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``,
    [typeWords(schema), description].filter((words) => words !== undefined).join('; '),
  ]);
  return markdownTable(['parameter', 'in', 'default', 'is'], rows);
}

function bodyTable(schema: JsonSchema): string {
  const object = schema.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
  return markdownTable(['field', 'needed', 'is'], fieldRows('', object));
}

function fieldRows(
  before: string,
  { properties = {}, required = [] }: JsonSchema,
): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, part]) => {
    const path = `${before}${name}`;
    const inner = part.type === 'array' ? part.items : part;
    const is = [typeWords(part), part.description].filter((words) => words !== undefined).join('; ');
    const below = fieldRows(part.type === 'array' ? `${path}[].` : `${path}.`, inner ?? {});
    return [[`\`${path}\``, required.includes(name) ? 'yes' : '', is], ...below];
  });
}

/** Problems that stand in every call are not said each time. */
const EVERYWHERE = [
  'invalid-request',
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'token-not-for-this',
  'body-too-large',
];

function ownProblems(responses: Operation['responses']): string {
  const slugs = Object.values(responses).flatMap(({ description }) =>
    [...description.matchAll(/`([a-z-]+)`: /g)].map(([, slug = '']) => slug),
  );
  const own = slugs.filter((slug) => slug in PROBLEMS && !EVERYWHERE.includes(slug));
  return own.length === 0 ? 'none' : own.map((slug) => `\`${slug}\``).join(', ');
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
