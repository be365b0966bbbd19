import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PtyPair } from '../contract/pty-pair.ts';
import { PayDoor } from './pay-door.ts';

const PROGRAM = fileURLToPath(new URL('./floor-process.ts', import.meta.url));
const CODE = '281001020123456789012345';

/** As much as the till's own body of a pay has, to the hundred. */
const BODY_BYTES = 1000;

/** The floor under "scanner's last byte to first byte of pay": plain Node, the same line, one commit, one signature, one POST. */
export class ScanFloor {
  readonly #cable: PtyPair;
  readonly #door: PayDoor;
  readonly #end: () => Promise<void>;

  private constructor(cable: PtyPair, door: PayDoor, end: () => Promise<void>) {
    this.#cable = cable;
    this.#door = door;
    this.#end = end;
  }

  static async laid(): Promise<ScanFloor> {
    const cable = await PtyPair.plugged();
    const gateway = createServer((call, answer) => void call.resume().on('end', () => answer.end('{}')));
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const door = await PayDoor.before(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`);
    const folder = mkdtempSync(join(tmpdir(), 'till-floor-'));
    const words = [PROGRAM, cable.path, join(folder, 'floor.sqlite'), door.url, String(BODY_BYTES)];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return new ScanFloor(cable, door, async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await cable.end();
      await door.close();
      gateway.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** One scan: ms from just before its last byte to the first byte of its pay. */
  async scanMs(): Promise<number> {
    this.#door.expectPay();
    const took = await scanOverCable(this.#cable, this.#door, CODE);
    this.#door.letThrough();
    return took;
  }

  end(): Promise<void> {
    return this.#end();
  }
}

/** Writes a code, then its suffix: ms from just before the suffix to the first byte of the pay. */
export async function scanOverCable(cable: PtyPair, door: PayDoor, code: string): Promise<number> {
  await cable.sends(code);
  const lastByteAtMs = performance.now();
  await cable.sends('\r');
  return (await door.firstByteAtMs) - lastByteAtMs;
}
