/** What a traced till did to its journal's files, and what it said to the world, in the order of its system calls. */
export type Step =
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'syncFolder' }
  /** Bytes that left for a socket or for standard output. */
  | { readonly kind: 'said'; readonly text: string };

/** What strace is to be told, before the command. Its own words are complete: no string is cut. */
export function straceArguments(output: string): string[] {
  const calls =
    'openat,pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync,ftruncate,rename,unlink,unlinkat';
  return [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-y',
    '-xx',
    '-s',
    '10000000',
    '-e',
    `trace=${calls}`,
    '-e',
    'signal=none',
    '-o',
    output,
  ];
}

const SAYING = ['write', 'writev', 'sendto', 'sendmsg'];
const CALL = /^\d+ +(\w+)\((.*)\) += (-?\d+)/s;

/**
 * Reads what strace wrote.
 *
 * A file counts from its call's end, a word from its call's beginning: by then it may have been heard. `folder` holds
 * the journal; of its files only `names` count, the rest (shared memory) is made anew at every start.
 */
export function parseTrace(text: string, folder: string, names: readonly string[]): Step[] {
  const begun = new Map<string, string>();
  const steps: Step[] = [];
  const place = { folder, names: new Set(names) };
  for (const line of text.split('\n')) {
    const pid = line.slice(0, line.indexOf(' '));
    if (line.endsWith('<unfinished ...>')) {
      const start = line.slice(0, -'<unfinished ...>'.length);
      begun.set(pid, start);
      if (SAYING.includes(/^\d+ +(\w+)\(/.exec(start)?.[1] ?? ''))
        steps.push(...stepsOf(`${start}) = 0`, place));
      continue;
    }
    const resumed = /^\d+ +<\.\.\. (\w+) resumed>(.*)$/s.exec(line);
    if (resumed === null) steps.push(...stepsOf(line, place));
    else if (!SAYING.includes(resumed[1] ?? ''))
      steps.push(...stepsOf((begun.get(pid) ?? '') + (resumed[2] ?? ''), place));
  }
  return steps;
}

interface Place {
  readonly folder: string;
  readonly names: ReadonlySet<string>;
}

function stepsOf(line: string, place: Place): Step[] {
  const call = CALL.exec(line);
  if (call === null || Number(call[3]) < 0) return [];
  const [, name = '', rest = ''] = call;
  const path = unhex(/^\d+<([^>]*)>/.exec(rest)?.[1] ?? '').toString();
  const isFolder = path === place.folder;
  const file = fileOf(path, place);
  switch (name) {
    case 'openat':
    case 'unlink':
    case 'unlinkat':
      return named(name, rest, place);
    case 'fsync':
    case 'fdatasync':
      if (isFolder) return [{ kind: 'syncFolder' }];
      return file === null ? [] : [{ kind: 'sync', file }];
    case 'ftruncate':
      return file === null ? [] : [{ kind: 'truncate', file, size: Number(/, (\d+) *$/.exec(rest)?.[1]) }];
    case 'pwrite64': {
      if (file === null) return [];
      const at = Number(/, (\d+) *$/.exec(rest)?.[1]);
      return [{ kind: 'write', file, at, bytes: stringsOf(rest) }];
    }
    case 'rename':
      // The anchor's files take each other's place; the journal's never do.
      if (textsOf(rest).every((text) => fileOf(text, place) === null)) return [];
      throw new Error(`not foreseen: ${name} of the journal's files`);
    default:
      if (file !== null || name === 'pwritev') throw new Error(`not foreseen: ${name} on ${path}`);
      return [{ kind: 'said', text: stringsOf(rest).toString('utf8') }];
  }
}

function named(name: string, rest: string, place: Place): Step[] {
  const file = fileOf(stringsOf(rest).toString(), place);
  if (file === null) return [];
  if (name !== 'openat') return [{ kind: 'unlink', file }];
  return rest.includes('O_CREAT') ? [{ kind: 'create', file }] : [];
}

function fileOf(path: string, { folder, names }: Place): string | null {
  const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
  return names.has(name) ? name : null;
}

function stringsOf(rest: string): Buffer {
  return Buffer.concat(piecesOf(rest));
}

function textsOf(rest: string): string[] {
  return piecesOf(rest).map((piece) => piece.toString('utf8'));
}

function piecesOf(rest: string): Buffer[] {
  return [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => unhex(hex));
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
