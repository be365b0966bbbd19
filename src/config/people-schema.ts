import { z } from 'zod';
import { READ_ONCE } from './read-once.ts';
import { minorUnits, name } from './parts.ts';

const hash = z.string().startsWith('scrypt$', 'must be what `npm run pin-hash` prints');

const person = z.strictObject({
  // A call names the person by this id, and an id of a call is held to the same rule.
  id: name(64).describe('one person of the till, whatever the person may do'),
  name: z.string().min(1).max(64).describe('as screens show it'),
  pin: hash.describe('what `npm run pin-hash` prints'),
  badge: hash.optional().describe('what `pin-hash -- --for badge` prints; the badge signs in like the PIN'),
});

/** A person of the shop, with the hash of the PIN. */
export type Person = z.infer<typeof person>;

/** The people who sell, or who look after the till. */
export const peopleSchema = z.array(person).min(1);

/**
 * The shop's managers: who may approve refunds, with the hash of their PIN and, if wished, what each may approve.
 *
 * Limits are minor units of the till's currency: `perRefund` for one, `perDay` for all of a calendar day at the till.
 */
export const managersSchema = z
  .array(
    person.extend({
      limits: z
        .strictObject({
          perRefund: minorUnits.optional().describe('of one refund'),
          perDay: minorUnits.optional().describe('of all that goes back on a day at the till'),
        })
        .prefault({})
        .describe('the most that this manager may approve; minor units'),
    }),
  )
  .default(() => []);

export type Manager = z.infer<typeof managersSchema>[number];

/** As much of a config as its people can be told apart by. */
const idsSchema = z.array(z.object({ id: z.string() }).catch({ id: '' })).catch([]);
const groupsSchema = z.object({ cashiers: idsSchema, managers: idsSchema, technicians: idsSchema });

/** An id names one person of the till, whatever the person may do. */
export function checkPeople(config: unknown, context: z.core.$RefinementCtx): void {
  const read = groupsSchema.safeParse(config, READ_ONCE);
  if (!read.success) return;
  const known = new Set<string>();
  for (const group of ['cashiers', 'managers', 'technicians'] as const) {
    read.data[group].forEach(({ id }, index) => {
      if (id !== '' && known.has(id))
        context.addIssue({
          code: 'custom',
          path: [group, index, 'id'],
          message: 'is the id of another person',
        });
      known.add(id);
    });
  }
}
