import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Studio } from '../../drivers/golive/camera.ts';
import { hashesIn, type RunFolder } from '../../drivers/golive/run-folder.ts';
import type { CaseRecord } from '../../src/golive/record.ts';
import { reportHtml } from '../../src/golive/report-html.ts';
import { reportCsv, reportJson, type Report } from '../../src/golive/report.ts';
import type { Build } from '../../src/golive/run-lines.ts';
import type { Standing } from '../../src/golive/standing.ts';
import type { Settings } from '../settings.ts';
import { shortenedIn } from './shortened.ts';

/** What a report is written from. */
export interface ReportParts {
  readonly folder: RunFolder;
  readonly standings: readonly Standing[];
  readonly settings: Settings;
  readonly gateway: string;
  readonly build: Build;
  readonly runId: string;
  readonly studio: Studio | null;
  readonly at: string;
}

/** Writes the report in its four forms, and the manifest of everything that is handed over. */
export async function writeReport(parts: ReportParts): Promise<void> {
  const { folder, standings, settings, gateway, build, runId, studio, at } = parts;
  const { merchant, terminal, gateways } = settings.config;
  const part = gateways[gateway];
  const hasPictures = existsSync(join(folder.path, 'evidence')) && studio !== null;
  const report: Report = {
    ...{ version: 1, run: runId, at, build },
    ...{
      merchant: merchant.merchantName,
      store: merchant.store.storeName,
      terminal: terminal.storeTerminalId,
    },
    account: part !== undefined && 'clientId' in part ? masked(part.clientId) : gateway,
    stage: part?.stage ?? 'live',
    shortened: shortenedIn(part),
    lacks: hasPictures
      ? []
      : ['No browser was found here: there are no new pictures of windows, and no PDF.'],
    cases: standings.map((standing) => ({
      standing,
      // What is shown by another case stands there, once.
      record: standing.of.script === undefined ? null : recordOf(folder, standing),
    })),
    head: folder.lines.at(-1)?.hash ?? '',
  };
  const html = reportHtml(report, (file) => pictureOf(folder, file));
  folder.report('report.html', html);
  folder.report('report.json', reportJson(report));
  folder.report('report.csv', reportCsv(report));
  if (studio !== null) folder.report('report.pdf', await studio.pdf(html));
  const files = hashesIn(folder.path, ['evidence', 'report', 'run.jsonl']);
  folder.report('manifest.json', `${JSON.stringify({ version: 1, hash: 'SHA-256', files }, null, 2)}\n`);
}

function recordOf({ path }: RunFolder, { record }: Standing): CaseRecord | null {
  return record === null ? null : (JSON.parse(readFileSync(join(path, record), 'utf8')) as CaseRecord);
}

function pictureOf({ path }: RunFolder, file: string): string | null {
  const at = join(path, file);
  return existsSync(at) ? `data:image/png;base64,${readFileSync(at).toString('base64')}` : null;
}

/** The first four and the last four characters. */
function masked(id: string): string {
  return id.length < 12 ? '[masked]' : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
