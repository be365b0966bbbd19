import type { Config } from '../../config/config.ts';

/**
 * The config as the till read it, for a technician's eyes.
 *
 * Keys and the token stand in files, and only the files' names are in the config; an address names no password. Nobody's
 * PIN is shown, not even hashed.
 */
export function configShown(config: Config): string {
  const [managers, cashiers, technicians] = [config.managers, config.cashiers, config.technicians].map(
    (people) => people?.map((person) => ({ ...person, pin: '(set)' })),
  );
  return JSON.stringify({ ...config, managers, cashiers, technicians }, null, 2);
}
