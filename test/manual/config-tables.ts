import { z } from 'zod';
import { gatewayConfig, KINDS } from '../../src/acquirers/kinds.ts';
import { configSchema } from '../../src/config/config.ts';
import { choicesOf, isFile, typeWords, valueOfMap, type JsonSchema } from './schema-words.ts';
import { markdownTable } from './markdown-table.ts';

/** One key of the config, as its table shows it. */
export interface ConfigKey {
  /** With the names of the objects around it: `merchant.store.storeName`, `routes[].to`. */
  readonly path: string;
  readonly type: string;
  /** As JSON; null where there is none. */
  readonly default: string | null;
  readonly isNeeded: boolean;
  readonly means: string | null;
}

/** Keys that belong together, under one heading. */
export interface ConfigSection {
  readonly title: string;
  readonly say: string;
  readonly keys: readonly ConfigKey[];
}

/** Every key of `till.json`, by section: made from the schema that the till reads with. */
export function configSections(): readonly ConfigSection[] {
  const schema = z.toJSONSchema(configSchema(gatewayConfig), { io: 'input', unrepresentable: 'any' });
  const top = schema as JsonSchema;
  return Object.entries(top.properties ?? {}).flatMap(([name, part]) =>
    name === 'gateways' ? gatewaySections(part) : sectionsOf(name, part),
  );
}

/** The tables of the configuration page. */
export function configTables(): string {
  return configSections()
    .map(({ title, say, keys }) => `## ${title}\n\n${say}\n\n${tableOf(keys)}`)
    .join('\n\n');
}

function tableOf(keys: readonly ConfigKey[]): string {
  if (keys.length === 0) return '';
  const rows = keys.map((key) => [
    `\`${key.path}\``,
    key.type,
    key.default === null ? (key.isNeeded ? '**needed**' : '') : `\`${key.default}\``,
    key.means ?? '',
  ]);
  return markdownTable(['key', 'type', 'default', 'means'], rows);
}

function sectionsOf(name: string, part: JsonSchema): readonly ConfigSection[] {
  const say = sentence(part.description);
  const item = part.type === 'array' ? part.items : undefined;
  const choices = choicesOf(item ?? part);
  if (choices.length > 1) {
    const [first] = choices;
    const shared = Object.keys(first?.properties ?? {}).filter((key) =>
      choices.every(
        (choice) => JSON.stringify(choice.properties?.[key]) === JSON.stringify(first?.properties?.[key]),
      ),
    );
    return [
      {
        title: `\`${name}\``,
        say: `${say} Each entry has a \`kind\`.`,
        keys: first === undefined ? [] : keysOf('', only(first, shared)),
      },
      ...choices.map((choice) => ({
        title: `\`${name}\` of the kind ${kindOf(choice)}`,
        say: shared.length === 0 ? '' : `Beside the keys of every kind, above:`,
        keys: keysOf('', without(choice, shared)),
      })),
    ];
  }
  if (item !== undefined)
    return [
      { title: `\`${name}\``, say: `${say} A list; each entry has these keys.`, keys: keysOf('', item) },
    ];
  if (part.type !== 'object')
    return [
      { title: `\`${name}\``, say: `${say} ${sentence(typeWords(part))}${defaultWords(part)}`, keys: [] },
    ];
  return [{ title: `\`${name}\``, say, keys: keysOf('', part) }];
}

/** What every gateway has once, and what is a kind's own. */
function gatewaySections(part: JsonSchema): readonly ConfigSection[] {
  const kinds = choicesOf(valueOfMap(part) ?? {});
  const [first] = kinds;
  const isShared = (key: string) =>
    kinds.every(
      (kind) => JSON.stringify(kind.properties?.[key]) === JSON.stringify(first?.properties?.[key]),
    );
  const shared = Object.keys(first?.properties ?? {}).filter((key) => key !== 'timing' && isShared(key));
  const timing = first?.properties?.['timing'];
  return [
    {
      title: '`gateways`',
      say: `${sentence(part.description)} Every gateway has these keys, whatever its kind.`,
      keys: first === undefined ? [] : keysOf('', only(first, shared)),
    },
    ...kinds.map((kind) => ({
      title: `\`gateways\` of the kind ${kindOf(kind)}`,
      say: 'Beside the keys of every kind, above, and `timing`, below:',
      keys: keysOf('', without(kind, [...shared, 'timing'])),
    })),
    {
      title: '`timing` of a gateway',
      say: `All keys are optional. A kind ignores those that it does not use. The defaults are those of \`${KINDS[0].kind}\`; where another kind has its own, it stands behind.`,
      keys: timing === undefined ? [] : keysOf('', timing).map((key) => withOtherDefaults(key, kinds)),
    },
  ];
}

function withOtherDefaults(key: ConfigKey, kinds: readonly JsonSchema[]): ConfigKey {
  const others = kinds.slice(1).flatMap((kind) => {
    const own = kind.properties?.['timing']?.properties?.[key.path]?.default;
    const text = own === undefined ? null : JSON.stringify(own);
    return text === null || text === key.default ? [] : [`${kindOf(kind)}: \`${text}\``];
  });
  return others.length === 0 ? key : { ...key, means: `${key.means ?? ''} (${others.join(', ')})` };
}

function keysOf(before: string, schema: JsonSchema): readonly ConfigKey[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, part]) => {
    const path = before === '' ? name : `${before}.${name}`;
    const own: ConfigKey = {
      path,
      type: typeWords(part),
      default: part.default === undefined || isObject(part) ? null : JSON.stringify(part.default),
      isNeeded: required.includes(name) && part.default === undefined,
      means: part.description ?? null,
    };
    const [entry, mark] = part.type === 'array' ? [part.items, '[]'] : [part, ''];
    const inner = entry?.properties === undefined || isFile(entry) ? [] : keysOf(`${path}${mark}`, entry);
    return [own, ...inner];
  });
}

function isObject({ properties }: JsonSchema): boolean {
  return properties !== undefined;
}

function only(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  return { ...schema, properties: picked(schema, (key) => keys.includes(key)) };
}

function without(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  return { ...schema, properties: picked(schema, (key) => !keys.includes(key)) };
}

function picked(
  { properties = {} }: JsonSchema,
  wanted: (key: string) => boolean,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => wanted(key)));
}

function kindOf({ properties }: JsonSchema): string {
  return `\`${String(properties?.['kind']?.const)}\``;
}

function defaultWords({ default: value }: JsonSchema): string {
  return value === undefined ? '' : ` Default: \`${JSON.stringify(value)}\`.`;
}

/** A description as a sentence of its own. */
function sentence(text = ''): string {
  const first = text.charAt(0).toUpperCase();
  return text === '' ? '' : `${first}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
