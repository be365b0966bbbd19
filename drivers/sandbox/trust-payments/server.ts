import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { basic } from '../../../src/acquirers/basic-login.ts';
import { noticeHash } from '../../../src/acquirers/trust-payments/notification.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { bodyOf, Losses, serveOnLoopback } from '../loopback.ts';
import { TrustBooks, type Entry } from './books.ts';

/** What the sandbox is asked to be. */
export interface TrustSandboxOptions {
  readonly port: number;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly siteReference: string;
  readonly user: string;
  readonly password: string;
  readonly notificationPassword: string;
  /** Where every decision of a customer is told; absent where nothing is told by itself. */
  readonly noticesTo?: () => string;
}

/** A sandbox of Trust Payments that runs: the real wire, true books, and a page that a person can click. */
export interface TrustSandbox {
  readonly url: string;
  readonly books: TrustBooks;
  /** Loses the answers to the next calls of this kind, which are done all the same. */
  loseAnswers(requesttype: string, count: number): void;
  /** Tells of an entry as the settlement rule does; `tamper` spoils the hash. Answers the status that came. */
  notify(url: string, entry: Entry, tamper?: boolean): Promise<number>;
  close(): Promise<void>;
}

const PAGE_PATH = '/cashier/';

const request = z.object({
  requestreference: z.string(),
  request: z.tuple([
    z.object({
      requesttypedescriptions: z.tuple([z.string()]),
      sitereference: z.string().optional(),
      baseamount: z.string().optional(),
      currencyiso3a: z.string().optional(),
      orderreference: z.string().optional(),
      parenttransactionreference: z.string().optional(),
      filter: z
        .object({
          sitereference: z.array(z.object({ value: z.string() })),
          orderreference: z.array(z.object({ value: z.string() })).optional(),
        })
        .optional(),
    }),
  ]),
});
type Asked = z.infer<typeof request>['request'][0];

export async function startTrustSandbox(options: TrustSandboxOptions): Promise<TrustSandbox> {
  const books = new TrustBooks(options.siteReference, () => options.clock.nowMs());
  /** Which link a page's address is of. */
  const pages = new Map<string, string>();
  const lost = new Losses();
  let url = '';

  const element = (asked: Asked): object => {
    const [type] = asked.requesttypedescriptions;
    const head = { requesttypedescription: type, errormessage: 'Ok', errorcode: '0' };
    const invalid = {
      ...head,
      requesttypedescription: 'ERROR',
      errorcode: '30000',
      errormessage: 'Invalid field',
    };
    switch (type) {
      case 'AUTH': {
        const { orderreference, baseamount, currencyiso3a } = asked;
        if (orderreference === undefined || baseamount === undefined || currencyiso3a === undefined)
          return invalid;
        const entry = books.linkMade(orderreference, baseamount, currencyiso3a);
        const token = randomBytes(12).toString('hex');
        pages.set(token, entry.transactionreference);
        return { ...head, ...entry, redirecturl: `${url}${PAGE_PATH}${token}` };
      }
      case 'TRANSACTIONQUERY': {
        const names = asked.filter?.orderreference?.map(({ value }) => value) ?? [];
        const records = books.named(names);
        return { ...head, found: String(records.length), records };
      }
      case 'REFUND': {
        const { parenttransactionreference = '', baseamount = '', orderreference = '' } = asked;
        const made = books.refunded(parenttransactionreference, baseamount, orderreference);
        return typeof made === 'string'
          ? { ...head, errorcode: made, errormessage: 'Refused' }
          : { ...head, ...made };
      }
      default:
        return invalid;
    }
  };

  const notify: TrustSandbox['notify'] = async (
    to,
    { settlestatus, sitereference, transactionreference },
    tamper = false,
  ) => {
    const fields = new Map(Object.entries({ settlestatus, sitereference, transactionreference }));
    fields.set('notificationreference', `101-${randomBytes(3).toString('hex')}`);
    const hash = noticeHash(fields, tamper ? 'another' : options.notificationPassword, 'sha256');
    fields.set('responsesitesecurity', hash);
    const response = await fetch(to, { method: 'POST', body: new URLSearchParams([...fields]) });
    return response.status;
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', url);
    if (pathname.startsWith(PAGE_PATH)) {
      const decided = page(books, pages.get(pathname.slice(PAGE_PATH.length)), incoming, response);
      // A till that is not there hears nothing, and asks.
      if (decided !== null && options.noticesTo !== undefined)
        await notify(options.noticesTo(), decided).catch(() => undefined);
      return;
    }
    if (pathname !== '/json/' || incoming.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    if (incoming.headers.authorization !== basic(options.user, options.password)) {
      response.writeHead(401).end();
      return;
    }
    const read = request.safeParse(JSON.parse((await bodyOf(incoming)).toString('utf8')));
    if (!read.success) {
      json(response, {
        requestreference: 'W1',
        version: '1.00',
        response: [{ requesttypedescription: 'ERROR', errorcode: '60018' }],
      });
      return;
    }
    const [asked] = read.data.request;
    const done = element(asked);
    const [type] = asked.requesttypedescriptions;
    if (lost.takes(type)) {
      incoming.socket.destroy();
      return;
    }
    json(response, {
      requestreference: read.data.requestreference,
      version: '1.00',
      response: [done],
      secrand: 'zO9',
    });
  };

  const { close, ...loopback } = await serveOnLoopback(options.port, answer);
  url = loopback.url;
  return {
    url,
    books,
    loseAnswers: (type, count) => lost.arm(type, count),
    notify,
    close,
  };
}

/** The page of a link: whoever has its address may pay or decline, once. Answers what was decided just now. */
function page(
  books: TrustBooks,
  transactionreference: string | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Entry | null {
  const entry = books.entries.find((known) => known.transactionreference === transactionreference);
  if (transactionreference === undefined || entry === undefined) {
    response.writeHead(404).end();
    return null;
  }
  const waited = entry.settlestatus === '10';
  if (incoming.method === 'POST') {
    const { searchParams } = new URL(incoming.url ?? '/', 'http://sandbox');
    books.decide(transactionreference, searchParams.has('decline') ? '3' : '100');
  }
  const waits = entry.settlestatus === '10';
  const buttons = waits
    ? '<form method="post"><button>Pay</button></form><form method="post" action="?decline"><button>Decline</button></form>'
    : `<p>${entry.settlestatus === '100' ? 'Paid.' : 'Declined.'}</p>`;
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(
    `<!doctype html><title>Sandbox</title><h1>${entry.currencyiso3a} ${entry.baseamount}</h1>${buttons}`,
  );
  return waited && !waits ? entry : null;
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
