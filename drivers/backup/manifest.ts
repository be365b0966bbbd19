import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a back-up holds, and whether it is whole: `manifest.json` in its folder. */
export const manifestSchema = z.strictObject({
  kind: z.literal('paycode-till-backup'),
  madeAt: z.string(),
  till: z.string(),
  journal: z.strictObject({ rows: z.int().min(0), head: z.string() }),
  files: z.array(
    z.strictObject({
      /** Its name in the back-up. */
      name: z.string().regex(/^[\w.-]+$/),
      /** Where the till has it: as the config says, so that relative paths start at the config's folder. */
      path: z.string().min(1),
      role: z.enum(['config', 'journal', 'key', 'anchor', 'mark', 'office']),
      sha256: z.string().length(64),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type BackedFile = Manifest['files'][number];

export const MANIFEST_FILE = 'manifest.json';
export const JOURNAL_NAME = 'journal.sqlite';

/** The fingerprint of a file's bytes. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
