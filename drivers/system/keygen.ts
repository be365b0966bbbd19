import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newKeyPair } from './key-maker.ts';
import { makePrivate } from './private-process.ts';

// `npm run keygen -- --dir keys [--name till]`: a key pair for an acquirer that wants one. It prints what to hand over, and
// never overwrites. Exit: 0, or 2 and why not.

const USAGE = 'Use: npm run keygen -- --dir keys [--name till]';

async function main(args: readonly string[]): Promise<{ readonly code: number; readonly say: string }> {
  const parsed = argumentsOf(args);
  if (parsed === null) return { code: 2, say: USAGE };
  const { dir, name } = parsed;
  const [privateFile, publicFile] = [join(dir, `${name}.pem`), join(dir, `${name}.pub.pem`)];
  const taken = [privateFile, publicFile].find((file) => existsSync(file));
  if (taken !== undefined)
    return {
      code: 2,
      say: `${taken} is there already, and a key is never overwritten. Choose another name: --name ${name}-2`,
    };
  const { privatePem, publicPem, publicLine } = await newKeyPair();
  // wx: a key that somebody else has just put there is not overwritten.
  const own = { mode: 0o600, flag: 'wx' };
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(privateFile, privatePem, own);
    writeFileSync(publicFile, publicPem, own);
  } catch (error) {
    return { code: 2, say: `The keys cannot be written into ${dir}: ${String(error)}` };
  }
  return { code: 0, say: words(privateFile, publicFile, publicLine) };
}

function words(privateFile: string, publicFile: string, line: string): string {
  return [
    `The private key stays here, and goes to nobody: ${privateFile}`,
    'In the config of the till: "privateKey": { "file": "<that file>" }, and "keyVersion" as the acquirer numbers it.',
    `Hand the public key over to the acquirer: ${publicFile}, or, where its pages want one line:`,
    line,
  ].join('\n');
}

function argumentsOf(args: readonly string[]): { readonly dir: string; readonly name: string } | null {
  try {
    const options = { dir: { type: 'string' }, name: { type: 'string', default: 'till' } } as const;
    const { dir, name } = parseArgs({ args: [...args], options }).values;
    return dir === undefined || dir === '' || !/^[\w.-]{1,64}$/.test(name)
      ? null
      : { dir: resolve(dir), name };
  } catch {
    return null;
  }
}

makePrivate();
const { code, say } = await main(process.argv.slice(2));
(code === 0 ? process.stdout : process.stderr).write(`${say}\n`);
process.exitCode = code;
