import { systemClock } from '../system/clock.ts';
import { makePrivate } from '../system/private-process.ts';
import { reconcile } from './reconcile.ts';

// `npm run reconcile -- --config till.json …`: compares a day of the acquirer's reports with the till's journal.

makePrivate();
process.exitCode = await reconcile({
  args: process.argv.slice(2),
  nowMs: systemClock().nowMs(),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
