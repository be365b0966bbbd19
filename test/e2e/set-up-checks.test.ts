import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../drivers/system/clock.ts';
import { readTrial, tryGateway } from '../../electron/set-up/trials.ts';
import { endAgents } from '../fakes/agent-process.ts';
import { givenSixAcquirers } from '../fakes/six-acquirers.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// The live check of each acquirer in the set-up (interface section 1, `setup`), asked at its sandbox.

const PARTS = { clock: systemClock(), log: QUIET };
const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

afterEach(endAgents);

describe('The set-up asks each acquirer with what was answered', () => {
  it('takes what the acquirer takes, and says what it refuses: a password as well as a key', async () => {
    const { folder } = await givenSixAcquirers();
    const config = JSON.parse(readFileSync(folder.config, 'utf8')) as { gateways: Record<string, object> };
    const names = Object.keys(config.gateways);
    const tried = async () => {
      const settings = await readTrial(folder.config, config);
      if (!settings.ok) throw new Error(JSON.stringify(settings.error));
      const views = names.map((name) => tryGateway(settings.value, name, PARTS));
      return (await Promise.all(views)).map(({ good, accepted }, index) => [names[index], good, accepted]);
    };
    const right = await tried();
    for (const part of Object.values(config.gateways))
      for (const [key, value] of Object.entries(part) as [string, { readonly file?: string }][]) {
        if (value.file === undefined || !/^(privateKey|password)$/.test(key)) continue;
        writeFileSync(folder.file(value.file), key === 'password' ? 'another password\n' : OTHER_KEY);
      }

    const wrong = await tried();

    expect(right).toEqual(names.map((name) => [name, true, 'yes']));
    // One whose answers cannot be read with the wrong password says nothing of our side: it is not good all the same.
    expect(wrong.map(([, good]) => good)).toEqual(names.map(() => false));
    expect(wrong.map(([, , accepted]) => accepted)).not.toContain('yes');
  }, 60_000);
});
