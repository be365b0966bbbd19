import { z } from 'zod';
import { fileReference } from './file-reference.ts';
import { COLUMN_NAMES } from './report-columns.ts';

const text = (max: number) => z.string().min(1).max(max);

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
  })
  .refine((s) => (s.privateKey === undefined) !== (s.password === undefined), {
    path: ['privateKey'],
    message: 'needs either privateKey or password',
  });

/** Where the acquirer's reports are, and whose: `reports` in the config. */
export const reportsSchema = z
  .strictObject({
    participantId: text(64)
      .regex(/^[^_/]+$/, 'must be the id alone, as it stands in the names of the reports')
      .describe('your id at the acquirer, as it stands in the names of the reports'),
    folder: text(1024).optional().describe('a folder of this machine; this or `sftp`'),
    sftp: sftp.optional().describe('a server of the acquirer; this or `folder`'),
    columns: z
      .partialRecord(z.enum(COLUMN_NAMES), text(128))
      .default({})
      .describe('headers of the report that have other names than the acquirer’s own'),
  })
  .refine((reports) => (reports.folder === undefined) !== (reports.sftp === undefined), {
    path: ['folder'],
    message: 'needs either folder or sftp',
  });
export type ReportsConfig = z.infer<typeof reportsSchema>;
export type SftpConfig = z.infer<typeof sftp>;
