import { parseIso, type Ms } from '../../ground/time.ts';

/**
 * A time of ISO 8601 with a colon in its offset, which some answers leave out (`+0800`); null for what is no time.
 *
 * Source: Antom in-store dossier section 1, times.
 */
export function writtenIso(text: string): string | null {
  const written = text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  return parseIso(written) === null ? null : written;
}

/** Milliseconds since 1970: 13 digits from 2001 to 2286. */
const EPOCH_MS = /^\d{13}$/;

/**
 * The time in a header, ISO 8601 or milliseconds since 1970; null for everything else.
 *
 * Source: Antom card dossier section 1; Antom in-store dossier section 2.1: both are sent by the acquirer's own programs.
 */
export function isoOrEpochMs(text: string): Ms | null {
  if (EPOCH_MS.test(text)) return Number(text);
  const written = writtenIso(text);
  return written === null ? null : parseIso(written);
}
