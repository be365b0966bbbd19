import type { Config } from '../../config/config.ts';

/**
 * The config as the till read it, for a technician's eyes.
 *
 * Keys and the token stand in files, and only the files' names are in the config. Nobody's PIN is shown, not even
 * hashed, and of an address not the user and password that somebody wrote into it.
 */
export function configShown(config: Config): string {
  const [managers, cashiers, technicians] = [config.managers, config.cashiers, config.technicians].map(
    (people) => people?.map((person) => ({ ...person, pin: '(set)' })),
  );
  const gateways = Object.fromEntries(
    Object.entries(config.gateways).map(([name, gateway]) => [
      name,
      Object.fromEntries(Object.entries(gateway).map(([key, value]) => [key, shown(value)])),
    ]),
  );
  return JSON.stringify({ ...config, gateways, managers, cashiers, technicians }, null, 2);
}

/** A value of a gateway's part of the config; an address without a user and password. */
function shown(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)]));
  if (typeof value !== 'string' || !URL.canParse(value)) return value;
  const url = new URL(value);
  if (url.username === '' && url.password === '') return value;
  url.username = '';
  url.password = '';
  return url.href;
}
