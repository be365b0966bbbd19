import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrinter } from '../../drivers/printer/open.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { PartHealth } from '../../src/ground/ports.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { takeReplies } from '../../src/receipt/printer-status.ts';
import { Heard } from '../contract/heard.ts';
import { PtyPair } from '../contract/pty-pair.ts';

const JOB = Buffer.from('a receipt');
const CONSOLE = expect.stringContaining(
  'answers with text that is no printer status: is this a serial console?',
) as string;
const GOOD_STATUS = Uint8Array.of(0x12);

/** What a peer says to what it hears; `unasked`: at once, whatever it hears. */
interface Peer {
  readonly unasked?: string;
  readonly says?: (heard: Buffer) => string | Uint8Array | null;
}

const PEERS: readonly [string, Peer][] = [
  ['a login prompt, whenever it hears something', { says: () => '\r\nubuntu login: ' }],
  ['an echo of every byte, as a terminal', { says: (heard) => heard }],
  ['a shell that complains', { says: () => 'sh: 1: not found\r\nroot@till:~# ' }],
  ['a banner at once, and nothing after it', { unasked: 'Welcome to till\r\nroot@till:~# ' }],
  ['a line that ends after one letter at a time', { says: () => 'r\r\n' }],
];

/** One printer on a line whose other end is a peer of the test. */
interface Line {
  readonly config: (profile: PrinterConfig['profile']) => PrinterConfig;
  readonly took: () => string;
  readonly end: () => Promise<void>;
}

async function serialLine({ unasked, says }: Peer): Promise<Line> {
  const cable = await PtyPair.plugged();
  const peer: FileHandle = await open(join(dirname(cable.path), 'scanner'), 'r');
  let took = '';
  let greeted = false;
  void (async () => {
    const buffer = Buffer.alloc(4096);
    for (;;) {
      const { bytesRead } = await peer.read(buffer, 0, buffer.length, null);
      const heard = Buffer.from(buffer.subarray(0, bytesRead));
      took += heard.toString('latin1');
      if (unasked !== undefined && !greeted) await cable.sends(unasked);
      greeted = true;
      const answer = says?.(heard) ?? null;
      if (answer !== null) await cable.sends(Buffer.from(answer).toString('latin1'));
    }
  })().catch(() => undefined);
  const serial = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
  return {
    config: (profile) => ({ kind: 'serial', path: cable.path, ...serial, profile, copies: ['customer'] }),
    took: () => took,
    end: async () => {
      await cable.end();
      await peer.close().catch(() => undefined);
    },
  };
}

