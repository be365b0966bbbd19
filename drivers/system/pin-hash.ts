import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { hashPin, PIN_COST, pinTrouble } from '../../src/staff/pin.ts';

// `npm run pin-hash`: reads a PIN on standard input, prints what goes into `managers[].pin`. Exit: 0, or 2 and why not.
// The PIN is asked for without an echo where a person types it, and is written nowhere.

async function main(): Promise<number> {
  const pin = await readPin();
  const trouble = pinTrouble(pin);
  if (trouble !== null) {
    process.stderr.write(`${trouble}\n`);
    return 2;
  }
  process.stdout.write(`${await hashPin(pin, randomBytes(PIN_COST.saltBytes))}\n`);
  return 0;
}

async function readPin(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line.trim();
    return '';
  }
  process.stderr.write('PIN: ');
  process.stdin.setRawMode(true);
  let pin = '';
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    for (const key of chunk.toString('utf8')) {
      if (key === '\r' || key === '\n') {
        process.stdin.setRawMode(false);
        process.stderr.write('\n');
        return pin;
      }
      if (key === '\u0003') process.exit(2);
      pin = key === '\u007f' ? pin.slice(0, -1) : pin + key;
    }
  }
  return pin;
}

process.exitCode = await main();
