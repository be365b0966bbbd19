import type { Config } from '../config.ts';

/**
 * The config as the till read it, for a technician's eyes.
 *
 * Keys and the token stand in files, and only the files' names are in the config. A manager's PIN is not shown, not
 * even hashed, and of an address not the user and password that somebody wrote into it.
 */
export function configShown(config: Config): string {
  const managers = config.managers.map(({ id, name }) => ({ id, name, pin: '(set)' }));
  const gateways = Object.fromEntries(
    Object.entries(config.gateways).map(([name, gateway]) => [
      name,
      {
        ...gateway,
        baseUrl: withoutUser(gateway.baseUrl),
        ...(gateway.paymentNotifyUrl === undefined
          ? {}
          : { paymentNotifyUrl: withoutUser(gateway.paymentNotifyUrl) }),
      },
    ]),
  );
  return JSON.stringify({ ...config, gateways, managers }, null, 2);
}

function withoutUser(address: string): string {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}
