import pino from 'pino';
import type { Log } from '../../src/ground/ports.ts';

/** Writes one JSON object a line to standard error, at once: a line that is said is out before a crash. */
export function stderrLog(): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    info: (message, facts) => logger.info(facts ?? {}, message),
    warn: (message, facts) => logger.warn(facts ?? {}, message),
  };
}
