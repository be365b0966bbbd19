import { randomBytes } from 'node:crypto';
import { badgeTrouble, hashPin, PIN_COST, pinTrouble } from '../../src/staff/pin.ts';
import { PIN_DIGITS_MIN } from '../../src/staff/policy.ts';
import { readPin } from './typed-pin.ts';

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

process.exitCode = await main();
