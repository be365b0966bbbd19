import { en } from '../../renderer/strings/en.ts';
import { HEALTH_REASONS } from '../../src/ground/health-reasons.ts';
import { markdownTable } from './markdown-table.ts';
import { CODES, NOTICES, REASONS, SCENES, WINDOW } from './screen-meanings.ts';
import { SAYING_HEAD, sayingRow, type Meaning } from './sentence.ts';
import { HEALTH, REFUSALS } from './till-meanings.ts';

/** The tables of _What the screen says_: the sentences are the catalogue's and the till's own. */
export function sayingTables(): Readonly<Record<string, string>> {
  const table = (rows: readonly (readonly string[])[]) => markdownTable(SAYING_HEAD, rows);
  return {
    window: table(rowsOf(WINDOW, (key) => `**${en.unreachable[key].headline}.** ${en.unreachable[key].say}`)),
    scenes: table(rowsOf(SCENES, (key) => `**${en[key].headline}**`)),
    reasons: table(rowsOf(REASONS, (key) => en.reasons[key])),
    codes: table(rowsOf(CODES, (key) => en.notice.refused[key])),
    refusals: table([
      ...rowsOf(NOTICES, (key) => en.notice[key]),
      ...REFUSALS.map((said) => sayingRow(said.says, said)),
    ]),
    health: markdownTable(
      [...SAYING_HEAD, 'reason'],
      HEALTH_REASONS.map((reason) => [...sayingRow(HEALTH[reason].says, HEALTH[reason]), `\`${reason}\``]),
    ),
  };
}

function rowsOf<K extends string>(
  meanings: Readonly<Record<K, Meaning>>,
  says: (key: K) => string,
): readonly (readonly string[])[] {
  return (Object.keys(meanings) as K[]).map((key) => sayingRow(says(key), meanings[key]));
}
