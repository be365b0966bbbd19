import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { decodedText } from '../../src/ground/outside-text.ts';
import { TillLine, type TillCall } from '../api/till-line.ts';
import { readConfig } from '../reports/command.ts';
import { Stop } from '../reports/stop.ts';
import { argumentsOf, type OfficeOptions } from './arguments.ts';
import { addPaper, papersOf, takePapers } from './files.ts';
import { ORDERS, type OfficeOrder } from './orders.ts';
import { jsonOf, OFFICE_EXIT, Said, type Till } from './till.ts';
import { USAGE } from './usage.ts';

/** One call of the command. */
export interface OfficeShellCall {
  readonly args: readonly string[];
  /** Reads a manager's PIN. */
  readonly pin: () => Promise<string>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Does the office's work at a till that runs; answers the exit code. */
export async function officeCommand(call: OfficeShellCall): Promise<number> {
  try {
    const json = await done(call);
    call.print(`${JSON.stringify(json, null, 2)}\n`);
    return OFFICE_EXIT.done;
  } catch (error) {
    if (!(error instanceof Said) && !(error instanceof Stop)) throw error;
    call.complain(`${error.message}\n`);
    return error.code;
  }
}

async function done({ args, pin }: OfficeShellCall): Promise<unknown> {
  const { words, config, options } = argumentsOf(args);
  const [matter, what = matter === 'registration' ? 'show' : 'list', id] = words;
  const till = tillOf(config);
  if (matter === undefined) return till.give('readOffice', {});
  if (matter === 'now')
    return till.give('tryOffice', { body: words[1] === undefined ? null : { id: words[1] } });
  const key = `${matter} ${what}`;
  if (key === 'dispute papers') return takePapers(till, needed(id, 'an id'), needed(options.out, '--out'));
  if (key === 'dispute add')
    return addPaper(till, needed(id, 'an id'), needed(options.file, '--file'), options.name);
  const order = ORDERS[matter]?.[what];
  if (order === undefined) throw new Said(OFFICE_EXIT.usage, USAGE);
  return give(till, order, id, options, pin);
}

async function give(
  till: Till,
  order: OfficeOrder,
  id: string | undefined,
  options: OfficeOptions,
  pin: OfficeShellCall['pin'],
): Promise<unknown> {
  const { idAs, name, withoutId } = order;
  if (idAs === null && id !== undefined) throw new Said(OFFICE_EXIT.usage, USAGE);
  if (idAs !== null && id === undefined && withoutId !== undefined) return till.give(withoutId, {});
  const named = id ?? (name === 'askRegistration' ? await storesOwn(till) : undefined);
  const params = idAs === null ? {} : { [idAs]: needed(named, 'an id') };
  const call: TillCall = {
    params,
    query: given(order.query?.(options) ?? {}),
    ...(await bodyOf(till, order, options, named, pin)),
    ...(order.keyed === true ? { idempotencyKey: options.key ?? randomUUID() } : {}),
  };
  return till.give(name, call);
}

async function bodyOf(
  till: Till,
  { body, approved, name }: OfficeOrder,
  options: OfficeOptions,
  id: string | undefined,
  pin: OfficeShellCall['pin'],
): Promise<Pick<TillCall, 'body'>> {
  if (body === undefined) return {};
  const said = body(options);
  if (said === null) return { body: null };
  const papers = name === 'answerDispute' ? { papers: await papersOf(till, id ?? '', options.papers) } : {};
  const by = approved === true ? { id: needed(options.approver, '--approver'), pin: await pin() } : undefined;
  return { body: given({ ...dataOf(options.data), ...given(said), ...papers, approver: by }) };
}

/** The store's last registration, for whoever asks without an id. */
async function storesOwn(till: Till): Promise<string | undefined> {
  const store = (await till.give('readStore', {})) as { readonly registrationRequestId?: string };
  return store.registrationRequestId;
}

function dataOf(file: string | undefined): object {
  if (file === undefined) return {};
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Said(OFFICE_EXIT.usage, `--data ${file} cannot be read.`);
  }
  const text = decodedText(bytes);
  if (!text.ok) throw new Said(OFFICE_EXIT.usage, `--data ${file} ${text.error}.`);
  const json = jsonOf(text.value);
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  throw new Said(OFFICE_EXIT.usage, `--data ${file} holds no JSON object.`);
}

function tillOf(config: string): Till {
  const { config: read, pathOf } = readConfig(config);
  const line = TillLine.to(pathOf(read.api.tokenFile));
  const silent = new Said(
    OFFICE_EXIT.silent,
    'No till runs with this config, or it does not answer. Start it (npm start, or npm run agent), then say it again.',
  );
  if (line === null) throw silent;
  return {
    read: (name, asked) => line.call(name, asked, WAIT_MS),
    give: async (name, asked) => {
      const answer = await line.call(name, asked, WAIT_MS);
      if (answer === null) throw silent;
      const json = jsonOf(Buffer.from(answer.bytes).toString('utf8'));
      if (answer.status < 400) return json;
      throw new Said(OFFICE_EXIT.refused, JSON.stringify(json, null, 2));
    },
  };
}

/** A PIN is checked slowly, and papers are made: so long an answer is waited for. */
const WAIT_MS = 30_000;

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Said(OFFICE_EXIT.usage, `Say ${what} too.\n\n${USAGE}`);
  return value;
}

/** What was said; the rest is left out. */
function given<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
