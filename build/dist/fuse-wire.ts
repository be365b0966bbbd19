import { FUSES } from '../fuses.ts';

/** What stands before the fuses in Electron's binary. Source: Electron documentation, "Electron Fuses". */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;
const STATES: Readonly<Record<number, FuseState>> = { 0x30: 'off', 0x31: 'on', 0x72: 'removed' };

/** `removed`: this Electron has the fuse no longer. `absent`: it does not have it yet. */
export type FuseState = 'on' | 'off' | 'removed' | 'absent';

/**
 * Reads the fuses back from a binary.
 *
 * Shape: the sentinel, one byte for the wire's version, one for the count, then one character for each fuse.
 * Errors: throws where the binary is no Electron, or has a wire of another version.
 */
export function readFuses(binary: Buffer): readonly { readonly fuse: string; readonly state: FuseState }[] {
  const at = binary.indexOf(SENTINEL);
  if (at < 0) throw new Error('This binary has no fuses: it is no Electron.');
  const wire = at + SENTINEL.length;
  const [version, count = 0] = binary.subarray(wire, wire + 2);
  if (version !== WIRE_VERSION)
    throw new Error(`The fuses are of version ${String(version)}, not ${WIRE_VERSION}.`);
  return FUSES.map(([fuse], index) => {
    const state = index < count ? STATES[binary[wire + 2 + index] ?? 0] : 'absent';
    if (state === undefined) throw new Error(`The fuse ${fuse} is neither on nor off.`);
    return { fuse, state };
  });
}
