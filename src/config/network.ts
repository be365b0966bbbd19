import { z } from 'zod';
import { fileReference } from './file-reference.ts';

const ADDRESS = 'must be http://host:port; what it asks for stands in credentials, a file';

/** A proxy is reached over HTTP; its address holds no path and no secret. */
const proxyUrl = z
  .string()
  .max(2048)
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, username, password, pathname, search, hash } = new URL(value);
    return protocol === 'http:' && pathname === '/' && [username, password, search, hash].join('') === '';
  }, ADDRESS);

/** Less often is never. Ours. */
const LINE_CHECK_MS_MAX = 86_400_000;

/**
 * How a gateway is reached, the same for every kind of acquirer.
 *
 * A proxy is asked with CONNECT, so that it sees no request.
 */
export const networkKeys = {
  proxy: z
    .union([
      proxyUrl.transform((url) => ({ url, credentials: undefined })),
      z.strictObject({ url: proxyUrl, credentials: fileReference.optional() }),
    ])
    .optional()
    .describe('`http://host:port`, or `url` and `credentials`, a file with one line `user:password`'),
  certificateAuthorities: z
    .array(fileReference)
    .max(32)
    .optional()
    .describe('files in PEM, trusted beside those that are built in'),
  lineCheckMs: z
    .int()
    .min(0)
    .max(LINE_CHECK_MS_MAX)
    .optional()
    .describe(
      'after so long a silence the till asks whether the gateway is there; 24000 without it, 0: never',
    ),
};

/** A gateway's part of the config, as far as it says how it is reached. */
export type NetworkConfig = z.infer<z.ZodObject<typeof networkKeys>>;
