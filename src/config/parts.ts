import { z } from 'zod';
import { MINOR_UNITS_FORM } from '../ground/money/amount.ts';
import { heldTo, nameTrouble } from '../ground/outside-text.ts';

// What the parts of the config are made of. All its text is held to the gate for text from outside by `configReader`.

/** Words, a path, an address. */
export const text = (max: number) => z.string().min(1).max(max);

/** A name that calls, rows and answers say again: no two may differ only in what nobody sees. */
export const name = (max: number) => text(max).superRefine(heldTo(nameTrouble));

/** Minor units of the till's currency. */
export const minorUnits = z
  .string()
  .regex(MINOR_UNITS_FORM, 'must be minor units as a string of digits, at least 1');
