import { createServer, type ServerResponse } from 'node:http';
import type { ConfigFault } from '../../src/config/config-fault.ts';
import { EVENTS_PATH } from '../../src/contract/routes.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { SERVER_WAITS } from '../request-body.ts';
import { Access, pagePath } from './access.ts';
import { API_LIMITS } from './limits.ts';
import { Pages } from './pages.ts';

export interface RefusedPageParts {
  readonly pageFolder: string;
  readonly clock: Clock;
  /** Hands out an address that opens the page, whenever the one before it is good no longer. */
  readonly offer: (launch: string) => void;
}

/**
 * The screens of a till whose config is refused: they say each key and what it must be, and nothing else is served.
 *
 * Who may open them is as at a till that runs: see `Access`. Of a config that is refused no token is believed.
 */
export class RefusedPage {
  readonly #readers = new Set<ServerResponse>();
  readonly #access: Access;
  readonly #pages: Pages;
  #faults: readonly ConfigFault[];
  #url = '';
  readonly #server = createServer(SERVER_WAITS, (request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    if (url === null || this.#access.refusalOfOrigin(request) !== null) return end(response, 403);
    const own = pagePath(request.socket.localPort ?? 0);
    if (url.pathname.startsWith(own)) url.pathname = url.pathname.slice(own.length - 1);
    if (this.#pages.serve(request, response, url)) return;
    if (!this.#access.hasSession(request)) return end(response, 401);
    if (request.method !== 'GET' || url.pathname !== EVENTS_PATH) return end(response, 404);
    this.#begin(response);
  });

  private constructor({ pageFolder, clock, offer }: RefusedPageParts, faults: readonly ConfigFault[]) {
    this.#faults = faults;
    const offerAt = (secret: string): void => offer(this.#launchOf(secret));
    this.#access = new Access({ holderOf: () => null, clock, offer: offerAt });
    this.#pages = new Pages(pageFolder, this.#access);
    this.#server.maxConnections = API_LIMITS.connections;
  }

  /** Opens the page on loopback, at a port that is free, and offers its address. */
  static async opened(parts: RefusedPageParts, faults: readonly ConfigFault[]): Promise<RefusedPage> {
    const page = new RefusedPage(parts, faults);
    await new Promise<void>((resolve) => page.#server.listen(0, '127.0.0.1', resolve));
    const address = page.#server.address();
    page.#url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    parts.offer(page.#launchOf(page.#access.newLaunch()));
    return page;
  }

  /** The config was changed, and is refused for these now. */
  show(faults: readonly ConfigFault[]): void {
    this.#faults = faults;
    for (const reader of this.#readers) reader.write(eventOf(faults));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #begin(response: ServerResponse): void {
    if (this.#readers.size >= API_LIMITS.eventStreams) return end(response, 503);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(eventOf(this.#faults));
    this.#readers.add(response);
    response.on('close', () => this.#readers.delete(response));
  }

  #launchOf(secret: string): string {
    return `${this.#url}/?launch=${secret}`;
  }
}

function eventOf(faults: readonly ConfigFault[]): string {
  return `event: refused\ndata: ${JSON.stringify(faults)}\n\n`;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Cache-Control': 'no-store' }).end();
}
