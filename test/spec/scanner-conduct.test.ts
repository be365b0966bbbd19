import { describe, expect, test } from 'vitest';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import type { Scan } from '../../src/scan/port.ts';
import { CodeWanted } from '../../src/scan/code-wanted.ts';
import { Conduct } from '../../src/scan/conduct.ts';
import { Framer } from '../../src/scan/frame.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';

const CODE: Scan = { kind: 'frame', text: '281001020000000000000001' };
const NO_CODE: Scan = { kind: 'frame', text: 'https://example.com' };
const REFUSED: Scan = { kind: 'refused', why: 'unprintable' };
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('How a scanner behaves that is there (interface §3 health)', () => {
  test('one that sends nothing is well', () => {
    expect(new Conduct(true, CODE_BOOK).healthAt(0)).toEqual({ status: 'ok' });
  });

  test.each([
    ['what is no code', NO_CODE],
    ['what cannot be read', REFUSED],
  ])('one that sends %s many times a second babbles, until it has been calm', (_, scan) => {
    const conduct = new Conduct(false, CODE_BOOK);

    for (let i = 0; i <= SCAN_POLICY.babbleScansMax; i += 1) conduct.sent(64, [scan], i * 50);
    const last = SCAN_POLICY.babbleScansMax * 50;

    expect(conduct.healthAt(last)).toMatchObject({
      status: 'down',
      why: expect.stringContaining('unplug') as string,
    });
    expect(conduct.healthAt(last + SCAN_POLICY.calmMs - 1).status).toBe('down');
    expect(conduct.healthAt(last + SCAN_POLICY.calmMs)).toEqual({ status: 'ok' });
  });

  test('one whose stream never makes a code babbles by its bytes', () => {
    const conduct = new Conduct(true, CODE_BOOK);

    for (let atMs = 0; atMs < 2000; atMs += 10) conduct.sent(10, [], atMs);

    expect(conduct.healthAt(2000).status).toBe('down');
  });

  test('codes are no babble, however many come at once and however long they are', () => {
    const conduct = new Conduct(true, CODE_BOOK);
    const long: Scan = { kind: 'frame', text: `hQVDUFYw${'MQ+/aZ09'.repeat(42)}` };

    for (let i = 0; i < 100; i += 1) {
      conduct.sent(25, [CODE], i);
      conduct.sent(345, [long], i);
    }

    expect(conduct.healthAt(100)).toEqual({ status: 'ok' });
  });

  test('a hand that scans the wrong things one after the other is no babble', () => {
    const conduct = new Conduct(true, CODE_BOOK);

    for (let i = 0; i < 60; i += 1) conduct.sent(20, [NO_CODE], i * 400);

    expect(conduct.healthAt(24_000)).toEqual({ status: 'ok' });
  });

  test('one whose codes never end is said to be so, until a code ends', () => {
    const conduct = new Conduct(true, CODE_BOOK);
    conduct.foundNoEnd();

    const before = conduct.healthAt(0);
    conduct.sent(25, [CODE], 1);

    expect(before).toMatchObject({ status: 'down', why: expect.stringContaining('suffix') as string });
    expect(conduct.healthAt(1)).toEqual({ status: 'ok' });
  });
});

describe('A sale begins to wait for a code (interface §5)', () => {
  test('it is noticed once for each time that one waits', () => {
    const wanted = new CodeWanted();

    const begins = [null, 'S1', 'S1', null, 'S1', 'S2'].map((saleId) => wanted.begins(saleId));

    expect(begins).toEqual([false, true, false, false, true, true]);
  });

  test('half a frame is dropped with its rest, and the next one is read', () => {
    const framer = new Framer({ suffix: '\r', silenceMs: 50 });
    framer.feed(bytes('2810123456'), 0);

    framer.startOver(5);
    const scans = framer.feed(bytes('78901234\rNEXT\r'), 10);

    expect(scans).toEqual([{ kind: 'frame', text: 'NEXT' }]);
  });

  test('bytes that were left lying do not take the next frame with them', () => {
    const framer = new Framer({ suffix: '\r', silenceMs: 50 });
    framer.feed(bytes('x'), 0);

    framer.startOver(SCAN_POLICY.framePauseMs);
    const scans = framer.feed(bytes('NEXT\r'), SCAN_POLICY.framePauseMs + 1);

    expect(scans).toEqual([{ kind: 'frame', text: 'NEXT' }]);
  });

  test('a half frame whose rest never comes does not take the next frame with it', () => {
    const framer = new Framer({ suffix: '\r', silenceMs: 50 });
    framer.feed(bytes('2810'), 0);

    framer.startOver(5);
    const scans = framer.feed(bytes('NEXT\r'), SCAN_POLICY.framePauseMs);

    expect(scans).toEqual([{ kind: 'frame', text: 'NEXT' }]);
  });

  test('without a suffix the rest of a half frame is dropped up to the silence', () => {
    const framer = new Framer({ silenceMs: 50 });
    framer.feed(bytes('2810'), 0);

    framer.startOver(5);
    const rest = [...framer.feed(bytes('1234'), 10), ...framer.silence(60)];
    framer.feed(bytes('NEXT'), 100);

    expect([rest, framer.silence(150)]).toEqual([[], [{ kind: 'frame', text: 'NEXT' }]]);
  });
});
