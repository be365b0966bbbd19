// How far a long command is: one line that moves on a terminal, a line now and then elsewhere.
// Plain JavaScript for Node 20: the first installation uses it too.

import { performance } from 'node:perf_hooks';

/** How often a line is written where nobody watches it move, and how often one moves. */
const QUIET_EVERY_MS = 15_000;
const MOVING_EVERY_MS = 200;

/**
 * Tells how far a command is, on standard error.
 *
 * `at(done, total)`: what is done of what there is; the time that is left is told from what was done so far. `total`
 * null: nobody knows. `step(what)` names what is done now. `end()` leaves the terminal as it was.
 */
export function progressOf(what, { out = process.stderr, nowMs = () => performance.now() } = {}) {
  const startedAtMs = nowMs();
  const everyMs = out.isTTY ? MOVING_EVERY_MS : QUIET_EVERY_MS;
  // The first line elsewhere comes after a while: a command that is quick says nothing.
  let toldAtMs = out.isTTY ? -Infinity : startedAtMs;
  let moving = false;
  const tell = (line) => {
    toldAtMs = nowMs();
    moving = out.isTTY === true;
    out.write(moving ? `\r${line.slice(0, (out.columns ?? 80) - 1)}\u001b[K` : `${line}\n`);
  };
  return {
    at(done, total = null) {
      if (nowMs() - toldAtMs < everyMs) return;
      tell(lineOf(what, done, total, nowMs() - startedAtMs));
    },
    step(now) {
      tell(`${what}: ${now}`);
    },
    end() {
      if (moving) out.write('\r\u001b[K');
      moving = false;
    },
  };
}

/** One line: what, how much of how much, and about how long it still takes. */
export function lineOf(what, done, total, passedMs) {
  if (total === null) return `${what}: ${done} done, ${spanOf(passedMs)} so far`;
  const left = done > 0 ? `, about ${spanOf((passedMs / done) * (total - done))} left` : '';
  return `${what}: ${done} of ${total}${left}`;
}

function spanOf(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
