import { z } from 'zod';
import { none } from './parts.ts';
import { ROUTES } from './routes.ts';

/** A key by the name of its place; times are of the window's own clock. */
const pressedKey = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'must be the name of a key'),
  shift: z.boolean().optional(),
  control: z.boolean().optional(),
  alt: z.boolean().optional(),
  atMs: z.number().min(0),
});

/** What the till's own window tells of keys that may be a scanner's. */
export const KEYS_COMMANDS = {
  hearKeys: {
    ...ROUTES.hearKeys,
    say: "Keys that came at a scanner's pace to the till's own window, by their place; the till decides whether they are a code.",
    params: none,
    query: none,
    body: z.strictObject({ keys: z.array(pressedKey).min(1).max(512) }),
    reply: { status: 202, type: 'json', schema: none },
    problems: ['not-available'],
  },
} as const;
