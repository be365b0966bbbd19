import type { z } from 'zod';

/** One bad key: where it stands (`routes.0.to`), and what is wrong with it. */
export interface ConfigFault {
  readonly path: string;
  readonly why: string;
}

/** What the schema found at one place of the config; the words are its own, or those of `schemaWords`. */
export function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      why: 'is not a key of the config',
    }));
  }
  const why = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return [{ path: issue.path.join('.'), why: why ?? issue.message }];
}
