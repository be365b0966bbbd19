import { createHash } from 'node:crypto';
import type { Config, GatewayConfig } from '../config/config.ts';
import type { AtAccount } from '../ground/account.ts';
import { KINDS, traitsOf } from './kinds.ts';
import { missingGateway } from './missing-gateway.ts';
import type { Gateway } from './port.ts';

/** Enough to tell the accounts of one till apart. */
const LENGTH = 12;

/** The accounts of the parts that were asked for: a config is read once, and stays as it is. */
const accounts = new WeakMap<GatewayConfig, AtAccount>();

/**
 * The account that a gateway's part of the config names: what is done there keeps it.
 *
 * Why: another account knows nothing of a payment, and its "not there" must not count.
 */
export function accountAt(part: GatewayConfig | undefined): AtAccount {
  if (part === undefined) return {};
  const account = accounts.get(part) ?? accountNamedBy(part);
  accounts.set(part, account);
  return account;
}

function accountNamedBy(part: GatewayConfig): AtAccount {
  const { kind, stage } = part;
  const ids = traitsOf(kind, KINDS)?.accountKeys ?? [];
  const named = [kind, stage, ...ids.map((key) => String((part as unknown as Record<string, unknown>)[key]))];
  return { stage, account: createHash('sha256').update(named.join('\n')).digest('hex').slice(0, LENGTH) };
}

/** The gateway that something was done at; it knows nothing where the config has it no more, or at another account. */
export function gatewayOf(
  gateways: ReadonlyMap<string, Gateway>,
  parts: Config['gateways'],
  { gateway: name, account }: { readonly gateway: string } & AtAccount,
): Gateway {
  const gateway = gateways.get(name);
  const isOfOther =
    account !== undefined && gateway !== undefined && account !== accountAt(parts[name]).account;
  return gateway === undefined || isOfOther ? missingGateway(name, isOfOther) : gateway;
}
