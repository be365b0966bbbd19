import { z } from 'zod';
import { none } from './parts.ts';
import { ROUTES } from './routes.ts';

/** One key by its place on the keyboard; the time is of the window's clock. */
const pressedKey = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/, 'must be the name of a key')
    .describe('the place of the key'),
  shift: z.boolean().optional().describe('held down'),
  control: z.boolean().optional().describe('held down'),
  alt: z.boolean().optional().describe('held down'),
  atMs: z.number().min(0).describe('by the clock of the window'),
});

/** Keys of the till's window that may come from a scanner. */
export const KEYS_COMMANDS = {
  hearKeys: {
    ...ROUTES.hearKeys,
    say: "Takes keys that the till's window received as fast as a scanner types. The till decides whether they are a code.",
    params: none,
    query: none,
    body: z.strictObject({ keys: z.array(pressedKey).min(1).max(512).describe('in their order') }),
    reply: {
      status: 202,
      type: 'json',
      schema: z.object({
        read: z.boolean().describe('whether they were a scan, or the till reads it by itself'),
      }),
    },
    problems: ['not-available'],
  },
} as const;
