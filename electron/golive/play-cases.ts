import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoWithOffset } from '../../src/ground/time.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import type { Camera } from '../../drivers/golive/camera.ts';
import { sha256, type RunFolder } from '../../drivers/golive/run-folder.ts';
import { Wire } from '../../drivers/golive/wire.ts';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { KNOWN_MARKS } from '../../src/acquirers/brands.ts';
import type { AcceptanceCase } from '../../src/golive/case.ts';
import { judge } from '../../src/golive/judge.ts';
import type { AccountSeen, WaitsSeen } from '../../src/golive/record.ts';
import type { Settings } from '../settings.ts';
import { Play } from './play.ts';
import type { RunContext, Side } from './side.ts';
import type { Stage } from './stage.ts';
import { RehearsedTill, type TillProgram } from './till.ts';

/** What a run is made of. */
export interface RunParts {
  readonly run: string;
  readonly settings: Settings;
  readonly gateway: string;
  readonly program: TillProgram;
  readonly folder: RunFolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeZone: string;
  readonly camera: Camera | null;
  readonly account: AccountSeen;
  readonly usualMinor: number;
  readonly isOwn: boolean;
  /** What is waited for longer than the flow takes: a person. */
  readonly slackMs: number;
  readonly open: (context: RunContext) => Side | Promise<Side>;
  /** Told of each case as it begins: the how-manieth it is of how many. */
  readonly begins: (caseId: string, number: number, of: number) => void;
  /** Told of each case as it ends. */
  readonly ended: (
    caseId: string,
    state: 'passed' | 'failed' | 'skipped',
    reasons: readonly string[],
  ) => void;
  /** Aborted where the person leaves: the case under way is settled, and the next one is not begun. */
  readonly leaves: AbortSignal;
}

/**
 * Plays cases: a till as it is shipped, a bent wire, and the other side.
 *
 * Keys, token and journal of that till lie in a folder that goes when the run ends; its evidence stays.
 */
export async function playCases(parts: RunParts, cases: readonly AcceptanceCase[]): Promise<void> {
  const { clock, folder, timeZone, log, camera } = parts;
  const dir = mkdtempSync(join(tmpdir(), 'paycode-till-golive-'));
  const sinceMs = clock.nowMs();
  const secrets = new Set<string>();
  let play: Play | null = null;
  const context: RunContext = {
    ...{ dir, clock, sinceMs, timeZone, secrets },
    seen: (exchange) => play?.passed(exchange),
  };
  const side = await parts.open(context);
  const wire = new Wire({
    ...{ upstream: side.upstream, clock, sinceMs, secrets, till: side.till, acquirer: side.acquirer },
    seen: context.seen,
    left: (path, body) => side.kit?.left(path, body),
    broken: (why) => log.warn(why),
  });
  await wire.open();
  let till: RehearsedTill | null = null;
  try {
    for (const [file, key] of side.publicKeys)
      folder.keep(file.replace('evidence/', ''), key.export({ type: 'spki', format: 'pem' }));
    const { file, manager, name, tender } = await side.writeConfig(wire.url);
    secrets.add(manager.pin);
    till = new RehearsedTill(parts.program, file, (sale) => play?.shown(sale));
    await till.start();
    if (camera !== null && till.launch !== null) await camera.open(till.launch);
    const earlier = new Set<string>();
    const hands = await side.hands({
      ...{ till, earlier },
      caseNow: () => play?.caseId ?? '',
      isWaitingForCode: (sale) => play?.isWaitingForCode(sale) ?? false,
    });
    const { run, usualMinor, account, slackMs, settings, gateway, isOwn } = parts;
    const stage: Stage = {
      ...{ run, gateway: name, till, wire, kit: side.kit, hands, camera, folder, manager, clock, sinceMs },
      ...{ secrets, earlier, tender, usualMinor, account, slackMs, isOwn },
      currency: settings.config.terminal.currency,
      waits: waitsOf(settings, gateway),
      marksTrouble: marksTroubleOf(settings),
    };
    for (const [index, of] of cases.entries()) {
      if (parts.leaves.aborted) break;
      const attempt = attemptOf(folder, of.id);
      folder.add({ kind: 'caseBegun', at: at(clock, timeZone), case: of.id, attempt });
      parts.begins(of.id, index + 1, cases.length);
      play = new Play(stage, of, attempt);
      await playOne(parts, stage, play, of, attempt);
    }
  } finally {
    await till?.stop();
    await wire.close();
    await side.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function playOne(
  { clock, folder, timeZone, ended }: RunParts,
  { earlier }: Stage,
  play: Play,
  of: AcceptanceCase,
  attempt: number,
): Promise<void> {
  const beganMs = clock.nowMs();
  const played = await play.play();
  if (played.kind === 'skipped') {
    const { why } = played;
    folder.add({ kind: 'brokenOff', at: at(clock, timeZone), case: of.id, attempt, why });
    return ended(of.id, 'skipped', [why]);
  }
  const { record } = played;
  for (const id of record.sales.flatMap(({ paymentRequestIds }) => paymentRequestIds)) earlier.add(id);
  for (const { paymentRequestId } of record.books) earlier.add(paymentRequestId);
  const { passed, reasons } = judge(of, record);
  const text = JSON.stringify(record, null, 2);
  const kept = folder.keep(`${of.id}/${attempt}-record.json`, text);
  folder.add({
    ...{ kind: 'caseEnded', at: at(clock, timeZone), case: of.id, attempt, passed, reasons: [...reasons] },
    ...{ record: kept, recordHash: sha256(text), tookMs: clock.nowMs() - beganMs },
  });
  ended(of.id, passed ? 'passed' : 'failed', reasons);
}

/** The number of the next try of a case: one that was broken off keeps its own. */
function attemptOf({ lines }: RunFolder, caseId: string): number {
  return 1 + lines.filter(({ entry }) => entry.kind === 'caseBegun' && entry.case === caseId).length;
}

/** A moment as a run writes it. */
export function at(clock: Clock, timeZone: string): string {
  return isoWithOffset(clock.nowMs(), timeZone);
}

function waitsOf({ config }: Settings, gateway: string): WaitsSeen {
  const timing = config.gateways[gateway]?.timing;
  return {
    payTimeoutMs: timing?.payTimeoutMs ?? 0,
    inquiryEveryMs: timing?.inquiryEveryMs ?? 0,
    windowMs: timing?.windowMs ?? 0,
  };
}

/** What is wrong with the shop's marks; a shop that has none yet rehearses with stand-ins. */
function marksTroubleOf({ config, pathOf }: Settings): readonly string[] {
  if (config.marks === undefined) return [];
  const { faults, placeholders } = readMarks(pathOf(config.marks.folder), KNOWN_MARKS);
  return [...faults, ...placeholders.map((id) => `${id} is a stand-in, not the mark itself.`)];
}
