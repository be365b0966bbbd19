import { describe, expect, it } from 'vitest';
import { kioskTrouble, type KioskStart } from '../../electron/kiosk-guard.ts';

const config = (...stages: readonly (string | undefined)[]): Uint8Array =>
  Buffer.from(
    JSON.stringify({ gateways: Object.fromEntries(stages.map((stage, at) => [`g${at}`, { stage }])) }),
  );

const troubleOf = (start: Partial<KioskStart>): string | null =>
  kioskTrouble({ config: config('live'), args: [], env: {}, isRoot: false, ...start });

describe('A kiosk that takes money (interface §11)', () => {
  it('starts for an ordinary user, with the switches of a kiosk', () => {
    expect(troubleOf({ args: ['.', '--config', 'till.json', '--ozone-platform=wayland'] })).toBeNull();
  });

  it.each([
    '--inspect',
    '--inspect=0',
    '--inspect-brk=9229',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-setuid-sandbox',
    '--single-process',
    '--disable-web-security',
    '--load-extension=/tmp/x',
    '--js-flags=--expose-gc',
    '--ignore-certificate-errors',
    '--require',
  ])('%s is refused, by its name', (argument) => {
    expect(troubleOf({ args: ['.', argument, '--config', 'till.json'] })).toContain(
      argument.split('=', 1)[0],
    );
  });

  it.each(['PAYCODE_TILL_NODE', 'NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'LD_PRELOAD'])(
    'the variable %s is refused, by its name and without what it says',
    (name) => {
      const words = troubleOf({ env: { [name]: '/tmp/foreign' } });

      expect(words).toContain(name);
      expect(words).not.toContain('/tmp/foreign');
    },
  );

  it('root is refused', () => {
    expect(troubleOf({ isRoot: true })).toContain('ordinary user');
  });

  it.each([
    ['a gateway that says nothing', config(undefined)],
    ['one live gateway beside one for tests', config('test', 'live')],
    ['a config that is none', Buffer.from('{')],
    ['a config that cannot be read', null],
    ['a config that is no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('%s is taken for a shop’s', (_, bytes) => {
    expect(troubleOf({ config: bytes, isRoot: true })).not.toBeNull();
  });

  it('where all gateways are for tests, a developer may look into it', () => {
    expect(troubleOf({ config: config('test', 'test'), args: ['--inspect'], isRoot: true })).toBeNull();
  });
});
