import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Between these no system gives a port to a connection, which may take any of its own at any moment. Source: Linux,
 * ip_local_port_range, from 32768; RFC 6335, dynamic ports, from 49152.
 */
const PORTS = { from: 20_000, to: 32_768 } as const;

/** Ports of loopback that follow each other and are free, for who must name them before they are listened to. */
export async function freePorts(count: 1 | 2): Promise<number> {
  for (;;) {
    const first = randomInt(PORTS.from, PORTS.to - count);
    const ports = Array.from({ length: count }, (_, at) => first + at);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
