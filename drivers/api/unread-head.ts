import type { Duplex } from 'node:stream';
import { PROBLEMS, problemBody } from '../../src/contract/problems.ts';

/** What Node could not take for the head of a call, with the status of its own. */
const OTHER_STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/**
 * Answers a caller whose head is no HTTP, such as one with a control character in a header, and hangs up.
 *
 * Why: it never comes to a handler, and Node's own answer has no body; a refusal has a problem. Source: interface section 3.
 */
export function answerUnreadHead(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const other = OTHER_STATUS[error.code ?? ''];
  if (other !== undefined) return void socket.end(`HTTP/1.1 ${other}\r\nConnection: close\r\n\r\n`);
  const detail = 'The head of the call is not HTTP: a header holds printable characters only.';
  const body = JSON.stringify(problemBody({ slug: 'invalid-request', detail, field: 'head' }));
  const head = [
    `HTTP/1.1 ${PROBLEMS['invalid-request'].status} Bad Request`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
