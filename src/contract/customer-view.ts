import { z } from 'zod';
import type { View } from './till-view.ts';

const amount = z.strictObject({ currency: z.string(), value: z.string() });

/**
 * Everything that a customer may see: no id of a sale or payment, no code, no reason of a refusal. The link that a
 * customer pays by is not in it: the screen asks for it by itself, so that no stream of events holds one.
 *
 * `receipt` is the text of the customer's copy, where the shop wants it on the screen. `openedAt` tells one sale from
 * the next.
 */
export const customerViewSchema = z.strictObject({
  shop: z.string(),
  languages: z.array(z.string()),
  ground: z.enum(['day', 'night']),
  training: z.boolean(),
  test: z.boolean(),
  scene: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('idle') }),
    z.strictObject({
      kind: z.enum([
        'showCode',
        'refreshCode',
        'wait',
        'confirm',
        'onPhone',
        'paid',
        'otherWay',
        'cancelled',
      ]),
      amount,
      openedAt: z.string(),
    }),
    z.strictObject({
      kind: z.literal('pay'),
      amount,
      openedAt: z.string(),
      attempt: z.int().describe('tells one link of a sale from the next: each is asked for once'),
    }),
  ]),
  receipt: z.string().optional(),
});
export type CustomerView = z.infer<typeof customerViewSchema>;
export type CustomerScene = CustomerView['scene']['kind'];

/** The customer's part of the till's view. */
export function customerView(view: View): CustomerView {
  const { storeName, languages, ground } = view.terminal;
  const scene = sceneOf(view);
  const receipt =
    scene.kind === 'paid' && view.customerReceipt !== undefined ? { receipt: view.customerReceipt } : {};
  return {
    shop: storeName,
    languages,
    ground,
    training: view.health.training,
    test: view.health.test,
    scene,
    ...receipt,
  };
}

function sceneOf({ sale, isEarlier }: View): CustomerView['scene'] {
  // What ended before this start of the till, however it ended, is no news for whoever stands there now.
  if (sale === null || isEarlier || isClosing(sale)) return { kind: 'idle' };
  const { currency, value } = sale.amount;
  const kind = kindOf(sale);
  const shown = { amount: { currency, value }, openedAt: sale.openedAt };
  return kind === 'pay' ? { kind, ...shown, attempt: sale.attempts.length } : { kind, ...shown };
}

function kindOf(sale: NonNullable<View['sale']>): Exclude<CustomerScene, 'idle'> {
  switch (sale.state) {
    case 'awaitingCode':
      return sale.attempts.length > 0 ? 'refreshCode' : 'showCode';
    // What is not known yet, and what needs a person, is the shop's business: the cashier talks to the customer.
    case 'submitting':
    case 'checking':
    case 'attention':
      return 'wait';
    case 'capturing':
      // What the shop hands over at its own risk is not paid, and the customer's screen does not say so.
      return sale.handOver === true && sale.reason === undefined ? 'paid' : 'wait';
    case 'customerConfirming':
      return waitedFor(sale.attempts.at(-1)?.linkState);
    case 'paid':
      return 'paid';
    case 'failed':
      return 'otherWay';
    case 'cancelling':
    case 'cancelled':
      return 'cancelled';
  }
}

/** Whether a payment on the customer's phone was given up: no word of an end that is none yet. Source: hosted payments, section 8. */
function isClosing({ state, attempts }: NonNullable<View['sale']>): boolean {
  return state === 'cancelling' && attempts.at(-1)?.linkState !== undefined;
}

type Attempt = NonNullable<View['sale']>['attempts'][number];

/** What the customer is waited for with: a wallet that asks, a link to be scanned, or a page on the own phone. */
function waitedFor(link: Attempt['linkState']): 'confirm' | 'pay' | 'onPhone' | 'wait' {
  switch (link) {
    case undefined:
      return 'confirm';
    case 'shown':
      return 'pay';
    case 'opened':
      return 'onPhone';
    case 'none':
    case 'closed':
      return 'wait';
  }
}
