import { EXIT } from './exit.ts';

// The commands of a shop, of an installed till: `paycode-till-tool verify --journal …` is what `npm run verify -- --journal …`
// is in a clone. Each of them is a program that reads its arguments from the process and sets its exit code.

const TOOLS: Readonly<Record<string, () => Promise<unknown>>> = {
  setup: () => import('./set-up/terminal.ts'),
  keygen: () => import('../drivers/system/keygen.ts'),
  'pin-hash': () => import('../drivers/system/pin-hash.ts'),
  token: () => import('../drivers/api/rotate-token.ts'),
  backup: () => import('../drivers/backup/run-backup.ts'),
  restore: () => import('../drivers/backup/run-restore.ts'),
  verify: () => import('../drivers/journal/verify-file.ts'),
  reconcile: () => import('../drivers/reports/run.ts'),
  settle: () => import('../drivers/reports/run-settle.ts'),
  diagnose: () => import('./diagnose.ts'),
  'marks:check': () => import('../drivers/printer/check-marks.ts'),
  'scanner-setup': () => import('./scanner-setup.ts'),
  update: () => import('./update/run.ts'),
};

const [node = '', file = '', command = '', ...args] = process.argv;
const tool = Object.hasOwn(TOOLS, command) ? TOOLS[command] : undefined;
if (tool === undefined) {
  process.stderr.write(`Use: paycode-till-tool <command>, one of ${Object.keys(TOOLS).join(', ')}\n`);
  process.exitCode = EXIT.config;
} else {
  process.argv = [node, file, ...args];
  await tool();
}
