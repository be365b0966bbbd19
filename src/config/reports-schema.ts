import { z } from 'zod';
import { fileReference } from './file-reference.ts';
import { COLUMN_NAMES } from './report-columns.ts';
import { SETTLEMENT_COLUMN_NAMES } from './settlement-columns.ts';

const text = (max: number) => z.string().min(1).max(max);

const percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?%$/, 'must be a percentage such as 0.80%');

const header = text(128).optional().describe('its header');

/** A header for each name. */
const renamedOf = <const N extends string>(names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, header])) as Record<N, typeof header>;

const sftp = z
  .strictObject({
    host: text(255).describe('the server'),
    port: z.int().min(1).max(65_535).default(22).describe('its port'),
    username: text(255).describe('who logs in'),
    privateKey: fileReference.optional().describe('the key of the log-in; this or `password`'),
    password: fileReference.optional().describe('the password of the log-in; this or `privateKey`'),
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be the fingerprint of the server: SHA256: and 43 characters')
      .describe('what `ssh-keygen -lf` prints of the server’s key; the acquirer tells which it is'),
    folder: text(1024).describe('the folder of the reports on the server'),
    keep: text(1024)
      .default('reports')
      .describe('the folder of this machine where they are kept for good: the server forgets them'),
  })
  .refine((s) => (s.privateKey === undefined) !== (s.password === undefined), {
    path: ['privateKey'],
    message: 'needs either privateKey or password',
  });

const amountUnit = z
  .enum(['minor', 'decimal'])
  .optional()
  .describe('what amounts are written in, where it is not what the acquirer’s pages say; a comparison tells');

const folder = text(1024).optional().describe('a folder of this machine; this or `sftp`');

const hasOnePlace = (part: { readonly folder?: unknown; readonly sftp?: unknown }): boolean =>
  (part.folder === undefined) !== (part.sftp === undefined);

const ONE_PLACE = { path: ['folder'], message: 'needs either folder or sftp' };

/** The reports of one gateway beside the first. */
const ofGateway = z
  .strictObject({
    account: text(64)
      .optional()
      .describe('your id at this acquirer, where folders or names of its reports have it'),
    folder,
    sftp: sftp.optional().describe('a server of the acquirer; this or `folder`'),
    columns: z
      .strictObject(renamedOf(COLUMN_NAMES))
      .prefault({})
      .describe('headers that have other names than the acquirer’s own'),
    amountUnit,
  })
  .refine(hasOnePlace, ONE_PLACE);

/** Where the acquirers' reports are, and whose: `reports` in the config. */
export const reportsSchema = z
  .strictObject({
    participantId: text(64)
      .regex(/^[^_/]+$/, 'must be the id alone, as it stands in the names of the reports')
      .describe('your id at the acquirer, as it stands in the names of the reports'),
    folder,
    sftp: sftp.optional().describe('a server of the acquirer; this or `folder`'),
    amountUnit,
    gateways: z
      .record(text(64), ofGateway)
      .prefault({})
      .describe('the reports of other gateways, by their names in the config'),
    columns: z
      .strictObject({
        ...renamedOf(COLUMN_NAMES),
        transactionItems: z.strictObject(renamedOf(COLUMN_NAMES)).optional().describe('of the transactions'),
        feeItems: z
          .strictObject(renamedOf(SETTLEMENT_COLUMN_NAMES.feeItems))
          .optional()
          .describe('of the fees'),
        summary: z
          .strictObject(renamedOf(SETTLEMENT_COLUMN_NAMES.summary))
          .optional()
          .describe('of the cycles'),
        settlement: z
          .strictObject(renamedOf(SETTLEMENT_COLUMN_NAMES.settlement))
          .optional()
          .describe('of what is paid'),
      })
      .prefault({})
      .describe('headers of the reports that have other names than the acquirer’s own'),
    view: z
      .enum(['ownShare', 'participant'])
      .default('ownShare')
      .describe('`ownShare`: the files hold other shops too; `participant`: all in them is yours'),
    fees: z
      .array(
        z.strictObject({
          pspId: text(64).optional().describe('the wallet’s company; without it, of all'),
          interchange: percent.describe('the fee of the wallet, such as `0.80%`'),
          service: percent.describe('the fee of the acquirer, such as `0.20%`'),
        }),
      )
      .default([])
      .describe('the fees of your contract; without them fees are only added up'),
    bank: z
      .strictObject({
        chargesMax: z
          .string()
          .regex(/^\d{1,15}$/, 'must be minor units')
          .default('0')
          .describe('what the bank may take from a payment, in minor units'),
        file: text(1024)
          .default('bank-credits.csv')
          .describe('where the credits of the bank are kept that people enter; `settle` reads it, too'),
      })
      .prefault({})
      .describe('how the bank’s credits are judged'),
    holidays: z
      .array(z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day'))
      .default([])
      .describe('days from Monday to Friday on which nothing is settled'),
  })
  .refine(hasOnePlace, ONE_PLACE);
export type ReportsConfig = z.infer<typeof reportsSchema>;
export type SftpConfig = z.infer<typeof sftp>;
