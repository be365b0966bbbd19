import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { OFFICE_EXIT, Said, type Till } from './till.ts';

const dispute = z.object({ papers: z.array(z.object({ name: z.string(), contentType: z.string() })) });

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** The names of the papers that go with an answer: those that were named, or `all`. */
export async function papersOf(till: Till, id: string, named: string | undefined): Promise<string[]> {
  if (named === undefined || named === '') return [];
  return named === 'all' ? (await listed(till, id)).map(({ name }) => name) : named.split(',');
}

/** Writes every paper of a dispute into a new folder (0700), each a file of 0600. */
export async function takePapers(till: Till, id: string, folder: string): Promise<unknown> {
  const papers = await listed(till, id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written: string[] = [];
  for (const { name, contentType } of papers) {
    const answer = await till.read('readDisputePaper', { params: { disputeRequestId: id, paper: name } });
    if (answer?.status !== 200) throw new Said(OFFICE_EXIT.refused, `The paper ${name} cannot be had.`);
    const ending = ENDINGS[contentType] ?? '';
    const safe = name.replace(/[^\w.-]/g, '_');
    const file = join(folder, extname(safe) === '' ? `${safe}${ending}` : safe);
    try {
      writeFileSync(file, answer.bytes, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw new Said(OFFICE_EXIT.usage, `${file} cannot be written: ${String(error)}`);
    }
    written.push(file);
  }
  return { papers: written };
}

/** Lays a file of the shop's own beside a dispute. */
export function addPaper(till: Till, id: string, file: string, name: string | undefined): Promise<unknown> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Said(OFFICE_EXIT.usage, `--file ${file} cannot be read.`);
  }
  const body = {
    name: name ?? basename(file),
    contentType: formOf(bytes),
    content: bytes.toString('base64'),
  };
  return till.give('addDisputePaper', { params: { disputeRequestId: id }, body });
}

/** What a file is by its first bytes; the till looks once more. */
function formOf(bytes: Buffer): string {
  if (bytes[0] === 0x89) return 'image/png';
  return bytes[0] === 0xff ? 'image/jpeg' : 'application/pdf';
}

async function listed(till: Till, id: string) {
  return dispute.parse(await till.give('readDispute', { params: { disputeRequestId: id } })).papers;
}
