import type { TimingConfig } from '../../../config/timing.ts';

/** One call of the office. Source: interface section 9. */
const OFFICE_TIMEOUT_MS = 8000;

/** How long one call of the office is waited for. */
export function officeTimeoutMs({ officeTimeoutMs: own }: Pick<TimingConfig, 'officeTimeoutMs'>): number {
  return own ?? OFFICE_TIMEOUT_MS;
}
