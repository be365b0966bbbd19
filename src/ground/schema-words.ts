import type { z } from 'zod';

type Raw = z.core.$ZodRawIssue;

/**
 * What a person is to mend, where a schema has no words of its own; for `safeParse(…, { error: schemaWords })`.
 *
 * Why: the library's words name types ("received undefined") and quote operators (">=1"); nobody mends by them.
 */
export function schemaWords(issue: Raw): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return missingOr(issue, KINDS_IN_WORDS[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return missingOr(issue, choiceOf(issue.values));
    case 'invalid_union':
      return issue.discriminator === undefined ? undefined : unionWords(issue, issue.discriminator);
    case 'too_small':
      return sizeWords('least', issue.origin, issue.minimum, issue.exact);
    case 'too_big':
      return sizeWords('most', issue.origin, issue.maximum, issue.exact);
    case 'invalid_format':
      return FORMATS_IN_WORDS[issue.format];
    default:
      return undefined;
  }
}

function missingOr(issue: Raw, wanted: string): string {
  return issue.input === undefined ? `is missing: give ${wanted}` : `is to be ${wanted}`;
}

/** The key that says which of several shapes a thing has. */
function unionWords(issue: Extract<Raw, { code: 'invalid_union' }>, discriminator: string): string {
  const input: unknown = issue.input;
  const said = typeof input === 'object' && input !== null && discriminator in input;
  const options: unknown = issue['options'];
  const wanted = choiceOf(Array.isArray(options) ? options : []);
  return said ? `is to be ${wanted}` : `is missing: give ${wanted}`;
}

function choiceOf(values: readonly unknown[]): string {
  const said = values.map(String);
  return said.length === 1 ? (said[0] ?? '') : `one of ${said.join(', ')}`;
}

function sizeWords(
  bound: 'least' | 'most',
  origin: string,
  size: number | bigint,
  exact: boolean | undefined,
): string {
  const unit = UNITS[origin];
  if (unit === undefined) return `is to be at ${bound} ${size}`;
  if (bound === 'least' && size === 1 && exact !== true) return 'is empty';
  const units = size === 1 ? unit : (PLURALS[unit] ?? unit);
  return `is to have ${exact === true ? 'exactly' : `at ${bound}`} ${size} ${units}`;
}

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'entry', set: 'entry' };
const PLURALS: Readonly<Record<string, string>> = { character: 'characters', entry: 'entries' };

const KINDS_IN_WORDS: Readonly<Record<string, string>> = {
  ...{ string: 'a text in quotation marks', number: 'a number', int: 'a whole number' },
  ...{ boolean: 'true or false', object: 'an object, {…}', record: 'an object, {…}', array: 'a list, […]' },
};

const FORMATS_IN_WORDS: Readonly<Record<string, string>> = {
  datetime: 'is to be a time with its offset, such as 2026-01-31T08:30:00+08:00',
  date: 'is to be a day, such as 2026-01-31',
  base64: 'is to be in Base64',
  url: 'is to be an address, such as https://pay.example',
};
