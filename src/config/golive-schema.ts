import { z } from 'zod';
import { minorUnits } from './parts.ts';

/** What the acceptance cases of acquirers may do: the key `golive`. Source: going-live dossier, section 4.1. */
export const goliveSchema = z
  .strictObject({
    liveMaximum: minorUnits
      .optional()
      .describe('the most that a payment of an acceptance case takes on a live account; minor units'),
  })
  .prefault({});
