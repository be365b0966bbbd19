import { z } from 'zod';
import { READ_ONCE } from './read-once.ts';
import { baseUrl } from './base-url.ts';
import { name, text } from './parts.ts';

/** How the customer's phone comes to the acquirer's page. Source: hosted payments, section 2. */
export const LINK_MODES = ['direct', 'landing'] as const;
export type LinkMode = (typeof LINK_MODES)[number];

const tender = z
  .strictObject({
    id: name(32).describe('what a call names it by'),
    gateway: text(64).describe('the name of a gateway that is paid on a page'),
    say: z
      .record(text(16), text(64))
      .default(() => ({}))
      .describe('what the cashier’s button says, by language; without it, the name of the gateway'),
    mode: z
      .enum(LINK_MODES)
      .default('direct')
      .describe('`landing`: the phone opens a page of the till first; needs `public.url`'),
    createOn: z
      .enum(['sale', 'tap'])
      .default('sale')
      .describe(
        '`tap`: nothing is made at the acquirer before the customer presses the button of the landing page',
      ),
  })
  .refine((t) => t.createOn === 'sale' || t.mode === 'landing', {
    path: ['createOn'],
    message: 'tap needs the mode landing',
  });

/** What the cashier may choose instead of a scan. Source: interface section 2. */
export const tendersSchema = z
  .array(tender)
  .max(12, 'has room for 12 on the screen')
  .default(() => []);

export type Tender = z.infer<typeof tender>;

/** How phones and acquirers reach the listener of `notify`, through the shop's relay. */
export const publicSchema = z
  .strictObject({
    url: baseUrl
      .max(512)
      .transform((url) => url.replace(/\/+$/, ''))
      .describe('the address outside; the relay takes its path off'),
  })
  .optional();

/** As much of a config as its tenders can be judged by, whatever else is wrong with it. */
const judged = z.object({
  gateways: z.record(z.string(), z.unknown()).catch({}),
  tenders: z.array(z.object({ id: z.string(), gateway: z.string(), mode: z.string().optional() })),
  public: z.object({ url: z.string() }).optional().catch(undefined),
  notify: z.unknown().optional(),
});

/** Tenders that refer to gateways, and to the address that phones reach. */
export function checkTenders(config: unknown, context: z.core.$RefinementCtx): void {
  const read = judged.safeParse(config, READ_ONCE);
  if (!read.success) return;
  const { gateways, tenders, notify, public: reach } = read.data;
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  tenders.forEach(({ id, gateway, mode }, at) => {
    if (!Object.hasOwn(gateways, gateway)) fault(['tenders', at, 'gateway'], 'must be the name of a gateway');
    if (tenders.findIndex((other) => other.id === id) !== at)
      fault(['tenders', at, 'id'], 'stands there twice');
    if (mode === 'landing' && reach === undefined)
      fault(['tenders', at, 'mode'], 'landing needs public.url: phones open a page of this till');
  });
  if (reach !== undefined && notify === undefined)
    fault(['public'], 'needs notify: it is how that listener is reached');
}
