import type { ScannerConfig } from '../config/config.ts';
import { SCAN_POLICY } from '../config/scan-policy.ts';
import type { View } from '../contract/contract.ts';

/** What the window knows scanners by that type into it. */
type KeyScanning = Pick<View['terminal'], 'keyPace' | 'keyScanner'>;

/** How the window tells a scanner's keys from a person's, and whether a scanner of the config types into it. */
export function keyScanningOf(configs: readonly ScannerConfig[]): KeyScanning {
  const { heldMsMax, keyMsMax, burstKeysMin: keysMin, framePauseMs: pauseMs } = SCAN_POLICY;
  const paces = configs.flatMap((config) => (config.kind === 'keyboard' ? [config.keyMsMax] : []));
  const slowestMs = Math.min(heldMsMax, Math.max(keyMsMax, ...paces));
  return { keyPace: { keyMsMax: slowestMs, keysMin, heldMsMax, pauseMs }, keyScanner: paces.length > 0 };
}
