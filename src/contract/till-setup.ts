import { z } from 'zod';
import { heldTo, textTrouble } from '../ground/outside-text.ts';
import { approver, none } from './parts.ts';
import { ROUTES } from './routes.ts';
import { CHAPTERS, FAULTS, FORMS, QUESTIONS } from './till-setup-names.ts';

/** One text, or several: what a question is answered with. Empty: it was passed over. */
const answer = z.union([
  z.literal(''),
  z.string().max(4096).superRefine(heldTo(textTrouble)),
  z.array(z.string().max(256).superRefine(heldTo(textTrouble))).max(32),
]);

const question = z.object({
  id: z.string(),
  ask: z.enum(QUESTIONS),
  chapter: z.enum(CHAPTERS),
  form: z.enum(FORMS),
  label: z.string().optional().describe("the acquirer's own name of what is asked for"),
  of: z.string().optional().describe('the name of the acquirer that it is asked for'),
  mayPass: z.boolean(),
  options: z.array(z.object({ value: z.string(), say: z.string() })),
  usual: answer.nullable().describe('what was found, or what most shops have'),
  answered: answer.nullable().describe('null also where the answer is a secret'),
  mayKeep: z
    .literal(true)
    .optional()
    .describe('a secret that is there already: an empty answer leaves it as it is'),
});
export type QuestionView = z.infer<typeof question>;

const trial = z.object({
  good: z.boolean(),
  kind: z.enum(['gateway', 'printer', 'config']),
  found: z.string().describe('as `found` of a gateway, or `outcome` of a print'),
  reached: z.boolean().optional(),
  accepted: z.enum(['yes', 'no', 'unknown']).optional(),
  verified: z.enum(['yes', 'no', 'unknown']).optional(),
  say: z.string(),
});
export type TrialView = z.infer<typeof trial>;

const setUpSchema = z.object({
  state: z.enum(['none', 'asking', 'finished']).describe('`none`: this till is not being set up'),
  question: question.nullable(),
  edits: z.boolean().describe('whether a config that is there is changed'),
  mayGoBack: z.boolean(),
  done: z.int(),
  left: z.int().describe('questions that are still to come, as far as it is known'),
  fault: z
    .object({ kind: z.enum(FAULTS), say: z.string() })
    .nullable()
    .describe('of the last answer'),
  trial: trial.nullable(),
  file: z.string().nullable().describe('where the config will stand'),
  language: z.string().nullable().describe('the language of the cashier, as soon as it was answered'),
  handOver: z.array(z.string()).describe('public keys that the acquirers are to be given'),
});
export type TillSetUpView = z.infer<typeof setUpSchema>;

/** The set-up of a till without a config. None of them touches a sale. */
export const TILL_SETUP_COMMANDS = {
  readTillSetUp: {
    ...ROUTES.readTillSetUp,
    say: 'For the technician: reads the question of the set-up that is to be answered next.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: setUpSchema },
    problems: [],
  },
  runTillSetUp: {
    ...ROUTES.runTillSetUp,
    say: 'For the technician: answers the question of the set-up, goes back, looks again what is plugged in, tries what was answered, or writes the config; with a manager, begins to change the config that is there, goes to a part of it, or leaves it as it is.',
    params: none,
    query: none,
    body: z.strictObject({
      act: z
        .enum(['answer', 'back', 'look', 'try', 'finish', 'edit', 'go', 'leave'])
        .describe('the step to take'),
      question: z.string().max(128).optional().describe('of `answer`: the id of the question that is asked'),
      answer: answer.optional().describe('of `answer`: what was said; empty passes the question over'),
      chapter: z.enum(CHAPTERS).optional().describe('of `go`: the part to go to'),
      approver: approver.optional().describe('of `edit`: the manager who has the config changed'),
    }),
    reply: { status: 202, type: 'json', schema: setUpSchema },
    problems: ['not-found', 'till-busy', 'approver-required', 'approver-refused', 'approver-locked'],
  },
} as const;

/** The commands of the set-up. */
export type TillSetUpCommand = keyof typeof TILL_SETUP_COMMANDS;
