import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CentreCaller } from '../../drivers/centre/centre-caller.ts';
import { ConfigFetcher } from '../../drivers/centre/config-fetcher.ts';
import { EpochFile } from '../../drivers/centre/epoch-file.ts';
import { PushedFile } from '../../drivers/centre/pushed-file.ts';
import { WordTime } from '../../drivers/centre/word-time.ts';
import { signedConfigText, type ConfigAnswer } from '../../src/centre/wire.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { QUIET } from '../fakes/quiet-log.ts';
import { givenKey, STORE } from './given-centre.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-centre-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Has a file of the folder be written no more, as on a full disk; answers how it may be written again. */
function refused(name: string): () => void {
  mkdirSync(join(folder, `${name}.new`));
  return () => rmSync(join(folder, `${name}.new`), { recursive: true });
}

describe('What a till keeps of its centre (chain §2)', () => {
  it('a word whose number is not kept is not said, and the next one is, as soon as the disk takes it', async () => {
    const [epochs, clock] = [new EpochFile(folder), new ManualClock()];
    const words = new WordTime(epochs, clock);
    const allow = refused('centre');

    const first = await Promise.all([words.next(), words.next()]);
    allow();
    const then = await words.next();

    expect(first).toEqual([null, null]);
    expect(then).toBeGreaterThan(clock.nowMs());
    expect(epochs.said()).toBeGreaterThanOrEqual(then ?? Infinity);
  });

  it('what is kept at the same moment is kept, all of it', async () => {
    const epochs = new EpochFile(folder);

    await Promise.all([epochs.keep({ epoch: 2, centreKey: 'KEY' }), epochs.keep({ said: 9 })]);

    expect([epochs.read(), epochs.centreKey(), epochs.said()]).toEqual([2, 'KEY', 9]);
  });
});

describe('A config that the centre pushes (chain §4)', () => {
  const centreKey = givenKey();

  function pushed(version: number): ConfigAnswer {
    return { version, body: '{}', signature: centreKey.sign(signedConfigText(STORE, version, '{}')) };
  }

  /** A till that runs with version 3; `told` is what it said or did last. */
  async function givenTill(answers: ConfigAnswer[]) {
    const file = new PushedFile(folder, STORE, () => centreKey.publicKey);
    await file.keep(pushed(3));
    const clock = new ManualClock();
    const till = { busy: false, told: [] as string[], heard: Promise.withResolvers<null>() };
    const tell = (what: string): void => {
      till.told.push(what);
      till.heard.resolve(null);
      till.heard = Promise.withResolvers();
    };
    const fetcher = new ConfigFetcher({
      ...{ file, clock, faultOf: () => null, isBusy: () => till.busy, refused: () => undefined },
      log: { ...QUIET, warn: () => tell('warned') },
      apply: () => tell('applied'),
      caller: new CentreCaller({
        url: 'http://centre.example',
        ...givenKey(),
        http: {
          send: () =>
            Promise.resolve({
              ...{ kind: 'answered', status: 200, headers: {} },
              body: Buffer.from(JSON.stringify(answers.shift())),
            }),
        },
      }),
    });
    return { till, fetcher, file, clock };
  }

  it('is taken only where it is newer than the till’s own, whatever was announced', async () => {
    const { till, fetcher, file } = await givenTill([pushed(2), pushed(3), pushed(4)]);

    for (const announced of [9, 9, 9]) {
      const { promise } = till.heard;
      fetcher.seen(announced);
      await promise;
    }

    expect(till.told).toEqual(['warned', 'warned', 'applied']);
    expect(file.read()?.version).toBe(4);
  });

  it('that the disk does not take leaves the till as it is; the next word of the centre is another try', async () => {
    const { till, fetcher, file } = await givenTill([pushed(4), pushed(4)]);
    const allow = refused('pushed');
    const first = till.heard.promise;
    fetcher.seen(4);
    await first;
    allow();
    const second = till.heard.promise;
    fetcher.seen(4);
    await second;

    expect(till.told).toEqual(['warned', 'applied']);
    expect(file.read()?.version).toBe(4);
  });

  it('waits for the sale that is under way, and starts nothing anew at a till that was told to end', async () => {
    const { till, fetcher, file, clock } = await givenTill([pushed(4)]);
    till.busy = true;
    fetcher.seen(4);
    await clock.advance(60_000);
    expect([till.told, file.read()?.version]).toEqual([[], 3]);
    till.busy = false;
    const { promise } = till.heard;
    await clock.advance(5000);
    await promise;
    expect(till.told).toEqual(['applied']);

    const ended = await givenTill([pushed(4)]);
    ended.fetcher.seen(4);
    ended.fetcher.stop();
    await ended.clock.advance(60_000);

    expect([ended.till.told, ended.file.read()?.version]).toEqual([[], 3]);
  });
});
