import { z } from 'zod';
import { outsideUrl } from '../config/base-url.ts';
import { fileReference } from '../config/file-reference.ts';
import { faultsOf, type ConfigFault } from '../config/config-fault.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { schemaWords } from '../ground/schema-words.ts';

/** The schema of `centre.json`. Source: interface section 10. */
export const centreConfigSchema = z.strictObject({
  listen: z
    .strictObject({
      host: z
        .string()
        .min(1)
        .max(255)
        .default('127.0.0.1')
        .describe('the address of this machine to listen on'),
      port: z.int().min(0).max(65_535).default(0).describe('the port; 0: any that is free'),
    })
    .prefault({})
    .describe('where the centre listens; TLS ends at the proxy in front of it'),
  database: z
    .strictObject({
      url: fileReference.describe('the file with the address of the PostgreSQL database and its password'),
      ingestUrl: fileReference
        .optional()
        .describe(
          'the same for a login of the role centre_ingest; without it, the first login takes that role on',
        ),
      connectionsMax: z.int().min(1).max(500).default(20).describe('for each of the two roles'),
    })
    .describe('the database: one primary, whose commits are on the disk'),
  public: z
    .strictObject({ url: outsideUrl.describe('how tills and people reach the centre') })
    .describe('the address outside'),
  reports: z
    .strictObject({
      folder: z.string().min(1).max(4096).describe('the folder with the acquirer’s reports, of all stores'),
      merchant: z.string().min(1).max(64).describe('`merchant.referenceMerchantId` of the tills'),
      kind: z.string().min(1).max(64).default('alipay-plus').describe('whose reports they are'),
      participantId: z.string().min(1).max(64).optional().describe('whose lines are the shop’s'),
      gateways: z
        .array(z.string().min(1).max(32))
        .optional()
        .describe('what the tills call the gateways of which the reports tell; without it, all'),
    })
    .optional()
    .describe('the acquirer’s reports, to hold against the rows of all tills'),
  signIn: z
    .strictObject({
      code: z
        .boolean()
        .default(true)
        .describe('whether the office asks for the code of an authenticator app beside the password'),
    })
    .prefault({})
    .describe('how people sign in'),
});
export type CentreConfig = z.infer<typeof centreConfigSchema>;

/** Reads the text of `centre.json`. Errors: every bad key at once, each with its path. */
export function parseCentreConfig(text: string): Result<CentreConfig, readonly ConfigFault[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err([{ path: '', why: 'is not JSON' }]);
  }
  const read = centreConfigSchema.safeParse(value, { error: schemaWords });
  if (read.success) return ok(read.data);
  return err(read.error.issues.flatMap(faultsOf));
}
