import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { decodedText } from '../src/ground/outside-text.ts';

/** How a kiosk was started, as far as it opens the till to others. */
export interface KioskStart {
  /** The bytes of its config; null where they cannot be read, and in training. */
  readonly config: Uint8Array | null;
  /** Every argument and switch of the program. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
}

/** Switches of Chromium, Electron and Node that let somebody look into the till or past its walls, and what each does. */
const SWITCHES: readonly (readonly [name: RegExp, does: string])[] = [
  [/^--inspect/, 'opens an inspector, which reads keys and codes out of the memory'],
  [/^--remote-(debugging|allow)/, 'opens the windows to every program of this machine'],
  [/^--debug/, 'opens an inspector, which reads keys and codes out of the memory'],
  [/^--(no-sandbox|no-zygote-sandbox|disable-.*sandbox|single-process$)/, 'takes the walls around the pages'],
  [/^--(disable-web-security|allow-running-insecure-content)/, 'lets pages read what is none of theirs'],
  [/^--(load-extension|disable-extensions-except)/, 'loads foreign code into the windows'],
  [/^--(js-flags|require|import|experimental-loader)(=|$)/, 'loads foreign code before the till'],
  [/^--ignore-certificate-errors/, 'believes every server'],
];

/** Variables that name a program or load code. The till names its own Node. */
const VARIABLES = [
  'PAYCODE_TILL_NODE',
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'LD_PRELOAD',
  'NODE_TLS_REJECT_UNAUTHORIZED',
] as const;

/**
 * Why a kiosk of a live shop does not start; null where it does.
 *
 * A config whose gateways are all of the stage `test` moves no money, and a developer may look into it.
 * Source: interface section 11.
 */
export function kioskTrouble({ config, args, env, isRoot }: KioskStart): string | null {
  if (isOfTests(config)) return null;
  for (const [name, does] of SWITCHES) {
    const found = args.find((argument) => name.test(argument));
    if (found !== undefined)
      return `This till takes money, and ${found.split('=', 1)[0] ?? ''} ${does}. Start it without that.`;
  }
  for (const name of VARIABLES) {
    if (env[name] !== undefined && env[name] !== '')
      return `This till takes money, and the environment variable ${name} could load a foreign program into it. Start it without that.`;
  }
  return isRoot
    ? 'This till takes money, and the system administrator (root) gets no sandbox around its pages. Start it as an ordinary user.'
    : null;
}

/** A config's bytes; null where they cannot be read: the terminal then says why. */
export function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

const stages = z.object({ gateways: z.record(z.string(), z.object({ stage: z.string().optional() })) });

/** Whether every gateway is one for tests. What cannot be read is taken for a shop's. */
function isOfTests(config: Uint8Array | null): boolean {
  if (config === null) return false;
  const text = decodedText(config);
  if (!text.ok) return false;
  try {
    const parsed = stages.safeParse(JSON.parse(text.value));
    return parsed.success && Object.values(parsed.data.gateways).every(({ stage }) => stage === 'test');
  } catch {
    return false;
  }
}
