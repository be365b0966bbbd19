import { z } from 'zod';
import { heldTo, textTrouble } from '../ground/outside-text.ts';
import { LED_AGAINST } from './acceptance-names.ts';
import { none, when, words } from './parts.ts';
import { ROUTES } from './routes.ts';

// The acceptance cases of acquirers, led by a page of the technician's. Source: going-live dossier, section 4.3.

/** How a case stands. */
export const CASE_STATES = [
  ...(['open', 'running', 'passed', 'failed', 'waiting'] as const),
  ...(['skipped', 'notForThisShop'] as const),
] as const;

/** What a person may say of a case that the kit cannot judge. */
export const CASE_VERDICTS = ['passed', 'failed', 'skipped', 'notForThisShop'] as const;

const caseId = z.string().regex(/^[A-Z]{2}-\d{1,3}$/, 'must be a case such as AP-202');
const gateway = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be the name of a gateway')
  .describe('the gateway’s name in the config');
const against = z
  .enum(LED_AGAINST)
  .describe('`own`: the till’s own sandbox, as a dress rehearsal; `sandbox`: the acquirer’s test gateway');

const caseSchema = z.object({
  id: z.string(),
  title: z.string().describe('in English'),
  phase: z.enum(['before', 'sandbox', 'outputs', 'launch', 'pilot', 'after']),
  state: z.enum(CASE_STATES),
  by: z.enum(['kit', 'person']).nullable().describe('who has seen it'),
  why: z.string().describe('in English; of what is open or failed'),
  openFor: z
    .enum(['notRun', 'elsewhere', 'live', 'report', 'outside', 'phone'])
    .describe('what an open case waits for, for a page to say in its own language'),
  steps: z.string().describe('what is done, in English'),
  seen: z.string().describe('what must be seen, in English'),
  plays: z.boolean().describe('whether the kit plays it here'),
  attempt: z.int(),
  tookMs: z.number().nullable(),
  pictures: z.array(z.object({ file: z.string(), say: z.string() })).describe('windows and papers'),
});

const taskSchema = z.object({
  task: z.enum(['account', 'manager', 'code', 'open', 'confirm', 'decline']),
  need: z.enum(['pays', 'waits', 'breaksOff', 'empty']).optional().describe('how the wallet is to behave'),
  say: z.string().describe('in English'),
  picture: z.string().optional().describe('what a phone scans, as a data address; it is kept nowhere'),
});

/** The acceptance cases as they stand, and what is being played. */
export const acceptanceSchema = z.object({
  acquirers: z.array(
    z.object({
      gateway: z.string(),
      kind: z.string(),
      against: z.enum(LED_AGAINST),
      may: z.boolean().describe('whether it may be played; a live account has no test gateway'),
      cases: z.array(caseSchema),
      reportAt: when.nullable(),
      reports: z.array(z.string()).describe('files of the report'),
      folder: z.string().describe('where the run is kept'),
    }),
  ),
  running: z
    .object({
      gateway: z.string(),
      against: z.enum(LED_AGAINST),
      case: z.string().nullable(),
      number: z.int(),
      of: z.int(),
      leaving: z.boolean(),
      task: taskSchema.nullable(),
    })
    .nullable(),
  trouble: z.string().nullable().describe('why the last run could not begin, in English'),
});
export type AcceptanceView = z.infer<typeof acceptanceSchema>;

const plain = { params: none, query: none } as const;

/** The commands of the acceptance cases. */
export const ACCEPTANCE_COMMANDS = {
  readAcceptance: {
    ...ROUTES.readAcceptance,
    say: 'For the technician: reads the acceptance cases of the acquirers, how each stands, and what is being played.',
    ...plain,
    body: null,
    reply: { status: 200, type: 'json', schema: acceptanceSchema },
    problems: [],
  },
  runAcceptance: {
    ...ROUTES.runAcceptance,
    say: 'For the technician: plays the cases of an acquirer on a till of their own, leaves them, or says how one went. No sale of this till is touched.',
    ...plain,
    body: z.strictObject({
      act: z
        .enum(['start', 'leave', 'done', 'cannot', 'say'])
        .describe(
          '`start`: begins, or goes on; `leave`: ends after the case that is being played; `done`, `cannot`: answers what was asked for; `say`: how a case went that the kit cannot judge',
        ),
      gateway,
      against,
      case: caseId.optional().describe('with `start`: this one only; with `say`: which one'),
      account: z
        .string()
        .min(1)
        .max(4)
        .superRefine(heldTo(textTrouble))
        .optional()
        .describe('with `start`: the last four characters of the account’s id, for a test gateway'),
      verdict: z.enum(CASE_VERDICTS).optional().describe('with `say`: how it went'),
      who: z
        .string()
        .min(1)
        .max(16)
        .superRefine(heldTo(textTrouble))
        .optional()
        .describe('with `say`: initials'),
      why: words.optional().describe('with `say` and `cannot`: what was seen, or why not'),
    }),
    reply: { status: 202, type: 'json', schema: acceptanceSchema },
    problems: ['till-busy', 'not-available', 'not-found'],
  },
  readAcceptanceFile: {
    ...ROUTES.readAcceptanceFile,
    say: 'For the technician: reads a file of the evidence or of the report.',
    params: z.strictObject({ gateway, against }),
    query: z.strictObject({
      name: z
        .string()
        .max(200)
        .regex(/^(evidence|report)(\/[A-Za-z0-9][A-Za-z0-9._-]*){1,3}$/, 'must be a file of the run')
        .describe('as the case or the report names it'),
    }),
    body: null,
    reply: {
      status: 200,
      type: 'file',
      schema: z.object({
        contentType: z.string(),
        content: z.string().describe('a character each for its bytes'),
      }),
    },
    problems: ['not-found'],
  },
} as const;

/** The commands of the acceptance cases, by name. */
export type AcceptanceCommand = keyof typeof ACCEPTANCE_COMMANDS;
