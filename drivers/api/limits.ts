/** What the local API grants. Source: interface section 11; the size of a body is of section 3. */
export const API_LIMITS = {
  /** A launch address opens the page once, within this time. */
  launchMs: 30_000,
  /** The session of a browser. */
  sessionMs: 12 * 60 * 60_000,
  eventStreams: 32,
  /** Whoever connects while there are so many is hung up on at once. Ours: beside 32 streams, all that a shop calls by. */
  connections: 256,
  bodyBytes: 64 * 1024,
  /** Of the calls that bring papers, as Base64. Source: office dossier section 3.7. */
  papersBytes: 12 * 1024 * 1024,
} as const;
