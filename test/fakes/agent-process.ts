import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startSandbox, type SandboxOptions } from '../../drivers/sandbox/server.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { terminalIn } from '../../drivers/system/terminal-program.ts';
import { invariant } from '../../src/ground/result.ts';
import { saleSchema, type SaleView } from '../../src/contract/sale-view.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS, AgentFolder, type Patch, type TillFolder } from './agent-folder.ts';
import { ViewStream } from './view-stream.ts';
import { QUIET } from './quiet-log.ts';

const TILL = fileURLToPath(new URL('../../out/till', import.meta.url));
const cleanUps: (() => Promise<void> | void)[] = [];

/** Does something when the agents are ended. */
export function cleanUp(done: () => Promise<void> | void): void {
  cleanUps.push(done);
}

/** Ends every agent and sandbox that was started here, and removes their folders: for `afterEach`. */
export async function endAgents(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/**
 * A till as a process of its own, and the sandbox in the test's process that it pays with.
 *
 * Use:
 * ```
 * afterEach(endAgents);
 * const { agent, sandbox, folder } = await givenAgent({ api: { port: 8080 } });
 * const sale = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
 * await agent.call('POST', `/v1/sales/${sale.saleId}/code`, { text: sandbox.freshCode() });
 * const view = await agent.events().until(({ sale }) => sale?.state === 'paid');
 * await agent.kill();                                   // or stop(), which answers how it ended
 * const again = await startAgent(folder);               // the same folder: journal, token, keys
 * ```
 * `patch` is laid over the config: objects are merged, everything else replaced, `undefined` takes a key away.
 */
export async function givenAgent(
  patch: Patch = {},
): Promise<{ agent: AgentProcess; sandbox: Sandbox; folder: AgentFolder }> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, patch);
  return { agent: await startAgent(folder), sandbox, folder };
}

/** A folder that an agent can be started in, against a gateway at `gatewayUrl`. */
export function givenAgentFolder(gatewayUrl: string, patch: Patch = {}): AgentFolder {
  const folder = new AgentFolder(gatewayUrl, patch);
  cleanUps.push(() => folder.remove());
  return folder;
}

/** A sandbox of signed calls in this process, in real time, that knows `AGENT_KEYS`. */
export const FOR_AGENTS: SandboxOptions = {
  port: 0,
  clock: systemClock(),
  log: QUIET,
  clientId: AGENT_CLIENT_ID,
  keyVersion: 1,
  tillPublicKey: AGENT_KEYS.till.publicKey,
  sandboxPrivateKey: AGENT_KEYS.gateway.privateKey,
};

/** A sandbox of Alipay+ that knows `AGENT_KEYS`. */
export async function givenAgentSandbox(
  options: Partial<Pick<SandboxOptions, 'port' | 'codeLifeMs' | 'notifications' | 'clock' | 'log'>> = {},
): Promise<Sandbox> {
  const sandbox = await startSandbox({ ...FOR_AGENTS, ...options });
  cleanUps.push(() => sandbox.close());
  return sandbox;
}

/** Starts an agent from a folder and waits until it takes sales; throws with what it said where it ends instead. */
export async function startAgent(
  folder: TillFolder,
  args: readonly string[] = [],
  till = TILL,
  env: Readonly<Record<string, string>> = {},
): Promise<AgentProcess> {
  const agent = new AgentProcess(folder, ['--config', folder.config, ...args], till, null, env);
  await agent.ready;
  return agent;
}

/** Starts an agent whose standard error is a file that is open here, and that nobody need read. */
export async function startUnreadAgent(folder: AgentFolder, errorsTo: number): Promise<AgentProcess> {
  const agent = new AgentProcess(folder, ['--config', folder.config], TILL, errorsTo);
  await agent.ready;
  return agent;
}

/** Runs an agent that is to end by itself: how it ended, and what it said on standard error. */
export async function runAgent(args: readonly string[], folder: AgentFolder): Promise<Ended> {
  return new AgentProcess(folder, args).ended;
}

/** How a process ended: `code` null where a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** The ready line of interface section 1. */
export interface Ready {
  readonly event: 'ready';
  readonly api: string;
  readonly tokenFile: string;
  readonly notify: string | null;
  /** With `--screen` only: the address that opens the till's page, once. */
  readonly launch?: string;
}

