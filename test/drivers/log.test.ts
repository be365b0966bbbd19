import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { KEPT_BYTES_MAX, openOutput } from '../../drivers/system/output.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startUnreadAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  await endAgents();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A pipe of the operating system: both ends are open here, and nobody reads it by himself. */
function givenPipe(): { readonly writeEnd: number; fill(): void; read(): string; abandon(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'till-log-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeEnd = openSync(path, constants.O_WRONLY);
  const filler = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const open = new Set([readEnd, writeEnd, filler]);
  cleanUps.push(() => {
    for (const fd of open) closeSync(fd);
    rmSync(folder, { recursive: true });
  });
  return {
    writeEnd,
    abandon() {
      closeSync(readEnd);
      open.delete(readEnd);
    },
    fill() {
      while (couldWrite(filler, Buffer.alloc(4096, '\n')));
      while (couldWrite(filler, Buffer.from('\n')));
    },
    read() {
      const parts: Buffer[] = [];
      for (;;) {
        const part = Buffer.alloc(65_536);
        const bytes = couldRead(readEnd, part);
        if (bytes === 0) return Buffer.concat(parts).toString();
        parts.push(part.subarray(0, bytes));
      }
    },
  };
}

function couldWrite(fd: number, bytes: Buffer): boolean {
  try {
    return writeSync(fd, bytes) > 0;
  } catch {
    return false;
  }
}

function couldRead(fd: number, into: Buffer): number {
  try {
    return readSync(fd, into);
  } catch {
    return 0;
  }
}

/** A terminal that somebody has stopped: its driver takes Ctrl-S as a terminal does. */
async function givenStoppedTerminal(): Promise<{
  readonly fd: number;
  goOn(): void;
  line(): Promise<string>;
  /** Closes its window. */
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'till-log-'));
  const path = join(folder, 'terminal');
  const socat = spawn('socat', ['-d', '-d', '-', `pty,echo=0,ixon=1,link=${path}`]);
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: socat.stderr }).on('line', (line) => {
      if (line.includes('starting data transfer loop')) resolve();
    });
  });
  await ready;
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const lines = createInterface({ input: socat.stdout });
  const close = async (): Promise<void> => {
    socat.kill();
    if (socat.exitCode === null && socat.signalCode === null) await once(socat, 'exit');
  };
  cleanUps.push(async () => {
    closeSync(fd);
    await close();
    rmSync(folder, { recursive: true });
  });
  // What is typed before is shown before: when it has come back, the driver has taken Ctrl-S too.
  socat.stdin.write('\x13');
  const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (couldWrite(probe, Buffer.from('.'))) setImmediate(look);
      else resolve();
    };
    look();
  });
  closeSync(probe);
  return {
    fd,
    goOn: () => void socat.stdin.write('\x11'),
    line: async () => ((await once(lines, 'line')) as [string])[0],
    close,
  };
}

async function sell(agent: AgentProcess, sandbox: Sandbox, id: string): Promise<unknown> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  const { sale } = await agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  return sale?.state;
}

describe('A log line never waits', () => {
  it('sales go on while nobody reads standard error and its pipe is full, and so does the end', async () => {
    const sandbox = await givenAgentSandbox();
    const pipe = givenPipe();
    pipe.fill();

    const agent = await startUnreadAgent(givenAgentFolder(sandbox.url), pipe.writeEnd);

    expect(await sell(agent, sandbox, 'ORD-1')).toBe('paid');
    expect(await sell(agent, sandbox, 'ORD-2')).toBe('paid');
    expect((await agent.stop()).code).toBe(0);
  });

  it('sales go on while the terminal is stopped, and its lines come when it goes on', async () => {
    const sandbox = await givenAgentSandbox();
    const terminal = await givenStoppedTerminal();

    const agent = await startUnreadAgent(givenAgentFolder(sandbox.url), terminal.fd);
    expect(await sell(agent, sandbox, 'ORD-1')).toBe('paid');

    const line = terminal.line();
    terminal.goOn();
    expect(await line).toMatch(/\{"level":"(info|warn)"/);
  });

  it('what could not be written comes in its order when it flows again', async () => {
    const clock = new ManualClock();
    const pipe = givenPipe();
    pipe.fill();
    const output = openOutput(pipe.writeEnd, clock);

    for (let number = 1; number <= 1000; number += 1) output.write(`line ${number}\n`);
    pipe.read();
    await clock.advance(1000);

    const expected = Array.from({ length: 1000 }, (_, index) => `line ${index + 1}\n`).join('');
    expect(pipe.read()).toBe(expected);
  });

  it('at most 1 MB is kept; what is over is counted as lost, and said in its place', async () => {
    const clock = new ManualClock();
    const pipe = givenPipe();
    pipe.fill();
    const output = openOutput(pipe.writeEnd, clock, (lines) => `${lines} are lost\n`);
    const line = `${'x'.repeat(999)}\n`;

    for (let number = 1; number <= KEPT_BYTES_MAX / 1000 + 7; number += 1) output.write(line);
    output.write(`${line}${line}`);
    let read = pipe.read();
    for (let part = ' '; part !== ''; read += part) {
      await clock.advance(1000);
      part = pipe.read();
    }
    output.write('and on\n');
    read += pipe.read();

    const lines = read.trim().split('\n');
    expect(lines.filter((text) => text.startsWith('x'))).toHaveLength(KEPT_BYTES_MAX / 1000);
    expect(lines.slice(-2)).toEqual(['9 are lost', 'and on']);
  });

  it('what nobody reads any more keeps no program from its end', () => {
    const clock = new ManualClock();
    const pipe = givenPipe();
    const output = openOutput(pipe.writeEnd, clock);
    pipe.abandon();

    output.write('a line\n');

    expect(clock.due).toEqual([]);
  });

  it('nor does a full disk, nor a terminal whose window was closed', async () => {
    const clock = new ManualClock();
    const terminal = await givenStoppedTerminal();
    const full = openSync('/dev/full', 'w');
    const outputs = [openOutput(full, clock), openOutput(terminal.fd, clock)] as const;
    await terminal.close();

    for (const output of outputs) output.write('a line\n');
    closeSync(full);

    expect(clock.due).toEqual([]);
  });

  it('sales go on after the reader has gone for good', async () => {
    const sandbox = await givenAgentSandbox();
    const pipe = givenPipe();
    const agent = await startUnreadAgent(givenAgentFolder(sandbox.url), pipe.writeEnd);
    pipe.abandon();

    expect(await sell(agent, sandbox, 'ORD-1')).toBe('paid');
  });
});
