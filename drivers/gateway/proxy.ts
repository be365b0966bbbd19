import { Agent as HttpAgent, request, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as TlsAgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GatewayLine } from '../../src/acquirers/network-files.ts';

type Proxy = NonNullable<GatewayLine['proxy']>;

/** A proxy that takes the connection and says nothing is given up. Ours: as long as a slow one takes to ask upstream. */
const PROXY_MS_MAX = 10_000;

/** The way through the proxy did not come about: surely no byte of the request left. `say`: why, in words. */
export class NoWayThrough extends Error {
  readonly say: string;

  constructor(say: string, cause?: unknown) {
    super(say, { cause });
    this.say = say;
  }
}

/** Where an agent is asked to connect to. */
interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
}

type Connected = ((error: Error | null, socket: Duplex) => void) | undefined;

/** Agents whose connections go through a proxy. It is asked with CONNECT, and sees no request. Source: RFC 9110, 9.3.6. */
export function proxyAgents(
  proxy: Proxy,
  plain: AgentOptions,
  secure: TlsAgentOptions,
): { readonly http: HttpAgent; readonly https: HttpsAgent } {
  const http = new HttpAgent(plain);
  http.createConnection = (target: Target, connected?: Connected) =>
    throughProxy(proxy, target, connected, (socket) => socket);
  const https = new HttpsAgent(secure);
  const secured = https.createConnection.bind(https);
  https.createConnection = (target: Target, connected?: Connected) =>
    throughProxy(proxy, target, connected, (socket) => secured({ ...target, socket } as never) as Socket);
  return { http, https };
}

function throughProxy(
  { host, port, credentials }: Proxy,
  target: Target,
  connected: Connected,
  dressed: (socket: Socket) => Socket,
): undefined {
  const wanted = target.host ?? '';
  const authority = `${wanted.includes(':') ? `[${wanted}]` : wanted}:${target.port ?? ''}`;
  const failed = (say: string, cause?: unknown): void =>
    (connected as ((error: Error) => void) | undefined)?.(new NoWayThrough(say, cause));
  const asked = request({
    ...{ host, port, method: 'CONNECT', path: authority, agent: false, timeout: PROXY_MS_MAX },
    headers: {
      Host: authority,
      ...(credentials === null
        ? {}
        : { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
  });
  const address = `${host}:${port}`;
  asked.once('timeout', () => asked.destroy(new Error('the proxy said nothing')));
  asked.once('error', (error) => failed(`the proxy ${address} cannot be reached (${codeOf(error)})`, error));
  asked.once('response', (response) => {
    response.resume();
    failed(refusal(address, response.statusCode ?? 0));
  });
  asked.once('connect', ({ statusCode = 0 }, socket: Socket) => {
    if (statusCode >= 200 && statusCode < 300) connected?.(null, dressed(socket));
    else {
      socket.destroy();
      failed(refusal(address, statusCode));
    }
  });
  asked.end();
}

function refusal(address: string, status: number): string {
  if (status === 407) return `the proxy ${address} does not take its credentials (HTTP 407)`;
  return `the proxy ${address} does not let the till through (HTTP ${status})`;
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