/** An answer of the local API; `json` is undefined where it is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly json: unknown;
}

/** A running terminal, bundled as a shop gets it, with the token in hand. */
export class AgentProcess {
  readonly stdout: string[] = [];
  /** Everything it said on standard error, a line each. */
  readonly stderr: string[] = [];
  /** Settles with the ready line; rejects where the process ends before. */
  readonly ready: Promise<Ready>;
  /** Settles when the process is gone and everything it said was read. */
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #said: Interface | null;
  readonly #streams: ViewStream[] = [];
  #api = '';
  #token = '';

  /** `errorsTo`: a file that is open and takes its standard error in place of this process. `env` comes beside what is inherited. */
  constructor(
    folder: TillFolder,
    args: readonly string[],
    till = TILL,
    errorsTo: number | null = null,
    env: Readonly<Record<string, string>> = {},
  ) {
    const child = spawn(process.execPath, [...terminalIn(till), ...args], {
      // Not the config's folder: relative paths must start there by themselves.
      cwd: dirname(folder.path),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', errorsTo ?? 'pipe'],
    });
    invariant(child.stdout !== null, 'its standard output is a pipe');
    this.#child = child;
    cleanUps.push(() => this.kill());
    const out = createInterface({ input: child.stdout }).on('line', (line) => void this.stdout.push(line));
    const said = child.stderr === null ? null : createInterface({ input: child.stderr });
    said?.on('line', (line) => void this.stderr.push(line));
    this.#said = said;
    this.ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
    const died = this.ended.then(({ code, stderr }): never => {
      throw new Error(
        `the agent ended with ${code ?? 'a signal'} before it was ready:\n${stderr.join('\n')}`,
      );
    });
    this.ready = Promise.race([once(out, 'line'), died]).then(([line]) => {
      const ready = JSON.parse(line as string) as Ready;
      this.#api = ready.api;
      this.#token = readFileSync(ready.tokenFile, 'utf8').trim();
      return ready;
    });
    // Who does not wait for it (an agent that is to end) must not hear of it.
    this.ready.catch(() => undefined);
    died.catch(() => undefined);
  }

  get token(): string {
    return this.#token;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get api(): string {
    return this.#api;
  }

  /** Calls the local API with the token. A `body` that is a string goes out as it is, anything else as JSON. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#api + path, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  }

  /** Settles with the first line of its standard error that holds a text, said already or still to come. */
  async says(text: string): Promise<string> {
    for (;;) {
      const found = this.stderr.find((line) => line.includes(text));
      if (found !== undefined) return found;
      invariant(this.#said !== null, 'its standard error is read here');
      await once(this.#said, 'line');
    }
  }

  /** The event stream; the first view comes at once. */
  events(): ViewStream {
    const stream = new ViewStream(`${this.#api}/v1/events`, this.#token);
    this.#streams.push(stream);
    return stream;
  }

  /** Ends it as an operating system does, and waits. */
  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.#gone();
  }

  /** Sends it a signal that is not to end it. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it as a power cut does, and waits. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone();
  }

  async #gone(): Promise<Ended> {
    const ended = await this.ended;
    await Promise.all(this.#streams.map((stream) => stream.close()));
    return ended;
  }
}

/** The body that opens a sale. */
export function order(referenceOrderId: string, value = '4550', currency = 'MYR'): object {
  return { referenceOrderId, orderDescription: 'Two coffees', amount: { currency, value } };
}

/** The sale in an answer; throws with the answer where there is none. */
export function saleOf(answer: Answer): SaleView {
  const sale = saleSchema.safeParse(answer.json);
  if (!sale.success) throw new Error(`not a sale: HTTP ${answer.status} ${answer.text}`);
  return sale.data;
}

const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  field: z.string().optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

/** The problem in an answer; throws with the answer where there is none. */
export function problemOf(answer: Answer): ProblemBody {
  const problem = problemSchema.safeParse(answer.json);
  if (!problem.success) throw new Error(`not a problem: HTTP ${answer.status} ${answer.text}`);
  return problem.data;
}
