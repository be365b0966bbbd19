import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isoOrEpochMs } from '../../../src/acquirers/signed-wire/times.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { resultOf, type WireAnswer } from '../answers.ts';
import { readBody, send } from '../http-answer.ts';
import { serveOnLoopback } from '../loopback.ts';
import { isLoopbackUrl, sendNotification } from '../notifier.ts';
import { answerCall, provenCall, type Identity } from '../signed-call.ts';
import { CardBooks, type CardPayment } from './books.ts';
import { CardDesk } from './desk.ts';
import { CardFaultBoard, COLLECTED_BY_ACQUIRER, OTHER_AMOUNT } from './faults.ts';
import { cardApiOf, parseCardRequest } from './requests.ts';
import { notifyPayment } from './words.ts';

export interface CardSandboxOptions extends Identity {
  readonly port: number;
  readonly clock: Clock;
  /** Whether every decision is told by itself. */
  readonly notifications?: boolean | undefined;
}

/** A sandbox of Antom's cards that runs: the real wire, true books, and a page that a person can click. */
export interface CardSandbox {
  readonly url: string;
  readonly books: CardBooks;
  /** Every body that came, as text. */
  readonly heard: readonly string[];
  /** Tells of a payment; answers the status that came, 0 where nobody answered. */
  notify(url: string, message: object): Promise<number>;
  close(): Promise<void>;
}

const PAGE_PATH = '/card/';

export async function startCardSandbox(options: CardSandboxOptions): Promise<CardSandbox> {
  const { clock } = options;
  const nowMs = (): number => clock.nowMs();
  const books = new CardBooks(nowMs);
  const faults = new CardFaultBoard();
  const heard: string[] = [];
  let url = '';
  const desk = new CardDesk(books, nowMs, () => {
    const page = randomBytes(16).toString('hex');
    return { page, link: `${url}${PAGE_PATH}${page}` };
  });

  const notify = async (to: string, message: object): Promise<number> => {
    const told = await sendNotification(to, message, clock, options);
    return told.ok ? told.value.status : 0;
  };

  const page = async (payment: CardPayment, request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') {
      show(response, 200, BUTTONS);
      return;
    }
    const isPaid = !new URL(request.url ?? '/', 'http://sandbox').searchParams.has('decline');
    const { value, currency } = payment.amount;
    const isOther = value.endsWith(OTHER_AMOUNT);
    const held = isOther ? { currency, value: String(Number(value) + 100) } : payment.amount;
    const isTaken = books.decide(payment, isPaid, held);
    if (isTaken && isPaid && (payment.isAutomatic || value.endsWith(COLLECTED_BY_ACQUIRER)))
      books.capture(payment, `ACQUIRER-${payment.paymentId}`, held);
    show(response, isTaken ? 200 : 409, isTaken ? '<p>Done.</p>' : '<p>This payment is over.</p>');
    const { notifyUrl } = payment;
    if (isTaken && options.notifications === true && notifyUrl !== null && isLoopbackUrl(notifyUrl))
      await notify(notifyUrl, notifyPayment(payment));
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const uri = request.url ?? '/';
    const { pathname } = new URL(uri, 'http://sandbox');
    if (pathname.startsWith(PAGE_PATH)) {
      const payment = books.ofPage(pathname.slice(PAGE_PATH.length));
      if (payment === undefined) response.writeHead(404).end();
      else await page(payment, request, response);
      return;
    }
    if (pathname === '/sandbox/books') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(books.told()));
      return;
    }
    const body = await readBody(request);
    const api = cardApiOf(uri);
    if (body === null || api === null) return void response.writeHead(404).end();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
    const reply = (answer: object, fault?: Parameters<typeof answerCall>[4]): void =>
      send(response, answerCall(uri, answer as WireAnswer, nowMs(), options, fault));
    const call = { method: request.method ?? '', uri, headers, body };
    const refusal = provenCall(call, options, (text) => isoOrEpochMs(text) !== null);
    if (refusal !== null) return reply({ result: refusal });
    const text = body.toString('utf8');
    heard.push(text);
    const asked = parseCardRequest(api, text);
    if (!asked.ok) return reply({ result: resultOf('PARAM_ILLEGAL', asked.error) });
    const about = desk.about(asked.value);
    const fault = about === null ? null : faults.takes(api, about.id, about.value);
    if (fault?.kind === 'lostRequest') return void response.destroy();
    if (fault?.kind === 'answer') {
      desk.refused(asked.value, fault.code);
      return reply({ result: resultOf(fault.code) });
    }
    const answer = desk.act(asked.value, text);
    if (fault?.kind === 'lostAnswer') return void response.destroy();
    reply(answer, fault ?? undefined);
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, serve);
  ({ url } = loopback);
  return { url, books, heard, notify, close };
}

const BUTTONS =
  '<form method="post"><button>Pay</button></form><form method="post" action="?decline"><button>Decline</button></form>';

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><title>Sandbox</title>${html}`);
}
