import type { ReplyOf } from '../../src/contract/contract.ts';
import { CUSTOMER_EVENTS_PATH, EVENTS_PATH, ROUTES, type CommandName } from '../../src/contract/routes.ts';
import { after } from '../page/clock.ts';
import {
  NO_ANSWER,
  readRefusal,
  type Answer,
  type Asked,
  type RefusedKey,
  type TillPort,
  type Watcher,
} from './till-port.ts';

/** The addresses of the event streams: the cashier's, and the customer's with less in it. */
export const STREAMS = { cashier: EVENTS_PATH, customer: CUSTOMER_EVENTS_PATH } as const;
const RECONNECT_MS = 1000;
/** A stream that ends may be of a session that gave way to the next one: it is begun again before anybody is told. */
const RECONNECT_SOON_MS = 100;
/** A command that is not answered by then is taken for lost; the view says what became of it. */
const ANSWER_MS = 15_000;
/** A trial of the technician waits for a person with a scanner, or for a printer. */
const TRIAL_MS = 60_000;
/** The longest body of a command that outlives its page. Source: Fetch standard, keepalive (64 KiB for all at once). */
const OUTLIVES_MAX = 16_384;

/** The till over HTTP, with the session of this browser. Addresses are beside the page's own: there its cookie is sent. */
export const httpPort: TillPort = {
  ask,
  watch: (watcher) => watchStream(STREAMS.cashier, watcher),
};

/** The sign-out under way: it ends the browser's session, and what is asked next needs the cookie of the new one. */
let signOut: Promise<unknown> = Promise.resolve();

async function ask<N extends CommandName>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>> {
  await signOut;
  const answer = send(name, input);
  if (name === 'signOut') signOut = answer;
  return answer;
}

async function send<N extends CommandName>(name: N, input: Asked<N>): Promise<Answer<ReplyOf<N>>> {
  const { method, path } = ROUTES[name];
  const params: Readonly<Record<string, string>> = input.params;
  const place = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const address =
    input.query === undefined ? place : `${place}?${new URLSearchParams(input.query).toString()}`;
  const body = input.body === null ? null : JSON.stringify(input.body);
  try {
    const response = await fetch(`.${address}`, {
      method,
      body,
      // What a person did is not undone by a page that is loaded again in the same moment.
      keepalive: method !== 'GET' && (body ?? '').length <= OUTLIVES_MAX,
      signal: AbortSignal.timeout(path.startsWith('/v1/technician/') ? TRIAL_MS : ANSWER_MS),
      headers: headersOf(input),
    });
    const isText = response.headers.get('Content-Type')?.startsWith('text/') === true;
    const content: unknown = isText ? await response.text() : await response.json();
    return response.ok
      ? { ok: true, value: content as ReplyOf<N> }
      : { ok: false, refusal: readRefusal(content) };
  } catch {
    return { ok: false, refusal: NO_ANSWER };
  }
}

function headersOf({
  body,
  idempotencyKey,
}: {
  readonly body: unknown;
  readonly idempotencyKey?: string | undefined;
}): Record<string, string> {
  return {
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  };
}

/**
 * Follows an event stream of the till, for as long as it is wanted; returns how to stop.
 *
 * It comes back by itself: a browser reconnects an event stream only after some of the ways in which one can end.
 */
export function watchStream<V>(address: string, watcher: Watcher<V>): () => void {
  let source: EventSource | null = null;
  let stopped = false;
  let callOff = (): void => undefined;
  const connect = (): void => {
    if (stopped) return;
    source = new EventSource(`.${address}`);
    let wasOpen = false;
    source.addEventListener('view', (event: MessageEvent<string>) => {
      wasOpen = true;
      watcher.view(JSON.parse(event.data) as V);
      watcher.link('open');
    });
    // The till cannot start: each key of its config that is refused.
    source.addEventListener('refused', (event: MessageEvent<string>) => {
      wasOpen = true;
      watcher.refused?.(JSON.parse(event.data) as RefusedKey[]);
      watcher.link('config');
    });
    source.addEventListener('error', () => {
      source?.close();
      callOff = after(wasOpen ? RECONNECT_SOON_MS : RECONNECT_MS, connect);
      if (wasOpen) return;
      void isLocked().then((locked) => {
        if (!stopped && source?.readyState === EventSource.CLOSED) watcher.link(locked ? 'locked' : 'lost');
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
