import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoWithOffset } from '../../src/ground/time.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import type { Camera } from '../../drivers/golive/camera.ts';
import { sha256, type RunFolder } from '../../drivers/golive/run-folder.ts';
import { Wire } from '../../drivers/golive/wire.ts';
import { readMarks } from '../../drivers/printer/marks-folder.ts';
import { SANDBOX_CLIENT_ID, SANDBOX_KEY_VERSION } from '../../drivers/sandbox/folder.ts';
import type { SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { KNOWN_MARKS } from '../../src/acquirers/brands.ts';
import type { AcceptanceCase } from '../../src/golive/case.ts';
import { judge } from '../../src/golive/judge.ts';
import type { WaitsSeen } from '../../src/golive/record.ts';
import type { Settings } from '../settings.ts';
import { KitCalls } from './kit-calls.ts';
import { startOwnSide, writeRehearsalConfig } from './own-side.ts';
import { Play } from './play.ts';
import type { Stage } from './stage.ts';
import { SandboxControl } from './sandbox-control.ts';
import { RehearsedTill, type TillProgram } from './till.ts';

/** What a rehearsal is made of. */
export interface RehearsalParts {
  readonly run: string;
  readonly settings: Settings;
  readonly shop: Readonly<Record<string, unknown>>;
  readonly gateway: string;
  readonly kind: SandboxKind;
  readonly program: TillProgram;
  readonly folder: RunFolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeZone: string;
  readonly camera: Camera | null;
  /** Told of each case as it begins: the how-manieth it is of how many. */
  readonly begins: (caseId: string, number: number, of: number) => void;
  /** Told of each case as it ends. */
  readonly ended: (caseId: string, passed: boolean, reasons: readonly string[]) => void;
}

/**
 * Plays cases against the own sandbox: a till as it is shipped, a bent wire, and a wallet that is pretended.
 *
 * Keys, token and journal of that till lie in a folder that goes when the run ends; its evidence stays.
 */
export async function rehearse(parts: RehearsalParts, cases: readonly AcceptanceCase[]): Promise<void> {
  const { clock, folder, gateway, kind, log, program, run, settings, shop, timeZone, camera, begins, ended } =
    parts;
  const dir = mkdtempSync(join(tmpdir(), 'paycode-till-golive-'));
  const sinceMs = clock.nowMs();
  const secrets = new Set<string>();
  const own = await startOwnSide(kind, dir, clock, log);
  const upstream = own.alone.url;
  const gatewayPublicKeys = new Map([[String(SANDBOX_KEY_VERSION), own.keys.gatewayPublicKey]]);
  const account = { clientId: SANDBOX_CLIENT_ID, keyVersion: SANDBOX_KEY_VERSION };
  const kit = new KitCalls({
    ...{ upstream, ...account, privateKey: own.keys.tillPrivateKey, gatewayPublicKeys },
    ...{ timeZone, clock, sinceMs, secrets },
  });
  let play: Play | null = null;
  const wire = new Wire({
    ...{ upstream, clock, sinceMs, gatewayPublicKeys, secrets },
    tillPublicKey: createPublicKey(own.keys.tillPrivateKey),
    seen: (exchange) => play?.passed(exchange),
    left: (path, body) => kit.left(path, body),
    broken: (why) => log.warn(why),
  });
  await wire.open();
  const { pathOf } = settings;
  const { file, manager } = await writeRehearsalConfig({
    shop,
    gateway,
    baseUrl: wire.url,
    alone: own.alone,
    pathOf,
    dir,
  });
  secrets.add(manager.pin);
  const till = new RehearsedTill(program, file, (sale) => play?.shown(sale));
  try {
    await till.start();
    if (camera !== null && till.launch !== null) await camera.open(till.launch);
    const stage: Stage = {
      ...{ run, gateway, till, wire, kit, camera, folder, manager, clock, sinceMs, secrets },
      control: new SandboxControl(upstream),
      earlier: new Set(),
      currency: settings.config.terminal.currency,
      waits: waitsOf(settings, gateway),
      marksTrouble: marksTroubleOf(settings),
    };
    for (const of of cases) {
      const attempt = attemptOf(folder, of.id);
      folder.add({ kind: 'caseBegun', at: at(clock, timeZone), case: of.id, attempt });
      begins(of.id, 1 + cases.indexOf(of), cases.length);
      const beganMs = clock.nowMs();
      play = new Play(stage, of, attempt);
      const record = await play.play();
      for (const id of record.sales.flatMap(({ paymentRequestIds }) => paymentRequestIds))
        stage.earlier.add(id);
      const { passed, reasons } = judge(of, record);
      const text = JSON.stringify(record, null, 2);
      const kept = folder.keep(`${of.id}/${attempt}-record.json`, text);
      folder.add({
        ...{
          kind: 'caseEnded',
          at: at(clock, timeZone),
          case: of.id,
          attempt,
          passed,
          reasons: [...reasons],
        },
        ...{ record: kept, recordHash: sha256(text), tookMs: clock.nowMs() - beganMs },
      });
      ended(of.id, passed, reasons);
    }
  } finally {
    await till.stop();
    await wire.close();
    await own.alone.close();
    rmSync(dir, { recursive: true, force: true });
  }
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
