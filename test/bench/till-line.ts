import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { viewSchema, type View } from '../../src/contract/contract.ts';

/** Longer than any step of a sale takes: past it something is broken, and the bench says what it saw last. */
const PATIENCE_MS = 15_000;

/** A till's local API over kept connections, with the moments at which it answers; lighter than the tests' own client. */
export class TillLine {
  readonly #api: string;
  readonly #token: string;
  readonly #agent = new Agent({ keepAlive: true });
  #events: ClientRequest | null = null;
  #text = '';
  #last = '';
  #see: ((block: string, atMs: number) => void) | null = null;

  constructor(till: { readonly api: string; readonly token: string }) {
    this.#api = till.api;
    this.#token = till.token;
  }

  /** Posts JSON: the answer's text, and when its head came. Throws where the status is not the one that is due. */
  async post(path: string, body: object, due: number): Promise<{ atMs: number; text: string }> {
    const answer = await this.#send('POST', path, JSON.stringify(body));
    const atMs = performance.now();
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += String(chunk);
    if (answer.statusCode !== due) throw new Error(`${path}: HTTP ${answer.statusCode ?? '?'} ${text}`);
    return { atMs, text };
  }

  /** Opens the event stream; it is read from then on, whether anybody looks or not. */
  async listen(): Promise<void> {
    const stream = await this.#send('GET', '/v1/events', null);
    if (stream.statusCode !== 200) throw new Error(`no events: HTTP ${stream.statusCode ?? '?'}`);
    stream.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk, performance.now()));
    // The bench hangs up, or the till ends: whoever waits for a view then runs out of patience.
    stream.on('error', () => undefined);
  }

  /** When the next view that fits came. Views that nobody waits for are not parsed, to keep the bench's process free. */
  until(fits: (view: View) => boolean): Promise<number> {
    const impatient = AbortSignal.timeout(PATIENCE_MS);
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#see = null;
        impatient.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        end();
        reject(new Error(`the view never came; the last one was ${this.#last}`));
      };
      impatient.addEventListener('abort', giveUp);
      this.#see = (block, atMs) => {
        if (!fits(viewSchema.parse(JSON.parse(block.slice(block.indexOf('{')))))) return;
        end();
        resolve(atMs);
      };
    });
  }

  close(): void {
    this.#events?.destroy();
    this.#agent.destroy();
  }

  #send(method: 'GET' | 'POST', path: string, body: string | null): Promise<IncomingMessage> {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' };
    return new Promise((resolve, reject) => {
      const call = request(this.#api + path, { method, headers, agent: this.#agent }, resolve);
      if (method === 'GET') this.#events = call;
      call.on('error', reject);
      call.end(body ?? undefined);
    });
  }

  #read(chunk: string, atMs: number): void {
    const blocks = (this.#text + chunk).split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) {
      this.#last = block;
      this.#see?.(block, atMs);
    }
  }
}
