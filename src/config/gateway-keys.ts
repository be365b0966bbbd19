import { z } from 'zod';
import { baseUrl } from './base-url.ts';
import { networkKeys } from './network.ts';

/** Whether an acquirer's account is for tests or for money. Source: interface section 2. */
export const STAGES = ['test', 'live'] as const;

/** What every gateway's part of the config has, whatever its kind, beside `kind` and `timing`. */
export const gatewayKeys = {
  baseUrl: baseUrl.describe('where the acquirer is reached: https, or http on loopback'),
  ...networkKeys,
  stage: z.enum(STAGES).default('live').describe('`test` puts TEST on screens and paper'),
};
