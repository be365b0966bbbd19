import { Talk } from '../../drivers/printer/talk.ts';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import { Framer, FRAME_BYTES_MAX } from '../../src/scan/frame.ts';
import { hidPosLayoutOf } from '../../src/scan/hid-layouts.ts';
import { HidPosReader } from '../../src/scan/hid-pos.ts';
import { holdsPaymentCode } from '../../src/scan/held-code.ts';
import { KeyboardReader } from '../../src/scan/keyboard.ts';
import { keyboardLayoutOf } from '../../src/scan/keys.ts';
import { ruleFor } from '../../src/scan/classify.ts';
import type { Scan } from '../../src/scan/port.ts';
import type { ScanReader } from '../../src/scan/reader.ts';
import { takeReplies } from '../../src/receipt/printer-status.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import type { Random } from '../torture/random.ts';
import { mutatedBytes } from './mutation.ts';
import { demand, type Surface } from './surface.ts';

const FRAMES = [
  '281001020123456789012345\r',
  ']Q3281001020123456789012345\r\n',
  '\u0002badge-0001-0001\u0003',
  '\r\n\t ',
].map((text) => Buffer.from(text));
const REFUSALS: readonly unknown[] = ['oversize', 'unprintable', 'misread', 'misfit'];

/** Bytes of scanners of every kind, in any pieces: whatever comes, a scan is clean text or is refused. */
const SCANNERS: Surface = {
  name: 'bytes of scanners',
  step: (random) => {
    const reader = readerOf(random);
    let atMs = 0;
    for (let pieces = 1 + random.below(6); pieces > 0; pieces -= 1) {
      atMs += random.pick([0, 1, 40, 400, 5000]);
      const bytes = mutatedBytes(random.pick(FRAMES), random);
      reader.feed(bytes.subarray(0, random.below(bytes.length + 1)), atMs).forEach(look);
      if (random.chance(0.2)) reader.silence(atMs + random.below(1000)).forEach(look);
      if (random.chance(0.1)) reader.startOver(atMs);
      if (random.chance(0.1)) reader.forget();
    }
  },
};

function readerOf(random: Random): ScanReader {
  const descriptor = random.chance(0.5)
    ? null
    : Uint8Array.from({ length: random.below(80) }, () => random.below(256));
  switch (random.below(3)) {
    case 0:
      return new Framer({ suffix: random.pick(['\r', '\r\n', '', '\u0003']), silenceMs: 50 });
    case 1:
      return new HidPosReader(hidPosLayoutOf(random.below(65_536), descriptor));
    default:
      return new KeyboardReader(keyboardLayoutOf(descriptor), {
        keyMsMax: 30,
        suffix: random.chance(0.5) ? undefined : '\r',
      });
  }
}

function look(scan: Scan): void {
  if (scan.kind === 'refused') {
    demand(REFUSALS.includes(scan.why), `a scan is refused as ${scan.why}`);
    demand(!holdsPaymentCode(scan.signs ?? '', CODE_BOOK), 'what stood around a code is named without it');
    return;
  }
  demand(
    /^[!-~]+$/.test(scan.text) && scan.text.length <= FRAME_BYTES_MAX,
    `a frame is ${JSON.stringify(scan.text)}`,
  );
  const family = ruleFor(scan.text, CODE_BOOK)?.family;
  demand(family === undefined || typeof family === 'string', 'a code has a family or none');
}

const REPLIES = [
  [0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x00],
  [0x12, 0x16, 0x1a, 0x1e],
  [0x10, 0x0f, 0x0f, 0x0f],
  [0x11, 0x13],
  [...Buffer.from('login: ')],
].map((bytes) => Buffer.from(bytes));

/** What printers say, in any pieces: what is kept of it stays small, and only whole answers are taken. */
const PRINTERS: Surface = {
  name: 'answers of printers',
  step: (random) => {
    const talk = new Talk(new ManualClock());
    const heard: number[] = [];
    for (let pieces = 1 + random.below(5); pieces > 0; pieces -= 1) {
      const bytes = mutatedBytes(random.pick(REPLIES), random);
      talk.heard(bytes);
      if (random.chance(0.3)) talk.listen();
      heard.push(...bytes);
      for (const reply of takeReplies(heard))
        if (reply.kind === 'done')
          demand(reply.id.length === 4, 'a job that is done is named by four characters');
      demand(heard.length < 8, `${heard.length} bytes wait for more`);
      demand(talk.surplus <= 64, `${talk.surplus} answers are kept`);
    }
    const said = talk.chatter?.say ?? talk.text?.say ?? '';
    // eslint-disable-next-line no-control-regex -- control characters are what must not be in it
    demand(!/[\u0000-\u001f]/.test(said), `a trouble has control characters: ${JSON.stringify(said)}`);
  },
};

export const DEVICE_SURFACES: readonly Surface[] = [SCANNERS, PRINTERS];
