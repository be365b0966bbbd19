import { EpochFile } from '../../drivers/centre/epoch-file.ts';
import { PushedFile } from '../../drivers/centre/pushed-file.ts';
import { parsePushed, withPushed } from '../../src/config/pushed.ts';
import type { Log } from '../../src/ground/ports.ts';
import { readSettingsOver, type Settings } from '../settings.ts';

/** Where a till keeps what its centre pushed; null where it belongs to no chain. */
export function pushedFileOf({ config, pathOf }: Settings): PushedFile | null {
  if (config.centre === undefined) return null;
  const folder = pathOf(config.journal.anchor);
  const epochs = new EpochFile(folder);
  return new PushedFile(folder, config.merchant.store.referenceStoreId, () => epochs.centreKey());
}

/** The settings with what the centre pushed; a till never stays away for that: what does not fit any more is left out. */
export function pushedOver(settings: Settings, log: Log): Settings {
  const kept = pushedFileOf(settings)?.read() ?? null;
  if (kept === null || settings.file === null) return settings;
  const over = settingsOver(settings, kept.body);
  if (typeof over !== 'string') return over;
  log.warn('The config of the centre does not fit this till any more, and is left out.', {
    ...{ version: kept.version, why: over },
  });
  return settings;
}

/** Why the till cannot run with a config of its centre; null where it can. */
export function faultOfPushed(settings: Settings, body: string): string | null {
  const over = settingsOver(settings, body);
  return typeof over === 'string' ? over : null;
}

/** The settings with what was pushed over the file's; else why not, in words. */
function settingsOver({ file }: Settings, body: string): Settings | string {
  if (file === null) return 'this till has no config of its own';
  const pushed = parsePushed(body);
  if (!pushed.ok) return pushed.error;
  const read = readSettingsOver(file, (own) => withPushed(own, pushed.value));
  const { marks } = pushed.value;
  if (read.ok) return { ...read.value, marks: marks?.files ?? null };
  const [first] = read.error;
  return first === undefined ? 'does not fit' : `${first.path}: ${first.why}`;
}
