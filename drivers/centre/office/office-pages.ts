import type { IncomingMessage, ServerResponse } from 'node:http';
export interface OfficePages {
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}
