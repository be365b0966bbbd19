import { request } from 'node:http';
import { connect } from 'node:net';
import type { AgentProcess } from '../fakes/agent-process.ts';

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
  body = '',
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
