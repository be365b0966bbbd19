import { FAULTS } from '../../drivers/sandbox/faults.ts';
import { PAGE_FAULTS, PAGE_KINDS } from '../../drivers/sandbox/pages/faults.ts';
import { alipayPlusPart, tillConfig } from '../../drivers/sandbox/folder.ts';
import { EXIT } from '../../electron/exit.ts';
import { en } from '../../renderer/strings/en.ts';
import { en as bench } from '../../renderer/strings/technician/en.ts';
import type { WayToPay } from '../../src/acquirers/kind.ts';
import { KINDS } from '../../src/acquirers/kinds.ts';
import { ROLES } from '../../src/contract/routes.ts';
import type { Facts } from '../../build/manual/site.ts';
import { apiTables, problemTable } from './api-tables.ts';
import { configTables } from './config-tables.ts';
import { markdownTable } from './markdown-table.ts';
import { sayingTables } from './saying-tables.ts';

/** All that the program says of itself in the manual, by the name that a page has in braces. */
export function manualFacts(): Facts {
  return {
    ...sayingTables(),
    api: apiTables(),
    problems: problemTable(),
    configuration: configTables(),
    example: exampleConfig(),
    exits: exitTable(),
    keys: keyTable(),
    kinds: kindTable(),
    roles: roleTable(),
    'alipay-plus': faultTable(),
    pages: pageFaultTable(),
  };
}

/** What a till that is set up by the sandbox reads; its keys and its shop do not exist. */
function exampleConfig(): string {
  const config = tillConfig(alipayPlusPart('https://gateway.example'));
  return `\`\`\`json\n${JSON.stringify(config, null, 2)}\n\`\`\``;
}

const ENDS: Readonly<Record<keyof typeof EXIT, readonly [means: string, todo: string]>> = {
  done: ['ended by SIGTERM or SIGINT', 'Nothing.'],
  config: [
    'the settings are refused: every bad key is named with its path and why',
    'Mend each key that is named.',
  ],
  journal: [
    'the journal cannot be used: in use, of a newer version, damaged, or not writable',
    'Stop the other till, or take the newer version. For a damaged file keep it, and run `npm run verify`.',
  ],
  other: ['anything else, such as a port in use, or a bug', 'Read the end of the log.'],
};

function exitTable(): string {
  const rows = Object.entries(ENDS).map(([name, [means, todo]]) => [
    `\`${EXIT[name as keyof typeof EXIT]}\``,
    means,
    todo,
  ]);
  return markdownTable(['exit code', 'means', 'what to do'], rows);
}

function keyTable(): string {
  const { keys } = en;
  return markdownTable(
    ['key', 'does'],
    [
      ['0–9 .', keys.amount],
      ['Enter', keys.main],
      ['Esc', keys.second],
      ['F2', keys.search],
      ['F3', keys.refund],
      ['F4', keys.day],
      ['F8', keys.technician],
      ['F9', keys.print],
      ['F12', keys.help],
    ],
  );
}

const PAID: Readonly<Record<WayToPay, string>> = {
  code: 'the till scans the customer’s code',
  page: 'the customer pays on a page on their own phone',
};

function kindTable(): string {
  return markdownTable(
    ['kind', 'how the customer pays'],
    KINDS.map(({ kind, pays }) => [
      `\`${kind}\``,
      pays({})
        .map((way) => PAID[way])
        .join('; '),
    ]),
  );
}

function roleTable(): string {
  const { names, may } = bench.roles;
  return markdownTable(
    ['who', 'may'],
    // The words are of the technician's page, and say so.
    ROLES.map((role) => [names[role], may[role].replace(/^This page/, 'The technician’s page')]),
  );
}

function faultTable(): string {
  const rows = FAULTS.filter(({ amountEnding }) => amountEnding !== undefined).map(
    ({ amountEnding = '', codeSuffix = '', id, say }) => [
      `\`${amountEnding.slice(0, 1)}.${amountEnding.slice(1)}\``,
      say,
      `\`${id}\``,
      `\`…${codeSuffix}\``,
    ],
  );
  return markdownTable(['amount', 'plays', 'name', 'code ends in'], rows);
}

function pageFaultTable(): string {
  const rows = PAGE_FAULTS.map(({ ending, say, id, of }) => [
    `\`${ending.slice(0, 1)}.${ending.slice(1)}\``,
    say,
    `\`${id}\``,
    of.length === PAGE_KINDS.length ? 'all' : of.map((kind) => `\`${kind}\``).join(', '),
  ]);
  return markdownTable(['amount', 'plays', 'name', 'sandboxes'], rows);
}
