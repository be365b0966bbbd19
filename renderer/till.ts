import type { COMMANDS, CommandName, EVENTS_PATH, InputOf, ReplyOf, View } from '../src/contract.ts';
import { after } from './clock.ts';

type Row<N extends CommandName> = (typeof COMMANDS)[N];
type PageCommand =
  | 'openSale'
  | 'enterCode'
  | 'chooseGateway'
  | 'retrySale'
  | 'cancelSale'
  | 'readReceipt'
  | 'printReceipt'
  | 'readHealth'
  | 'readQueue'
  | 'showTrainingCode';

/** The rows of the contract that the page uses; a row that differs from the contract does not compile. */
const ROUTES: { readonly [N in PageCommand]: Pick<Row<N>, 'method' | 'path'> } = {
  openSale: { method: 'POST', path: '/v1/sales' },
  enterCode: { method: 'POST', path: '/v1/sales/{saleId}/code' },
  chooseGateway: { method: 'POST', path: '/v1/sales/{saleId}/gateway' },
  retrySale: { method: 'POST', path: '/v1/sales/{saleId}/retry' },
  cancelSale: { method: 'POST', path: '/v1/sales/{saleId}/cancel' },
  readReceipt: { method: 'GET', path: '/v1/sales/{saleId}/receipts/{copy}' },
  printReceipt: { method: 'POST', path: '/v1/sales/{saleId}/receipts/{copy}/print' },
  readHealth: { method: 'GET', path: '/v1/health' },
  readQueue: { method: 'GET', path: '/v1/queue' },
  showTrainingCode: { method: 'POST', path: '/v1/training/code' },
};
const EVENTS: typeof EVENTS_PATH = '/v1/events';
const RECONNECT_MS = 1000;
/** A command that is not answered by then is taken for lost; the view says what became of it. */
const ANSWER_MS = 15_000;

/** Why the till did not do what it was asked; `detail` is the sentence to show, null where no answer came at all. */
export interface Refusal {
  readonly slug: string;
  readonly detail: string | null;
  /** Gateways to choose from, for a code that more than one takes. */
  readonly choices: readonly string[];
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

type Asked<N extends PageCommand> = Pick<InputOf<N>, 'params' | 'body'>;

/** Asks the till for one command of the contract. */
export async function ask<N extends PageCommand>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>> {
  const { method, path } = ROUTES[name];
  const params: Readonly<Record<string, string>> = input.params;
  const address = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  try {
    const response = await fetch(address, {
      method,
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(input.body === null
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input.body) }),
    });
    const isText = response.headers.get('Content-Type')?.startsWith('text/plain') === true;
    const content: unknown = isText ? await response.text() : await response.json();
    return response.ok ? { ok: true, value: content as ReplyOf<N> } : { ok: false, refusal: read(content) };
  } catch {
    return { ok: false, refusal: { slug: 'no-answer', detail: null, choices: [] } };
  }
}

function read(content: unknown): Refusal {
  const problem = (typeof content === 'object' && content !== null ? content : {}) as {
    readonly type?: string;
    readonly detail?: string;
    readonly choices?: readonly string[];
  };
  return {
    slug: problem.type?.split(':').at(-1) ?? 'no-answer',
    detail: problem.detail ?? null,
    choices: problem.choices ?? [],
  };
}

/** `locked`: the till answers, but knows this page no more, because it was started again. */
export type Link = 'connecting' | 'open' | 'lost' | 'locked';

/**
 * Follows the till's view, for as long as it is wanted; returns how to stop.
 *
 * It comes back by itself: a browser reconnects an event stream only after some of the ways in which one can end.
 */
export function watchTill(see: { view: (view: View) => void; link: (link: Link) => void }): () => void {
  let source: EventSource | null = null;
  let stopped = false;
  let callOff = (): void => undefined;
  const connect = (): void => {
    if (stopped) return;
    source = new EventSource(EVENTS);
    source.addEventListener('view', (event: MessageEvent<string>) => {
      see.view(JSON.parse(event.data) as View);
      see.link('open');
    });
    source.addEventListener('error', () => {
      source?.close();
      callOff = after(RECONNECT_MS, connect);
      void isLocked().then((locked) => {
        if (!stopped && source?.readyState === EventSource.CLOSED) see.link(locked ? 'locked' : 'lost');
      });
    });
  };
  connect();
  return () => {
    stopped = true;
    callOff();
    source?.close();
  };
}

async function isLocked(): Promise<boolean> {
  const answer = await ask('readHealth', { params: {}, body: null });
  return !answer.ok && answer.refusal.slug === 'unauthorized';
}