async function networkLine({ unasked, says }: Peer): Promise<Line> {
  let took = '';
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    if (unasked !== undefined) socket.write(unasked);
    socket.on('error', () => undefined);
    socket.on('data', (heard: Buffer) => {
      took += heard.toString('latin1');
      const answer = says?.(heard) ?? null;
      if (answer !== null) socket.write(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    config: (profile) => ({ kind: 'tcp', host: '127.0.0.1', port, profile, copies: ['customer'] }),
    took: () => took,
    end: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}

const LINES = [
  ['serial', serialLine],
  ['network', networkLine],
] as const;

async function printed(line: Line, profile: PrinterConfig['profile'], jobs = 1) {
  const printer: Printer = openPrinter(line.config(profile), systemClock());
  const outcomes: PrintOutcome[] = [];
  const healths: PartHealth[] = [];
  const first = printer.print(JOB);
  printer.watch((now) => healths.push(now));
  outcomes.push(await first);
  for (let job = 1; job < jobs; job += 1) outcomes.push(await printer.print(JOB));
  await printer.stop();
  return { outcomes, healths, health: healths.at(-1) };
}

describe.each(LINES)("A peer's chatter on a %s line is not a printer's word", (_, givenLine) => {
  let line: Line | undefined;
  afterEach(() => line?.end());

  it.each(PEERS)('%s: a printer that must say how it is gets no byte of a receipt', async (_name, peer) => {
    line = await givenLine(peer);

    const { outcomes, health } = await printed(line, 'epson-tm-t20iii');

    expect(outcomes).toEqual([{ kind: 'notPrinted', why: CONSOLE, again: true }]);
    expect(health).toEqual({ status: 'down', reason: 'chatter', why: CONSOLE });
    expect(line.took()).not.toContain('a receipt');
  });

  it.each(PEERS)('%s: one that never answered is no more held to it than before', async (_name, peer) => {
    line = await givenLine(peer);

    const { outcomes, healths } = await printed(line, 'generic-80mm', 2);

    expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'printed' }]);
    expect(healths).toContainEqual({ status: 'ok', reason: 'chatter', why: CONSOLE });
    expect(line.took().split('a receipt')).toHaveLength(3);
  });

  it('Status bytes that follow no question are no answer', async () => {
    const flood = Buffer.concat([GOOD_STATUS, GOOD_STATUS, GOOD_STATUS]);
    line = await givenLine({ says: () => flood });

    const { outcomes, health } = await printed(line, 'epson-tm-t20iii');

    expect(outcomes).toMatchObject([{ kind: 'notPrinted', again: true }]);
    expect(health).toMatchObject({ status: 'down', reason: 'chatter' });
    expect(line.took()).not.toContain('a receipt');
  });

  it('One odd sample is no trouble: paper that is out at one answer and there at the next is there', async () => {
    let asked = 0;
    line = await givenLine({
      says: (heard) => {
        const words = heard.toString('latin1');
        const mark = words.indexOf('\x1d(H\x06\x0000');
        if (mark >= 0) return `7"${words.slice(mark + 7, mark + 11)}\0`;
        if (!words.includes('\x10\x04')) return null;
        asked += 1;
        return Uint8Array.of(asked === 1 ? 0x7e : 0x12);
      },
    });

    const { outcomes, health } = await printed(line, 'epson-tm-t20iii');

    expect(outcomes).toEqual([{ kind: 'printed' }]);
    expect(health).toEqual({ status: 'ok' });
  });

  it('A printer that says twice that its paper is out is believed', async () => {
    line = await givenLine({ says: (heard) => (heard.includes(0x04) ? Uint8Array.of(0x7e) : null) });

    const { outcomes } = await printed(line, 'epson-tm-t20iii');

    expect(outcomes).toMatchObject([{ why: expect.stringContaining('its paper is out') as string }]);
  });
});

describe('A peer that never stops', () => {
  let line: Line;
  let ends: () => void;
  beforeEach(async () => {
    const sockets = new Heard<Socket>();
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      sockets.tell(socket);
      const says = (): void => void socket.write(Uint8Array.of(0x00), (error) => error ?? setImmediate(says));
      says();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    ends = () => server.close();
    line = {
      config: (profile) => ({ kind: 'tcp', host: '127.0.0.1', port, profile, copies: ['customer'] }),
      took: () => '',
      end: () => Promise.resolve(),
    };
  });
  afterEach(() => ends());

  it('holds no receipt up: every wait has an end', async () => {
    const { outcomes } = await printed(line, 'generic-80mm', 2);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['printed', 'printed']);
  });
});

describe('What a printer says', () => {
  it.each<[string, number[]]>([
    ['the end of a line', [0x0d, 0x0a]],
    ['a tab', [0x09]],
    ['an echo of the question behind a job', [0x1d, 0x01]],
    ['half of what the two bits of a paper sensor say', [0x04, 0x08, 0x01, 0x02]],
    ['automatic status with a wrong bit', [0x10, 0x90, 0x99]],
  ])('%s is no answer', (_, bytes) => {
    const kinds = takeReplies([...bytes]).map(({ kind }) => kind);

    expect(kinds.filter((kind) => kind === 'fence' || kind === 'done')).toEqual([]);
    expect(kinds).toContain('chatter');
  });

  it('flow control and automatic status are passed over', () => {
    expect(takeReplies([0x11, 0x13, 0x14, 0x00, 0x00, 0x0f, 0x12])).toEqual([{ kind: 'status', byte: 0x12 }]);
  });
});
