import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPrinter } from '../../drivers/printer/open.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import { Heard } from '../contract/heard.ts';

const JOB = Buffer.from('a receipt\n');

/** Speaks German where the locale says so, as the programs of CUPS do. */
const LOCALE =
  '#!/bin/sh\ncase "${LC_ALL:-${LC_MESSAGES:-$LANG}}" in de*) german=yes;; *) german=no;; esac\n';
const LP = `${LOCALE}cat >>"$(dirname "$0")/paper"
if [ $german = yes ]; then echo "Anfrage-ID ist till-7 (0 Datei(en))"; else echo "request id is till-7 (0 file(s))"; fi`;
const LPSTAT = `${LOCALE}if [ "$1" = -p ]; then
if [ $german = yes ]; then echo "Drucker till ist im Leerlauf.  Aktiviert seit Fr 20 Nov 2026"
else echo "printer till is idle.  enabled since Fri 20 Nov 2026"; fi; fi`;

describe('CUPS by its programs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'till-cups-'));
    await writeFile(join(folder, 'paper'), '');
    vi.stubEnv('PATH', [folder, '/usr/bin', '/bin'].join(delimiter));
    for (const name of ['LC_ALL', 'LANG', 'LANGUAGE']) vi.stubEnv(name, 'de_DE.UTF-8');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  async function programs(given: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries({ lp: LP, lpstat: LPSTAT, cancel: LOCALE, ...given })) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o755);
    }
  }

  const queue = () =>
    openPrinter(
      { kind: 'cups', queue: 'till', profile: 'generic-80mm', copies: ['customer'] },
      systemClock(),
    );
  const paper = () => readFile(join(folder, 'paper'), 'utf8');

  async function healthWith(lpstat: string): Promise<PartHealth> {
    await programs({ lpstat: `${LOCALE}${lpstat}` });
    const printer = queue();
    const healths = new Heard<PartHealth>();
    printer.watch(healths.tell);
    const health = await healths.nextWhere(({ reason }) => reason !== 'untried');
    await printer.stop();
    return health;
  }

  it('are asked in the C locale: a machine in German prints one receipt once, and its queue is well', async () => {
    await programs({});
    const printer = queue();
    const healths = new Heard<PartHealth>();
    printer.watch(healths.tell);

    const health = await healths.nextWhere(({ reason }) => reason !== 'untried');
    const outcome = await printer.print(JOB);

    expect([outcome, health, await paper()]).toEqual([{ kind: 'printed' }, { status: 'ok' }, 'a receipt\n']);
    await printer.stop();
  });

  it.each([
    ['another language', 'echo "Anfrage-ID ist till-7 (0 Datei(en))"'],
    ['nothing', 'true'],
    ['a number in another sentence', 'echo "warning: request id is till-7 (0 file(s))"'],
    ['no number', 'echo "request id is till (0 file(s))"'],
    ['a number on two lines', 'echo "request id is"; echo "till-7 (0 file(s))"'],
    ['two numbers', 'echo "request id is till-7 (0 file(s))"; echo "request id is till-8 (0 file(s))"'],
  ])('a job that lp took and answered with %s may be on paper or not: it is unknown', async (_, says) => {
    await programs({ lp: `${LOCALE}cat >>"$(dirname "$0")/paper"; ${says}` });
    const printer = queue();

    const outcome = await printer.print(JOB);

    const why = expect.stringContaining('named no job, so it may be on paper or not') as string;
    expect([outcome, await paper()]).toEqual([{ kind: 'unknown', why }, 'a receipt\n']);
    await printer.stop();
  });

  it('an lp that is killed in the middle leaves the outcome unknown', async () => {
    await programs({ lp: `${LOCALE}cat >>"$(dirname "$0")/paper"; kill -9 $$` });
    const printer = queue();

    const outcome = await printer.print(JOB);

    expect(outcome).toMatchObject({ kind: 'unknown' });
    await printer.stop();
  });

  it('an lp that is not there has printed nothing', async () => {
    await programs({});
    await rm(join(folder, 'lp'));
    const printer = queue();

    expect(await printer.print(JOB)).toMatchObject({ kind: 'notPrinted', again: true });
    await printer.stop();
  });

  it('a list that is no list says nothing of a job: it is not taken for printed', async () => {
    // Its first two lists are talk; the job is in the third, and gone from the fourth on.
    const lpstat = `${LOCALE}n=$(cat "$0.n" 2>/dev/null || echo 0); n=$((n+1)); echo $n >"$0.n"
case $n in 1|2) echo "lpstat: der Zeitplaner schläft";; 3) echo "till-7  till  9  Fri 20 Nov 2026";; esac`;
    await programs({ lpstat });
    const printer = queue();

    const outcome = await printer.print(JOB);

    const looks = Number(await readFile(join(folder, 'lpstat.n'), 'utf8'));
    expect([outcome, looks]).toEqual([{ kind: 'printed' }, 5]);
    await printer.stop();
  });

  it('one list without the job is odd; two in a row are not', async () => {
    const lpstat = `${LOCALE}n=$(cat "$0.n" 2>/dev/null || echo 0); n=$((n+1)); echo $n >"$0.n"
case $n in 2) echo "till-7  till  9  Fri 20 Nov 2026";; esac`;
    await programs({ lpstat });
    const printer = queue();

    const outcome = await printer.print(JOB);

    const looks = Number(await readFile(join(folder, 'lpstat.n'), 'utf8'));
    expect([outcome, looks]).toEqual([{ kind: 'printed' }, 4]);
    await printer.stop();
  });

  it('a queue says how it is in the exact words of CUPS; other text is no state', async () => {
    const stopped = await healthWith('echo "printer till disabled since Fri 20 Nov 2026 -"');
    const printing = await healthWith(
      'echo "printer till now printing till-7.  enabled since Fri 20 Nov 2026"',
    );
    const talk = await healthWith('echo "login: the till is disabled"');

    expect([stopped, printing, talk]).toMatchObject([
      { status: 'down', reason: 'queueStopped' },
      { status: 'ok' },
      { status: 'down', reason: 'chatter', why: expect.stringContaining('no state of a queue') as string },
    ]);
  });
});
