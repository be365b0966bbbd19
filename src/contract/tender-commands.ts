import { z } from 'zod';
import { APPROVAL_PROBLEMS, approvalSchema } from './manager-commands.ts';
import { id, none, saleParams, when } from './parts.ts';
import { ROUTES } from './routes.ts';
import { saleSchema } from './sale-view.ts';

const linkSchema = z.object({
  url: z.string().describe('whoever has it can pay: for the customer’s eyes alone'),
  mode: z.enum(['direct', 'landing']),
  until: when.describe('until when it is shown'),
});

/** The commands of a payment on a page of the acquirer. Source: interface section 3. */
export const TENDER_COMMANDS = {
  chooseTender: {
    ...ROUTES.chooseTender,
    say: 'Begins an attempt on an acquirer’s page: the customer pays on the own phone.',
    params: saleParams,
    query: none,
    body: z.strictObject({ tender: id.describe('its `id` in the config') }),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: [
      'not-found',
      'tender-not-available',
      'order-already-paid',
      'order-unresolved',
      'order-elsewhere',
      'order-exhausted',
    ],
  },
  readLink: {
    ...ROUTES.readLink,
    say: 'Reads the link by which the customer pays, where no customer’s screen of the till shows it.',
    params: saleParams,
    query: z.strictObject({
      format: z.enum(['json', 'png', 'svg']).default('json').describe('`png`, `svg`: its QR code'),
    }),
    body: null,
    reply: { status: 200, type: 'link', schema: linkSchema },
    problems: ['not-found'],
  },
  showLink: {
    ...ROUTES.showLink,
    say: 'Reads the link by which the customer pays the sale on the stage, for the customer’s screen of the till.',
    params: none,
    query: none,
    body: null,
    reply: { status: 200, type: 'json', schema: linkSchema },
    problems: ['not-found'],
  },
  askNow: {
    ...ROUTES.askNow,
    say: 'Asks the acquirer now what became of the payment.',
    params: saleParams,
    query: none,
    body: null,
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found'],
  },
  freeSale: {
    ...ROUTES.freeSale,
    say: 'A manager frees the order of a payment that may still be paid: it may be charged in another way, and what is paid later goes back by itself.',
    params: saleParams,
    query: none,
    body: approvalSchema.partial().nullable(),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'free-refused', 'freeing-off', ...APPROVAL_PROBLEMS],
  },
  overrideSale: {
    ...ROUTES.overrideSale,
    say: 'In a chain: a manager has an order taken although another till may hold it. The next attempt begins under that word, which stands in the journal and is a case for the office.',
    params: saleParams,
    query: none,
    body: approvalSchema.partial().nullable(),
    reply: { status: 202, type: 'json', schema: saleSchema },
    problems: ['not-found', 'override-refused', ...APPROVAL_PROBLEMS],
  },
} as const;

export type TenderCommand = keyof typeof TENDER_COMMANDS;
