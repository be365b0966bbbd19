import { randomBytes } from 'node:crypto';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { keepKey, keyText, makeKeyPair } from '../../drivers/system/key-maker.ts';
import { writePrivateFile } from '../../drivers/system/private-file.ts';
import type { KeyFile } from '../../src/acquirers/kind.ts';
import { keyFilesOf } from '../../src/acquirers/kinds.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { MAKE_KEY } from '../../src/set-up/acquirer-questions.ts';
import type { AnswerFault } from '../../src/set-up/check.ts';
import type { Question } from '../../src/set-up/question.ts';
import { hashPin, PIN_COST, pinTrouble } from '../../src/staff/pin.ts';

/** What is kept of a secret: never the secret. `handOver`: a public key that was made for the acquirer. */
export interface KeptSecret {
  readonly answer: string;
  readonly handOver?: string;
}

type Kept = Promise<Result<KeptSecret, AnswerFault>>;

/** Where one of an acquirer's keys stands: its kind, the key's path, its name in the config. */
interface Place {
  readonly kind: string;
  readonly path: string;
  readonly gateway: string;
}

/** Takes a secret, puts it into a file of its own beside the config (or hashes a PIN), and answers what is kept of it. */
export async function keptSecret(config: string, question: Question, said: string): Kept {
  if (question.form === 'pin') return keptPin(question.digitsMin ?? 0, said);
  const [, kind = '', path = ''] = question.id.split('/');
  const place = { kind, path, gateway: question.gateway ?? kind };
  const folder = join(dirname(resolve(config)), 'keys');
  try {
    if (question.form === 'secret') return await keptPassword(folder, place, said);
    if (question.form === 'ownKey' && said === MAKE_KEY) {
      const { privateFile, publicFile } = await makeKeyPair(folder, place.gateway);
      return ok({ answer: inConfig(config, privateFile), handOver: publicFile });
    }
    return await keptKey(config, folder, place, said);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return err({ kind: 'file', say: `the file cannot be read or written (${code})` });
  }
}

async function keptPin(digitsMin: number, pin: string): Kept {
  const trouble = pinTrouble(pin, digitsMin);
  return trouble === null
    ? ok({ answer: await hashPin(pin, randomBytes(PIN_COST.saltBytes)) })
    : err({ kind: 'pin', say: trouble });
}

async function keptPassword(folder: string, place: Place, said: string): Kept {
  const file = join(folder, `${place.gateway}.${place.path}`);
  const checked = checkOf(place)(`${said}\n`);
  if (!checked.ok) return err({ kind: 'form', say: checked.error.say });
  await writePrivateFile(file, `${said}\n`);
  return ok({ answer: join('keys', `${place.gateway}.${place.path}`) });
}

/** A key in a file: one that already stands in the till's folder of keys stays where it is, another is copied there. */
async function keptKey(config: string, folder: string, place: Place, said: string): Kept {
  const file = resolve(dirname(config), said);
  const text = await keyText(file);
  const checked = checkOf(place)(text);
  if (!checked.ok) return err({ kind: 'file', say: checked.error.say });
  const isHere = dirname(file) === folder && said.endsWith('.pem');
  const name = `${place.gateway}-${place.path.replace(/\W+/g, '-')}`;
  return ok({ answer: inConfig(config, isHere ? file : await keepKey(folder, name, text)) });
}

/** What the acquirer itself says of a file for one of its keys. */
function checkOf({ kind, path }: Place): KeyFile['check'] {
  const [head = '', rest] = path.split(/\.(.*)/s);
  const reference = { file: 'checked' };
  const part = { kind, [head]: rest === undefined ? reference : { [rest]: reference } };
  const found = keyFilesOf(part).find((file) => file.path === path);
  return found?.check ?? (() => err({ say: 'is no key of this payment service' }));
}

/** A file as the config names it: from the config's own folder, where it stands below it. */
function inConfig(config: string, file: string): string {
  const path = relative(dirname(resolve(config)), file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
