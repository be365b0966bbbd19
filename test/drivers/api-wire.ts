import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import type { AgentProcess, Answer } from '../fakes/agent-process.ts';

/** What came back of a call that no browser would send. */
export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Calls with exactly these headers, also those that `fetch` keeps for itself. */
export function rawCall(
  agent: Pick<AgentProcess, 'api'>,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array = '',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(agent.api);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          headers: response.headers,
          text,
        }),
      );
    });
    call.on('error', reject).end(body);
  });
}

/** Sends bytes over a socket and answers the first line that comes back. */
export function firstLine(agent: Pick<AgentProcess, 'api'>, bytes: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = dial(agent, reject);
    let text = '';
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n');
      if (end < 0) return;
      socket.destroy();
      resolve(text.slice(0, end));
    });
    for (const part of bytes) socket.write(part);
  });
}

/** Sends bytes that no client would send, and answers all that comes back until the till hangs up. */
export function firstAnswer(agent: Pick<AgentProcess, 'api'>, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = dial(agent, reject);
    let all = '';
    socket.on('data', (chunk: string) => (all += chunk));
    socket.on('end', () => {
      const [head = '', text = ''] = all.split('\r\n\r\n');
      const [status = '', ...lines] = head.split('\r\n');
      const pairs = lines.map((line) => line.toLowerCase().split(': ') as [string, string]);
      const headers: Record<string, string> = Object.fromEntries(pairs);
      resolve({ status: Number(status.split(' ')[1]), type: headers['content-type'] ?? '', headers, text });
    });
    socket.write(bytes);
  });
}

function dial(agent: Pick<AgentProcess, 'api'>, failed: (cause: Error) => void): Socket {
  const { hostname, port } = new URL(agent.api);
  return connect(Number(port), hostname).setEncoding('latin1').on('error', failed);
}

/** Everything that a refused call must leave as it is. */
export async function everything(agent: AgentProcess, folder: AgentFolder): Promise<unknown> {
  const [sales, queue] = await Promise.all([
    agent.call('GET', '/v1/sales?limit=1000'),
    agent.call('GET', '/v1/queue'),
  ]);
  return [sales.json, queue.json, statSync(folder.file('journal.sqlite-wal')).size];
}

/** A refusal as the wire has it: HTTP status, content type, and what of the body programs rely on. */
export function refusalOf(answer: Answer | RawAnswer): unknown {
  const type = 'type' in answer ? answer.type : answer.headers.get('content-type');
  const body = JSON.parse(answer.text) as { type: string; status: number; field?: string };
  const { type: urn, status, field } = body;
  return {
    http: answer.status,
    type: type?.split(';')[0],
    urn,
    status,
    ...(field === undefined ? {} : { field }),
  };
}

/** What `refusalOf` answers for a problem. */
export function problem(status: number, slug: string, field?: string): unknown {
  const urn = `urn:paycode-till:problem:${slug}`;
  return {
    http: status,
    type: 'application/problem+json',
    urn,
    status,
    ...(field === undefined ? {} : { field }),
  };
}
