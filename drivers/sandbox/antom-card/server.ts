import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isoOrEpochMs } from '../../../src/acquirers/signed-wire/times.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { resultOf, type WireAnswer } from '../answers.ts';
import { readBody, send } from '../http-answer.ts';
import { serveOnLoopback } from '../loopback.ts';
import { serveControl } from '../pages/control.ts';
import { PageFaultBoard } from '../pages/fault-board.ts';
import { PagePayer } from '../pages/payer.ts';
import { Relay } from '../pages/relay.ts';
import { PAGE_TIMES, type PageTimes } from '../pages/times.ts';
import { answerCall, provenCall, type Identity } from '../signed-call.ts';
import { CardBooks, type CardPayment } from './books.ts';
import { CardDesk } from './desk.ts';
import { faulted, faultOf } from './faults.ts';
import { CardNotifier } from './notifier.ts';
import { holds, serveCardPage } from './page.ts';
import { cardApiOf, parseCardRequest, type CardRequest } from './requests.ts';
import { notifyPayment } from './words.ts';

export interface CardSandboxOptions extends Identity {
  readonly port: number;
  readonly clock: Clock;
  readonly times?: Partial<PageTimes>;
}

/** A sandbox of Antom's cards that runs: the real wire, true books, and a page that a person can click. */
export interface CardSandbox {
  readonly url: string;
  readonly books: CardBooks;
  readonly board: PageFaultBoard;
  readonly payer: PagePayer;
  readonly notifier: CardNotifier;
  /** Every body that came, as text. */
  readonly heard: readonly string[];
  /** The kind of every call that came. */
  readonly calls: readonly string[];
  /** Where a public address is reached from now on. */
  relay(publicUrl: string, listenerUrl: string): void;
  close(): Promise<void>;
}

const PAGE_PATH = '/card/';

export async function startCardSandbox(options: CardSandboxOptions): Promise<CardSandbox> {
  const { clock } = options;
  const times = { ...PAGE_TIMES, ...options.times };
  const nowMs = (): number => clock.nowMs();
  const books = new CardBooks(nowMs);
  const board = new PageFaultBoard('antom-card');
  const relay = new Relay();
  const notifier = new CardNotifier({
    ...{ clock, board, books, times, identity: options, relayed: relay.reach },
  });
  const heard: string[] = [];
  const calls: string[] = [];
  const late = new Set<() => void>();
  let url = '';
  const desk = new CardDesk(books, nowMs, () => {
    const page = randomBytes(16).toString('hex');
    return { page, link: `${url}${PAGE_PATH}${page}` };
  });
  const ofLink = (link: string): CardPayment | undefined =>
    books.ofPage(new URL(link).pathname.slice(PAGE_PATH.length));
  const payer = new PagePayer({
    ...{ clock, board, times, relayed: relay.reach },
    paymentOf: (link) => {
      const payment = ofLink(link);
      return payment === undefined ? null : faulted(payment);
    },
    overturn: (id) => {
      const payment = books.ofRequest(id);
      if (payment?.state !== 'failed') return;
      books.hold(payment, payment.amount);
      holds(payment, books, board);
      notifier.decided(payment);
    },
  });
  const decided = (payment: CardPayment): void => {
    notifier.decided(payment);
    const [capture] = payment.captures;
    if (capture !== undefined) notifier.captured(payment, capture);
  };
  const control = {
    ...{ board, payer, calls: () => calls },
    books: () => ({ payments: books.told() }),
    notify: async (id: string) => {
      const payment = books.ofRequest(id);
      const { notifyUrl } = payment ?? {};
      if (payment === undefined || notifyUrl == null) return null;
      return notifier.send(notifyUrl, notifyPayment(payment));
    },
  };

  /** What a call has moved is told of by itself. */
  const moved = (asked: CardRequest, before: number): void => {
    const payment = desk.paymentOf(asked);
    if (payment === undefined) return;
    const { captures, refunds } = payment;
    if (captures.length + refunds.length === before) return;
    const [capture, refund] = [captures.at(-1), refunds.at(-1)];
    if (asked.api === 'capture' && capture !== undefined) notifier.captured(payment, capture);
    if (asked.api === 'refund' && refund !== undefined) notifier.refunded(payment, refund);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const uri = request.url ?? '/';
    const { pathname } = new URL(uri, 'http://sandbox');
    if (pathname.startsWith(PAGE_PATH)) {
      const payment = ofLink(url + pathname);
      if (payment === undefined) return void response.writeHead(404).end();
      return serveCardPage({ books, board, decided }, payment, request, response);
    }
    if (await serveControl(control, request, response)) return;
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
    calls.push(api);
    const asked = parseCardRequest(api, text);
    if (!asked.ok) return reply({ result: resultOf('PARAM_ILLEGAL', asked.error) });
    const payment = desk.paymentOf(asked.value);
    if (api === 'inquiryPayment' && payment !== undefined) payer.asked(payment.paymentRequestId);
    const about = desk.about(asked.value);
    const fault =
      about === null ? null : faultOf(board, asked.value, about, payment, { nowMs: nowMs(), times });
    if (fault?.kind === 'lostRequest') return void response.destroy();
    if (fault?.kind === 'httpStatus') return reply({ result: resultOf('UNKNOWN_EXCEPTION') }, fault);
    if (fault?.kind === 'answer') {
      if (resultOf(fault.code).resultStatus === 'F') desk.refused(asked.value);
      return reply({ result: resultOf(fault.code) });
    }
    const before = (payment?.captures.length ?? 0) + (payment?.refunds.length ?? 0);
    const answer = desk.act(asked.value, text);
    moved(asked.value, before);
    if (fault?.kind === 'lostAnswer') return void response.destroy();
    if (fault?.kind !== 'lateAnswer') return reply(answer, fault ?? undefined);
    const callOff = clock.after(fault.waitMs, () => {
      late.delete(callOff);
      reply(answer);
    });
    late.add(callOff);
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, serve);
  ({ url } = loopback);
  return {
    ...{ url, books, board, payer, notifier, heard, calls },
    relay: (from, to) => relay.set(from, to),
    close: () => {
      for (const callOff of late) callOff();
      notifier.stop();
      payer.stop();
      return close();
    },
  };
}
