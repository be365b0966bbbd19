import { z } from 'zod';

/** A secret stands in a file of its own; config holds only where. */
export const fileReference = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(1024)
    .refine((file) => !file.includes('-----BEGIN'), 'must be the name of a file, not a key')
    .describe('the name of the file'),
});
