import { systemClock } from '../system/clock.ts';
import { makePrivate } from '../system/private-process.ts';
import { settleReports } from './settle.ts';

// `npm run settle -- --config till.json …`: follows the money from the till's journal to the bank.

makePrivate();
process.exitCode = await settleReports({
  args: process.argv.slice(2),
  nowMs: systemClock().nowMs(),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
