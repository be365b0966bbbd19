import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Database } from './database.ts';

/** The key by which the centre signs what it pushes to tills. */
export interface CentreKey {
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

/** The centre's key: the database's, made by the first centre that asks. Every copy of the centre has the same. */
export async function centreKeyOf(database: Database): Promise<CentreKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await database.query(
    'INSERT INTO centre.centre_key (private_key, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
  );
  const [row] = await database.query<{ private_key: string; public_key: string }>(
    'SELECT private_key, public_key FROM centre.centre_key',
  );
  const key = createPrivateKey(row?.private_key ?? '');
  return {
    publicKey: row?.public_key ?? '',
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  };
}
