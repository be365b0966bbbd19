import { z } from 'zod';
import { STAGES } from '../ground/account.ts';
import { baseUrl } from './base-url.ts';
import { networkKeys } from './network.ts';

/** What every gateway's part of the config has, whatever its kind, beside `kind` and `timing`. */
export const gatewayKeys = {
  baseUrl: baseUrl.describe('where the acquirer is reached: https, or http on loopback'),
  ...networkKeys,
  stage: z.enum(STAGES).default('live').describe('`test` puts TEST on screens and paper'),
};
