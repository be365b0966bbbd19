import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { Against } from './arguments.ts';

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
  const sign = signOfTest(part);
  if (wanted === 'live' && sign !== null) return `The config calls this account live, and ${sign}.`;
  return `--against ${against} is not built yet: this version rehearses against its own sandbox.`;
}

/** What shows that an account is one for tests; null where nothing does. */
function signOfTest(part: GatewayPart): string | null {
  if ('clientId' in part && part.clientId.startsWith('SANDBOX_')) return 'its clientId begins with SANDBOX_';
  if ('siteReference' in part && part.siteReference.startsWith('test_'))
    return 'its siteReference begins with test_';
  if (/(^|\.)test\.|sandbox/.test(new URL(part.baseUrl).host)) return 'its address is one for tests';
  return 'live' in part && !part.live ? 'its key live is false' : null;
}
