/** A piece of a JSON schema, as zod writes it. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** The alternatives of a schema; one where there is no choice. */
export function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

/** What a value must be, in a few words. */
export function typeWords(schema: JsonSchema): string {
  const values = valuesOf(schema);
  if (values !== null) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined || schema.oneOf !== undefined) {
    return [...new Set(choicesOf(schema).map(typeWords))].join(', or ');
  }
  switch (schema.type) {
    case 'string':
      return schema.maxLength === undefined ? 'text' : `text of at most ${schema.maxLength} characters`;
    case 'integer':
    case 'number':
      return `number${rangeWords(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return schema.items === undefined ? 'list' : `list of ${typeWords(schema.items)}`;
    case 'object':
      return isFile(schema) ? '`{ "file": … }`' : mapWords(schema);
    default:
      return 'any';
  }
}

/** A reference to a file with a secret or a key. */
export function isFile({ properties }: JsonSchema): boolean {
  return Object.keys(properties ?? {}).join() === 'file';
}

/** A map by names that the writer chooses; null where the keys are given. */
export function valueOfMap({ properties, additionalProperties }: JsonSchema): JsonSchema | null {
  return properties === undefined && typeof additionalProperties === 'object' ? additionalProperties : null;
}

function mapWords(schema: JsonSchema): string {
  const value = valueOfMap(schema);
  if (value === null) return 'object';
  return isPlain(value) || isFile(value) ? `name to ${typeWords(value)}` : 'name to object';
}

function isPlain({ type }: JsonSchema): boolean {
  return type !== 'object' && type !== 'array' && type !== undefined;
}

function valuesOf(schema: JsonSchema): readonly unknown[] | null {
  if (schema.enum !== undefined) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  const choices = schema.anyOf;
  return choices?.every((choice) => choice.const !== undefined) === true
    ? choices.map((choice) => choice.const)
    : null;
}

function rangeWords({ minimum, maximum }: JsonSchema): string {
  const from = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (from !== undefined && to !== undefined) return `, ${from} to ${to}`;
  if (from !== undefined) return `, at least ${from}`;
  return to === undefined ? '' : `, at most ${to}`;
}
