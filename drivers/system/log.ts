import pino from 'pino';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { openOutput } from './output.ts';

/**
 * Writes one JSON object a line to standard error: at once where it is read, so that a line that is said is out before a
 * crash. It never waits for a reader. `also` gets each line too.
 */
export function stderrLog(clock: Clock, also: (line: string) => void = () => undefined): Log {
  const output = openOutput(2, clock, (lines) => lostLines(lines, clock));
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    {
      write: (line: string) => {
        output.write(line);
        also(line);
      },
    },
  );
  return {
    info: (message, facts) => logger.info(facts ?? {}, message),
    warn: (message, facts) => logger.warn(facts ?? {}, message),
  };
}

/** A line of the log, made without the logger: that one would write to the output that asks for the line. */
function lostLines(lines: number, clock: Clock): string {
  const time = new Date(clock.nowMs()).toISOString();
  const msg = `Lines of this log are lost: nobody read them, and more could not be kept.`;
  return `${JSON.stringify({ level: 'warn', time, lines, msg })}\n`;
}
