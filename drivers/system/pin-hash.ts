import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { badgeTrouble, hashPin, PIN_COST, pinTrouble } from '../../src/staff/pin.ts';
import { PIN_DIGITS_MIN } from '../../src/staff/policy.ts';

// `npm run pin-hash -- --for manager`: reads a PIN on standard input, prints what goes into `managers[].pin`; the same
// for `cashiers`, `technicians`, and for `badge`, the code on a person's badge. Exit: 0, or 2 and why not.
// The PIN is asked for without an echo where a person types it, and is written nowhere.

const KINDS = ['cashier', 'manager', 'technician', 'training', 'badge'] as const;

function isKind(text: string): text is (typeof KINDS)[number] {
  return KINDS.some((kind) => kind === text);
}

async function main(): Promise<number> {
  const [option, kind = 'manager', ...rest] = process.argv.slice(2);
  if ((option !== undefined && option !== '--for') || !isKind(kind) || rest.length > 0) {
    process.stderr.write(`Say whose PIN it is: npm run pin-hash -- --for ${KINDS.join('|')}\n`);
    return 2;
  }
  const pin = await readPin(kind === 'badge' ? 'Badge: ' : 'PIN: ');
  const trouble = kind === 'badge' ? badgeTrouble(pin) : pinTrouble(pin, PIN_DIGITS_MIN[kind]);
  if (trouble !== null) {
    process.stderr.write(`${trouble}\n`);
    return 2;
  }
  process.stdout.write(`${await hashPin(pin, randomBytes(PIN_COST.saltBytes))}\n`);
  return 0;
}

async function readPin(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line.trim();
    return '';
  }
  process.stderr.write(question);
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
