import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReadlineLines } from '../../drivers/scanner/readline-lines.ts';
import type { Scan } from '../../src/scan/port.ts';
import { cleanText, FRAME_BYTES_MAX, Framer, type FrameRules } from '../../src/scan/frame.ts';

const CODE = '281012345678901234567890';
const CR: FrameRules = { suffix: '\r', silenceMs: 50 };
const SILENCE: FrameRules = { silenceMs: 50 };
const OVERSIZE: Scan = { kind: 'refused', why: 'oversize' };
const UNPRINTABLE: Scan = { kind: 'refused', why: 'unprintable' };

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const frame = (text: string, aim?: string): Scan =>
  aim === undefined ? { kind: 'frame', text } : { kind: 'frame', text, aim };

/** A serial scanner's framer: the readline parser cuts at the suffix. */
const ofSerial = (rules: FrameRules): Framer =>
  rules.suffix === undefined ? new Framer(rules) : new Framer(rules, new ReadlineLines(rules.suffix));
/** The framer of keys, which cuts by itself. */
const ofKeys = (rules: FrameRules): Framer => new Framer(rules);

/** What comes out when the chunks come one after another at one time. */
function scansOf(framer: Framer, ...chunks: (string | Uint8Array)[]): Scan[] {
  return chunks.flatMap((chunk) => framer.feed(typeof chunk === 'string' ? bytes(chunk) : chunk, 0));
}

describe('Bytes from scanners (interface §5) › a text from the API follows the same rules', () => {
  test.each([
    ['blanks are dropped and the AIM identifier is kept', ' ]C128 10\r\n', frame('2810', ']C1')],
    ['a control character is unprintable', '28\u001d10', UNPRINTABLE],
    ['a letter beyond ASCII is unprintable', '28é10', UNPRINTABLE],
    ['half a surrogate pair is unprintable', '28\ud83d', UNPRINTABLE],
    ['512 bytes are a text', '1'.repeat(512), frame('1'.repeat(512))],
    ['513 bytes are oversize', '1'.repeat(513), OVERSIZE],
    ['bytes are counted, not letters', 'é'.repeat(300), OVERSIZE],
    ['a text with nothing in it is an empty frame', ' \n', frame('')],
  ])('%s', (_, text, expected) => {
    const scan = cleanText(text);

    expect(scan).toEqual(expected);
  });
});

/** Streams of any bytes, among them many that the rules speak of. */
const anyByte = fc.oneof(
  fc.constantFrom(...bytes('\r\n\t ]CQ3#\x02+/=')),
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0x30, max: 0x39 }),
);
const anyStream = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.array(anyByte, { maxLength: 80 }).map((list) => Uint8Array.from(list)),
  fc
    .array(fc.tuple(fc.integer({ min: 505, max: 520 }), fc.constantFrom('\r', '\r\n', '##', '')), {
      maxLength: 4,
    })
    .map((parts) => bytes(parts.map(([length, end]) => '7'.repeat(length) + end).join(''))),
);
const anySuffix = fc.constantFrom('\r', '\n', '\r\n', '\t', '##', '#\r#');
const anyCuts = fc.array(fc.nat({ max: 2100 }), { maxLength: 30 });

function cutAt(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return at.slice(1).map((to, i) => stream.subarray(at[i], to));
}

