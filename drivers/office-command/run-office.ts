import { makePrivate } from '../system/private-process.ts';
import { readPin } from '../system/typed-pin.ts';
import { officeCommand } from './office-command.ts';

// `npm run office -- --config till.json <matter> <what> …`: the office work of Alipay+ from a shell.

makePrivate();
process.exitCode = await officeCommand({
  args: process.argv.slice(2),
  pin: () => readPin('PIN: '),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
