import { z } from 'zod';
import { id, none } from './parts.ts';
import { POSTS } from './posts.ts';
import { ROUTES } from './routes.ts';

const person = z.object({ id: z.string(), name: z.string() });

const post = z.object({
  people: z.array(person).describe('who may sign in there'),
  person: person.nullable().describe('who is signed in'),
});

/** Who may sign in and who is, by where; a post is absent where nobody has to. */
export const staffSchema = z.object({
  till: post.optional().describe('to sell'),
  desk: post.optional().describe("the manager's desk"),
  bench: post.optional().describe("the technician's page"),
});
export type StaffView = z.infer<typeof staffSchema>;

const postSchema = z.enum(POSTS).default('till').describe('where: to sell, at the desk, at the page');

/** The commands by which people come and go. */
export const STAFF_COMMANDS = {
  signIn: {
    ...ROUTES.signIn,
    say: 'Signs a person in: to sell, at the manager’s desk or at the technician’s page.',
    params: none,
    query: none,
    body: z.strictObject({
      id: id.describe('the person’s id in the config'),
      pin: z.string().min(1).max(64).describe('the person’s PIN; it is kept nowhere'),
      post: postSchema,
    }),
    reply: { status: 200, type: 'json', schema: staffSchema },
    problems: ['sign-in-refused', 'sign-in-locked', 'not-found'],
  },
  signOut: {
    ...ROUTES.signOut,
    say: 'Signs the person out. Where nobody is signed in, nothing happens.',
    params: none,
    query: none,
    body: z.strictObject({ post: postSchema }).nullable(),
    reply: { status: 200, type: 'json', schema: staffSchema },
    problems: ['till-busy'],
  },
  listStaff: {
    ...ROUTES.listStaff,
    say: 'Lists who may sign in, and who is signed in.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: staffSchema },
    problems: [],
  },
} as const;

export type StaffCommand = keyof typeof STAFF_COMMANDS;
