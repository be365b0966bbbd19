import { KEYS } from '../../src/scan/key-codes.ts';
import type { HidPosLayout } from '../../src/scan/hid-layouts.ts';

const REPORT_BYTES = 64;
const SHIFT = 0x02;
const CONTROL = 0x01;
/** F1: a key that no character stands for. */
const NO_CHARACTER_KEY = 0x3a;

/** The reports that a HID POS scanner sends for one code; an AIM identifier in front goes where the layout has it. */
export function hidPosReports(layout: HidPosLayout, code: string): Uint8Array[] {
  const aim = layout.aimAt.length > 0 ? (/^\][A-Za-z][0-9A-Za-z]/.exec(code)?.[0] ?? '') : '';
  const data = Buffer.from(code.slice(aim.length), 'latin1');
  const count = Math.max(1, Math.ceil(data.length / layout.dataBytes));
  return Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * layout.dataBytes, (index + 1) * layout.dataBytes);
    const report = new Uint8Array(REPORT_BYTES);
    if (layout.reportId !== 0) report[0] = layout.reportId;
    if (layout.lengthAt !== null) report[layout.lengthAt] = part.length;
    layout.aimAt.forEach((at, i) => (report[at] = aim === '' ? 0 : aim.charCodeAt(i)));
    report.set(part, layout.dataAt);
    if (layout.continued !== null && index < count - 1) report[layout.continued.at] = layout.continued.mask;
    return report;
  });
}

/** The boot reports of a keyboard that types a text: each key down, then up; LF is Control and J. */
export function keyReports(text: string): Uint8Array[] {
  const up = new Uint8Array(8);
  return Array.from(text).flatMap((character) => {
    const [modifier, key] = keyOf(character);
    return [Uint8Array.of(modifier, 0, key, 0, 0, 0, 0, 0), up];
  });
}

function keyOf(character: string): readonly [modifier: number, key: number] {
  if (character === '\n') return [CONTROL, keyOf('j')[1]];
  for (const [key, [plain, shifted]] of KEYS) {
    if (plain === character) return [0, key];
    if (shifted === character) return [SHIFT, key];
  }
  return [0, NO_CHARACTER_KEY];
}
