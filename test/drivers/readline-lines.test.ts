import { describe, expect, test } from 'vitest';
import { ReadlineLines } from '../../drivers/scanner/readline-lines.ts';
import { FRAME_BYTES_MAX, Framer } from '../../src/scan/frame.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const textOf = (line: Iterable<number>) => Buffer.from([...line]).toString('latin1');

describe('The lines of a serial scanner', () => {
  test.each(['\r', '\n', '\r\n', '\t', '\x03', '\xff', '##'])(
    'with the suffix %j are given before the call returns, empty ones too',
    (suffix) => {
      const lines = new ReadlineLines(suffix);

      const first = lines.take(bytes(`A1${suffix}${suffix}B`)).map(textOf);
      const second = lines.take(bytes(`2${suffix}`)).map(textOf);

      expect([first, second]).toEqual([['A1', ''], ['B2']]);
    },
  );

  test('keep every byte as it came', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0d);
    const lines = new ReadlineLines('\r');

    const [line] = lines.take(Uint8Array.from([...all, 0x0d]));

    expect(Uint8Array.from(line ?? [])).toEqual(all);
  });

  test('hold what has no suffix yet, and keep of it as much as they are told', () => {
    const lines = new ReadlineLines('\r\n');
    lines.take(bytes('HALF\r'));

    const before = textOf(lines.open);
    lines.keepLast(2);
    const after = textOf(lines.open);

    expect([before, after]).toEqual(['HALF\r', 'F\r']);
    expect(lines.take(bytes('\nNEXT\r\n')).map(textOf)).toEqual(['F', 'NEXT']);
  });

  test('hold no more than a frame and its suffix, however long no suffix comes', () => {
    const lines = new ReadlineLines('\r\n');
    const framer = new Framer({ suffix: '\r\n', silenceMs: 50 }, lines);
    const chunk = bytes('7'.repeat(4096));
    let longest = 0;

    const scans = Array.from({ length: 500 }, (_, atMs) => {
      const said = framer.feed(chunk, atMs);
      longest = Math.max(longest, lines.open.length);
      return said;
    }).flat();

    expect(scans).toEqual([{ kind: 'refused', why: 'oversize' }]);
    expect(longest).toBeLessThanOrEqual(FRAME_BYTES_MAX + 2);
    expect(framer.feed(bytes('\r\nNEXT\r\n'), 500)).toEqual([{ kind: 'frame', text: 'NEXT' }]);
  });
});
