import { parseArgs } from 'node:util';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { OFFICE_EXIT, Said } from './till.ts';
import { USAGE } from './usage.ts';

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ config: text, approver: text, data: text, key: text, out: text, file: text, name: text },
  ...{ open: text, payment: text, response: text, refund: text, amount: text, papers: text, remarks: text },
  ...{ outcome: text, reason: text, order: text, confirm: yes },
} as const;

/** What was typed beside the matter, the verb and the id. */
export type OfficeOptions = { readonly [name in Exclude<keyof typeof OPTIONS, 'confirm'>]?: string } & {
  readonly confirm?: boolean;
};

/** A line of the shell, read. */
export interface OfficeArguments {
  readonly config: string;
  /** The matter, the verb and the id. */
  readonly words: readonly string[];
  readonly options: OfficeOptions;
}

/** Reads a line of the shell; throws `Said` where it cannot be read. */
export function argumentsOf(args: readonly string[]): OfficeArguments {
  const trouble = argumentTrouble(args);
  if (trouble !== null) throw new Said(OFFICE_EXIT.usage, trouble);
  const read = parsed(args);
  const { config } = read.values;
  if (config === undefined || read.positionals.length > 3) throw new Said(OFFICE_EXIT.usage, USAGE);
  return { config, words: read.positionals, options: read.values };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const say = error instanceof Error ? error.message : String(error);
    throw new Said(OFFICE_EXIT.usage, `${say}\n\n${USAGE}`);
  }
}
