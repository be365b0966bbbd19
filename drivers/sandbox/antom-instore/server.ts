import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sandbox } from '../sandbox.ts';
import { startSandbox, type PageSandbox, type SandboxOptions } from '../server.ts';
import { antomInstoreDialect } from './dialect.ts';

/** Where an order code leads, before its token. */
const CODE_PATH = '/order-code/';

/**
 * Starts Antom in a shop on loopback: payment codes and order codes, over the ledger, the fault menu and the control calls
 * of Alipay+'s sandbox. An order code is the address of a page on which a person, or a test, pays or declines.
 */
export async function startAntomInstoreSandbox(
  options: Omit<SandboxOptions, 'dialect' | 'page'>,
): Promise<Sandbox> {
  /** Which payment a code is of. */
  const tokens = new Map<string, string>();
  const codes = new Map<string, string>();
  let url = '';
  const textOf = (paymentRequestId: string): string => {
    const token = codes.get(paymentRequestId) ?? randomBytes(16).toString('hex');
    codes.set(paymentRequestId, token);
    tokens.set(token, paymentRequestId);
    return `${url}${CODE_PATH}${token}`;
  };
  const page = (request: IncomingMessage, response: ServerResponse, sandbox: PageSandbox): boolean => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    if (!pathname.startsWith(CODE_PATH)) return false;
    const paymentRequestId = tokens.get(pathname.slice(CODE_PATH.length));
    if (paymentRequestId === undefined) response.writeHead(404).end();
    else if (request.method !== 'POST') show(response, 200, WALLET);
    else {
      const isDeclined = searchParams.has('decline');
      const decided = sandbox.decide(paymentRequestId, isDeclined ? 'F' : 'S');
      show(response, decided.ok ? 200 : 409, decided.ok ? '<p>Done.</p>' : '<p>This payment is over.</p>');
    }
    return true;
  };
  const dialect = antomInstoreDialect({ textOf, nowMs: () => options.clock.nowMs() });
  const sandbox = await startSandbox({ ...options, dialect, page });
  ({ url } = sandbox);
  return sandbox;
}

const WALLET =
  '<form method="post"><button>Pay</button></form><form method="post" action="?decline"><button>Decline</button></form>';

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><title>Sandbox</title>${html}`);
}
