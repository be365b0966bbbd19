import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sendPieces } from '../../drivers/api/pieces.ts';

const PIECE = 'x'.repeat(64 * 1024);

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** Answers one request with pieces; a reader may go away while they are made. */
async function givenAnswer(
  before: (response: ServerResponse) => unknown,
  leaves: (made: number, response: ServerResponse) => void,
  reads: boolean,
): Promise<{ made: number; isOver: boolean; bytes: number }> {
  const said = { made: 0, isOver: false, bytes: 0 };
  function* rows(response: ServerResponse): Generator<string> {
    try {
      for (; said.made < 200; said.made += 1) {
        leaves(said.made, response);
        yield PIECE;
      }
    } finally {
      said.isOver = true;
    }
  }
  await new Promise<void>((resolve) => {
    const server = createServer((_, response) => {
      void Promise.resolve(before(response))
        .then(() => sendPieces(response, rows(response)))
        .then(resolve);
    });
    ends.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const call = get({ port, host: '127.0.0.1', agent: false }, (answer) => {
        answer.on('error', () => undefined);
        if (reads) answer.on('data', (chunk: Buffer) => (said.bytes += chunk.length));
      });
      call.on('error', () => undefined);
    });
  });
  return said;
}

const stays = (): void => undefined;

describe('A report in pieces (interface §3, reports/sales)', () => {
  it('comes whole to a reader who stays', async () => {
    const { made, isOver } = await givenAnswer(stays, stays, true);

    expect([made, isOver]).toEqual([200, true]);
  });

  it('ends at once for one who was gone before the first row', async () => {
    const goes = (response: ServerResponse): Promise<unknown> => {
      const gone = once(response, 'close');
      response.destroy();
      return gone;
    };

    const { made, isOver } = await givenAnswer(goes, stays, true);

    expect([made, isOver]).toEqual([0, true]);
  });

  it('ends for one who goes while a row is made, however full the line is', async () => {
    const leaves = (made: number, response: ServerResponse): void => {
      if (made === 3) response.destroy();
    };

    const { made, isOver } = await givenAnswer(stays, leaves, false);

    expect([made <= 4, isOver]).toEqual([true, true]);
  });

  it('ends for one who goes while it waits for the line', async () => {
    const before = (response: ServerResponse): void => {
      const look = (): void => {
        if (response.writableNeedDrain) response.destroy();
        else setImmediate(look);
      };
      look();
    };

    const { made, isOver } = await givenAnswer(before, stays, false);

    expect([made < 200, isOver]).toEqual([true, true]);
  });
});
