// What `npm run <command> -- --help` says. Plain JavaScript for Node 20: it helps before anything is installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The papers that describe every command, a row each; a test holds them against package.json. */
const PAPERS = ['build/manual/commands.md', 'CONTRIBUTING.md'];

/** The rows of a paper's tables: how a command is called, and what it does. */
function rowsOf(text) {
  return text.split('\n').flatMap((line) => {
    const cells = /^\| (`npm .*?) +\| (.*?) +\|$/.exec(line);
    return cells === null ? [] : [{ calls: cells[1], does: cells[2] }];
  });
}

/** Help for one command, from the papers; null where no paper has it. */
export function helpOf(root, command) {
  const call = command === 'start' || command === 'test' ? `npm ${command}` : `npm run ${command}`;
  const name = new RegExp(`\`${call}(?![\\w:-])`);
  const rows = PAPERS.flatMap((paper) => rowsOf(readFileSync(join(root, paper), 'utf8'))).filter(
    ({ calls }) => name.test(calls),
  );
  if (rows.length === 0) return null;
  const said = rows.map(
    ({ calls, does }) => `${calls.replaceAll('`', '')}\n    ${does.replaceAll('`', '')}\n`,
  );
  return `${said.join('\n')}\nWhat follows -- goes to the command. All commands: build/manual/commands.md\n`;
}

/** Whether a person asks for help, and not for the command's work. */
export function asksForHelp(args) {
  return args.some((argument) => argument === '--help' || argument === '-h');
}
