import { setUpScanner } from '../drivers/scanner/setup.ts';
import { systemClock } from '../drivers/system/clock.ts';

// `npm start -- --scanner-setup`: finds out how the shop's scanner is set, at the terminal it was typed at.

process.exitCode = await setUpScanner({
  clock: systemClock(),
  print: (text) => process.stdout.write(`${text}\n`),
  quietMs: 400,
  patienceMs: 120_000,
});
