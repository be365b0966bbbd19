import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { AccountSeen } from '../../src/golive/record.ts';
import type { Against } from '../../src/golive/where.ts';

type GatewayPart = TillConfig['gateways'][string];

/**
 * Why a run may not go where it was sent, in words; null where it may.
 *
 * No program can tell by itself whether an account moves real money: the config says it, and whatever contradicts it is
 * refused before a byte leaves. Source: going-live dossier, section 4.1.
 */
export function stageTrouble(part: GatewayPart | undefined, against: Against): string | null {
  if (part === undefined || against === 'own') return null;
  const { stage } = part;
  const wanted = against === 'sandbox' ? 'test' : 'live';
  if (stage !== wanted)
    return `--against ${against} needs "stage": "${wanted}" in this gateway; the config says "${stage}".`;
  const sign = notLive(part);
  if (wanted === 'live' && sign !== null) return `The config calls this account live, and ${sign}.`;
  if (wanted === 'test' && 'live' in part && part.live)
    return 'The config calls this account a test, and its key live is true.';
  return part.kind === 'saferpay' && !isLoopback(part.baseUrl)
    ? "Saferpay's links must bear the host of its own address, so nothing may lie between: this acquirer is rehearsed against the own sandbox, and seen at its own by a person."
    : null;
}

/** What shows that an account cannot be a live one; null where nothing does. */
export function notLive(part: GatewayPart): string | null {
  if ('clientId' in part && part.clientId.startsWith('SANDBOX_')) return 'its clientId begins with SANDBOX_';
  if ('siteReference' in part && part.siteReference.startsWith('test_'))
    return 'its siteReference begins with test_';
  if (/(^|\.)test\.|sandbox/.test(new URL(part.baseUrl).host)) return 'its address is one for tests';
  if ('pathPrefix' in part && part.pathPrefix.includes('/sandbox/')) return 'its path is one for tests';
  return 'live' in part && !part.live ? 'its key live is false' : null;
}

/** What an account is called at its acquirer: the person types its end before a call leaves. */
export function accountOf(part: GatewayPart): string {
  if ('clientId' in part) return part.clientId;
  if ('siteReference' in part) return part.siteReference;
  return 'merchantId' in part ? part.merchantId : part.terminalId;
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** What the cases are told of the config. */
export function accountSeen(part: GatewayPart, { merchant, terminal }: TillConfig): AccountSeen {
  return {
    merchant: merchant.merchantDisplayName ?? merchant.merchantName,
    languages: terminal.languages,
    stage: part.stage,
    host: new URL(part.baseUrl).host,
    notLive: notLive(part),
  };
}
