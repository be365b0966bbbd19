import { z } from 'zod';
import { MINOR_UNITS_FORM } from '../ground/money/amount.ts';
import { heldTo, nameTrouble } from '../ground/outside-text.ts';

const minorUnits = z
  .string()
  .regex(MINOR_UNITS_FORM, 'must be minor units as a string of digits, at least 1');

/**
 * The shop's managers: who may approve refunds, with the hash of their PIN and, if wished, what each may approve.
 *
 * Limits are minor units of the till's currency: `perRefund` for one, `perDay` for all of a calendar day at the till.
 */
export const managersSchema = z
  .array(
    z.strictObject({
      // A call names the manager by this id, and an id of a call is held to the same rule.
      id: z.string().min(1).max(64).superRefine(heldTo(nameTrouble)),
      name: z.string().min(1).max(64),
      pin: z.string().startsWith('scrypt$', 'must be what `npm run pin-hash` prints'),
      limits: z
        .strictObject({ perRefund: minorUnits.optional(), perDay: minorUnits.optional() })
        .prefault({}),
    }),
  )
  .refine((managers) => new Set(managers.map(({ id }) => id)).size === managers.length, {
    message: 'has two managers with the same id',
  })
  .default(() => []);

export type Manager = z.infer<typeof managersSchema>[number];
