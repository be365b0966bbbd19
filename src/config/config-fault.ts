import type { z } from 'zod';

/** One bad key: where it stands (`routes.0.to`), and what is wrong with it. */
export interface ConfigFault {
  readonly path: string;
  readonly why: string;
}

/** What the schema found at one place of the config. */
export function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      why: 'is not a key of the config',
    }));
  }
  return [{ path: issue.path.join('.'), why: whyOf(issue) }];
}

/** What a person is to mend: the schema's own words, but for those of its library that name no mend. */
function whyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  const kind = KINDS_IN_WORDS[issue.expected] ?? issue.expected;
  return issue.message.endsWith('received undefined') ? `is missing: give ${kind}` : `is to be ${kind}`;
}

const KINDS_IN_WORDS: Readonly<Record<string, string>> = {
  ...{ string: 'a text in quotation marks', number: 'a number', int: 'a whole number' },
  ...{ boolean: 'true or false', object: 'an object, {…}', record: 'an object, {…}', array: 'a list, […]' },
};