describe.each([
  ['with lines of the readline parser', ofSerial],
  ['with lines of keys', ofKeys],
] as const)('Bytes from scanners (interface §5), %s', (_, framerOf) => {
  describe('where a frame ends', () => {
    test('a frame ends at the configured suffix', () => {
      const scans = scansOf(framerOf(CR), `${CODE}\r`);

      expect(scans).toEqual([frame(CODE)]);
    });

    test('without its suffix a frame has not ended, however long the silence', () => {
      const framer = framerOf(CR);
      framer.feed(bytes(CODE), 0);

      const scans = framer.silence(60_000);

      expect(scans).toEqual([]);
      expect(framer.feed(bytes('\r'), 60_001)).toEqual([frame(CODE)]);
    });

    test.each(['\r\n', '\t', '\x03', '##', '\r\r'])('the suffix may be %j, split over chunks', (suffix) => {
      const chunks = Array.from(`${CODE}${suffix}A1${suffix}`);

      const scans = scansOf(framerOf({ suffix, silenceMs: 50 }), ...chunks);

      expect(scans).toEqual([frame(CODE), frame('A1')]);
    });

    test('half a suffix is part of the code', () => {
      const scans = scansOf(framerOf({ suffix: '##', silenceMs: 50 }), 'A#B##');

      expect(scans).toEqual([frame('A#B')]);
    });

    test('without a suffix a frame ends after the configured silence', () => {
      const framer = framerOf(SILENCE);
      framer.feed(bytes(CODE.slice(0, 9)), 1000);
      framer.feed(bytes(CODE.slice(9)), 1049);

      const early = framer.silence(1098);
      const scans = framer.silence(1099);

      expect([early, scans]).toEqual([[], [frame(CODE)]]);
    });

    test('the framer says when the silence is over, and nothing while there is nothing to end', () => {
      const framer = framerOf(SILENCE);

      const before = framer.endsAtMs;
      framer.feed(bytes('1'), 1000);
      const during = framer.endsAtMs;
      framer.silence(1050);
      const after = framer.endsAtMs;

      expect([before, during, after]).toEqual([undefined, 1050, undefined]);
    });

    test('a chunk that comes after the silence begins a new frame, even where no timer said so', () => {
      const framer = framerOf(SILENCE);
      framer.feed(bytes('A1'), 1000);

      const scans = framer.feed(bytes('B2'), 1050);

      expect(scans).toEqual([frame('A1')]);
      expect(framer.silence(1100)).toEqual([frame('B2')]);
    });

    test('two codes in one chunk are two frames', () => {
      const scans = scansOf(framerOf(CR), 'A1\rB2\r');

      expect(scans).toEqual([frame('A1'), frame('B2')]);
    });

    test('empty frames yield nothing', () => {
      const scans = scansOf(framerOf(CR), '\r\r \t\n\r]C1\r');

      expect(scans).toEqual([]);
    });

    test('after a loss of the scanner the half frame is forgotten', () => {
      const framer = framerOf(CR);
      framer.feed(bytes('HALF'), 0);
      framer.feed(bytes('x'.repeat(600)), 0);

      framer.forget();
      const scans = framer.feed(bytes('WHOLE\r'), 0);

      expect(scans).toEqual([frame('WHOLE')]);
    });
  });

  describe('what a frame holds', () => {
    test('CR, LF, TAB and blanks are dropped wherever they stand', () => {
      const scans = scansOf(framerOf({ suffix: '\x03', silenceMs: 50 }), '\r\n 28 10\t12\r3\n4 \x03');

      expect(scans).toEqual([frame('28101234')]);
    });

    test.each([']C1', ']Q3', ']e0', ']d2'])('the AIM identifier %s in front is taken off and kept', (aim) => {
      const scans = scansOf(framerOf(CR), `\n ${aim}${CODE}\r`);

      expect(scans).toEqual([frame(CODE, aim)]);
    });

    test('what only looks like an AIM identifier, or does not stand in front, stays', () => {
      const scans = scansOf(framerOf(CR), ']11A\r1]C1\r');

      expect(scans).toEqual([frame(']11A'), frame('1]C1')]);
    });

    test('the configured prefix is taken off where it is, before the AIM identifier', () => {
      const rules = { prefix: '\x02S', suffix: '\r', silenceMs: 50 };

      const scans = scansOf(framerOf(rules), `\x02S${CODE}\r\n\x02S]C1${CODE}\r${CODE}\r`);

      expect(scans).toEqual([frame(CODE), frame(CODE, ']C1'), frame(CODE)]);
    });

    test('the prefix is taken off in front only, and once', () => {
      const scans = scansOf(framerOf({ prefix: 'AA', suffix: '\r', silenceMs: 50 }), 'AAAA1AA\r1AA\r');

      expect(scans).toEqual([frame('AA1AA'), frame('1AA')]);
    });

    test('the Base64 text of an EMV code stays as it is', () => {
      const emv = 'hQVDUFYwMWEiTwegAAAGdhUBUAdBTElQQVk+/1oKMTIzNDU2Nzg5MA==';

      const scans = scansOf(framerOf(CR), `${emv}\r`);

      expect(scans).toEqual([frame(emv)]);
    });

    test.each([0x00, 0x02, 0x1b, 0x1d, 0x7f, 0x80, 0xff])('byte %i makes the frame unprintable', (byte) => {
      const scans = scansOf(framerOf(CR), 'A', Uint8Array.of(byte), 'B\rC\r');

      expect(scans).toEqual([UNPRINTABLE, frame('C')]);
    });
  });

  describe('at most 512 bytes', () => {
    test.each(['\r', '\r\n', '#####'])('512 bytes before the suffix %j are a frame', (suffix) => {
      const scans = scansOf(framerOf({ suffix, silenceMs: 50 }), `${'1'.repeat(FRAME_BYTES_MAX)}${suffix}`);

      expect(scans).toEqual([frame('1'.repeat(512))]);
    });

    test.each(['\r', '\r\n', '#####'])('513 bytes before the suffix %j are oversize, said once', (suffix) => {
      const rules = { suffix, silenceMs: 50 };

      const scans = scansOf(
        framerOf(rules),
        `${'1'.repeat(513)}${suffix}2${suffix}${'1'.repeat(5000)}${suffix}3${suffix}`,
      );

      expect(scans).toEqual([OVERSIZE, frame('2'), OVERSIZE, frame('3')]);
    });

    test('bytes are counted before blanks are dropped', () => {
      const scans = scansOf(framerOf(CR), `1${' '.repeat(512)}\r`);

      expect(scans).toEqual([OVERSIZE]);
    });

    test('oversize is said before the frame ends, as it may never end', () => {
      const scans = scansOf(framerOf(CR), '1'.repeat(513));

      expect(scans).toEqual([OVERSIZE]);
    });

    test('without a suffix the bytes of an oversize frame are dropped up to the next silence', () => {
      const framer = framerOf(SILENCE);

      const over = [...framer.feed(bytes('1'.repeat(513)), 0), ...framer.feed(bytes('2'), 49)];
      const after = [...framer.silence(99), ...framer.feed(bytes('3'), 100), ...framer.silence(150)];

      expect([over, after]).toEqual([[OVERSIZE], [frame('3')]]);
    });

    test('without a suffix 512 bytes are a frame', () => {
      const framer = framerOf(SILENCE);
      framer.feed(bytes('1'.repeat(512)), 0);

      const scans = framer.silence(50);

      expect(scans).toEqual([frame('1'.repeat(512))]);
    });
  });

  describe('whatever comes', () => {
    test('any split and any merge of the chunks gives the same frames', () => {
      fc.assert(
        fc.property(anyStream, anySuffix, anyCuts, (stream, suffix, cuts) => {
          const whole = scansOf(framerOf({ suffix, silenceMs: 50 }), stream);

          const split = scansOf(framerOf({ suffix, silenceMs: 50 }), ...cutAt(stream, cuts));

          expect(split).toEqual(whole);
        }),
      );
    });

    test('any split within the silence gives the same frames where silence ends them', () => {
      fc.assert(
        fc.property(fc.array(anyStream, { maxLength: 4 }), anyCuts, (streams, cuts) => {
          const whole = framerOf(SILENCE);
          const split = framerOf(SILENCE);

          const scans = streams.map((stream, i) => [
            ...whole.feed(stream, i * 100),
            ...whole.silence(i * 100 + 50),
          ]);
          const again = streams.map((stream, i) => [
            ...cutAt(stream, cuts).flatMap((chunk) => split.feed(chunk, i * 100)),
            ...split.silence(i * 100 + 50),
          ]);

          expect(again).toEqual(scans);
        }),
      );
    });

    test('well-formed streams are cut at their suffixes and nowhere else', () => {
      const printable = fc.string({
        unit: fc.constantFrom(...Array.from('0123456789ABCxyz+/=')),
        minLength: 1,
        maxLength: 64,
      });
      fc.assert(
        fc.property(
          fc.array(printable),
          fc.constantFrom('\r', '\n', '\r\n', '\t', '##'),
          anyCuts,
          (codes, suffix, cuts) => {
            const chunks = cutAt(bytes(codes.map((code) => code + suffix).join('')), cuts);

            const scans = scansOf(framerOf({ suffix, silenceMs: 50 }), ...chunks);

            expect(scans).toEqual(codes.map((code) => frame(code)));
          },
        ),
      );
    });

    test('a garbled stream never throws, never yields a frame that breaks the rules, and heals at the next suffix', () => {
      const edit = fc.record({
        at: fc.nat({ max: 600 }),
        drop: fc.nat({ max: 3 }),
        put: fc.uint8Array({ maxLength: 3 }),
      });
      fc.assert(
        fc.property(fc.array(edit, { maxLength: 8 }), anyCuts, (edits, cuts) => {
          const clean = bytes(Array.from({ length: 20 }, () => `${CODE}\r`).join(''));
          const garbled = edits.reduce((stream, { at, drop, put }) => {
            const list = [...stream];
            list.splice(at, drop, ...put);
            return Uint8Array.from(list);
          }, clean);
          const framer = framerOf(CR);

          const scans = cutAt(garbled, cuts).flatMap((chunk) => framer.feed(chunk, 0));
          framer.feed(bytes('\r'), 0);
          const healed = framer.feed(bytes(`${CODE}\r`), 0);

          for (const scan of scans) if (scan.kind === 'frame') expect(scan.text).toMatch(/^[!-~]{1,512}$/);
          expect(healed).toEqual([frame(CODE)]);
        }),
        { seed: 20_260_105, numRuns: 1000 },
      );
    });
  });
});

describe('Bytes from scanners (interface §5) › one rule of frames for all scanners', () => {
  test('frames are those that the readline parser of serialport cuts, whatever comes and whenever', () => {
    const anyTime = fc.constantFrom(0, 10, 49, 50, 249, 250, 600);
    const anyStep = fc.record({ stream: anyStream, afterMs: anyTime, startsOver: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), anySuffix, (steps, suffix) => {
        const [serial, keys] = [ofSerial, ofKeys].map((framerOf) => {
          const framer = framerOf({ suffix, silenceMs: 50 });
          let atMs = 0;
          return steps.map(({ stream, afterMs, startsOver }) => {
            atMs += afterMs;
            if (startsOver) framer.startOver(atMs);
            return [framer.feed(stream, atMs), framer.isEmpty, framer.halfSinceMs];
          });
        });

        expect(keys).toEqual(serial);
      }),
      { numRuns: 1000 },
    );
  });
});
