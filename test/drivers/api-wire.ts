import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
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
  const { hostname, port } = new URL(agent.api);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n');
      if (end < 0) return;
      socket.destroy();
      resolve(text.slice(0, end));
    });
    socket.on('error', reject);
    for (const part of bytes) socket.write(part);
  });
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
