import type { PartHealth } from '../ground/ports.ts';
import { hasCodeShape } from './code-rules.ts';
import type { Scan, ScannerSink } from './port.ts';

/** From this misfit in a row on, the settings are to blame, and not one bad read. */
export const MISFITS_BLAMED = 2;

/** What some scanners are set to send around a code. Source: ASCII (ISO/IEC 646), names of the control characters. */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );
const AROUND = /^([^!-~]*)([!-~]*)([^!-~]*)$/;
/** A scanner's name for the kind of code: `A`, `QR`, `QR-Code:`. No code begins so but the EMV code, which is known. */
const TYPE_NAMES = [/^([A-Za-z][A-Za-z:_-]{0,15})([0-9]+)$/, /^([A-Za-z][A-Za-z:_-]{0,15})(hQVDUFYw.*)$/];

/**
 * What a scanner's setting puts around a payment code, in names: `STX in front`. Undefined where that is not the shape.
 *
 * Why only around what is a code by its form: then the customer showed the right thing, and the scanner added to it.
 * Never holds a character of the code. AIM identifiers are no misfit: the till takes them off.
 */
export function signsAround(text: string): string | undefined {
  const [, front = '', body = '', behind = ''] = AROUND.exec(text) ?? [];
  const code = body.replace(/^\][A-Za-z][0-9A-Za-z]/, '');
  const printed = hasCodeShape(code) ? NOTHING : printedAround(code);
  if (printed === null) return undefined;
  const signs = [
    ...(front === '' ? [] : [`${byteNames(front)} in front`]),
    ...(printed.front === '' ? [] : [`${printedName(printed.front)} in front`]),
    ...(printed.behind === '' ? [] : [`${printedName(printed.behind)} behind`]),
    ...(behind === '' ? [] : [`${byteNames(behind)} behind`]),
  ];
  return signs.length === 0 ? undefined : signs.join(', ');
}

interface Around {
  readonly front: string;
  readonly behind: string;
}

const NOTHING: Around = { front: '', behind: '' };

/** A scanner's name for the kind of code that comes behind it, as some are set. */
const NAME_BEHIND = /^([0-9]+)([A-Za-z][A-Za-z:_-]{0,15})$/;
/** Marks around a code, such as the stars of Code 39. */
const MARKS_AROUND = /^([^0-9A-Za-z]{0,4})([0-9]+)([^0-9A-Za-z]{0,4})$/;

/** What a scanner printed around a code; null where what is left is no code. */
function printedAround(text: string): Around | null {
  const name = typeNameOf(text);
  if (name !== null) return { front: name, behind: '' };
  const [, named = '', behind = ''] = NAME_BEHIND.exec(text) ?? [];
  if (hasCodeShape(named)) return { front: '', behind };
  const [, before = '', marked = '', after = ''] = MARKS_AROUND.exec(text) ?? [];
  return hasCodeShape(marked) ? { front: before, behind: after } : null;
}

function printedName(signs: string): string {
  const kind = /^[A-Za-z]/.test(signs) ? 'letter' : 'sign';
  return `${kind}${signs.length === 1 ? '' : 's'} ${signs}`;
}

/** The letters in front of a code; null where what is left is no code. */
export function typeNameOf(text: string): string | null {
  for (const shape of TYPE_NAMES) {
    const [, name = '', code = ''] = shape.exec(text) ?? [];
    if (hasCodeShape(code)) return name;
  }
  return null;
}

/** Control bytes by their names, such as `CR LF`. */
export function byteNames(bytes: string): string {
  return Array.from(bytes, (sign) => {
    const byte = sign.charCodeAt(0);
    if (byte > 0x20 && byte < 0x7f) return sign;
    return CONTROLS[byte] ?? `byte ${byte}`;
  }).join(' ');
}

/**
 * What one scanner tells, with every scan that shows a wrong setting told as such: `misread`, and from the second in a
 * row on `misfit`, when its health says it too. A code as it should be ends that.
 *
 * Shape: `suffix` is what ends a code by the config; undefined where silence or the report does.
 */
export function withMisfits(sink: ScannerSink, suffix: string | undefined): ScannerSink {
  let inRow = 0;
  let signs: string | undefined;
  let own: PartHealth | null = null;
  const sayHealth = (): void => {
    if (own === null) return;
    const isBlamed = inRow >= MISFITS_BLAMED && (own.status === 'ok' || own.reason === 'endless');
    sink.health(isBlamed ? misfits(signs ?? '') : own);
  };
  return {
    scanned(scan, tookMs) {
      const found = signsOf(scan, suffix);
      if (found === undefined) {
        const isMended = inRow > 0 && scan.kind === 'frame' && hasCodeShape(scan.text);
        if (isMended) inRow = 0;
        sink.scanned(scan, tookMs);
        if (isMended) sayHealth();
        return;
      }
      inRow += 1;
      signs = found;
      sink.scanned({ kind: 'refused', why: inRow < MISFITS_BLAMED ? 'misread' : 'misfit' }, tookMs);
      if (inRow >= MISFITS_BLAMED) sayHealth();
    },
    health(health) {
      own = health;
      sayHealth();
    },
  };
}

function signsOf(scan: Scan, suffix: string | undefined): string | undefined {
  if (scan.kind === 'frame') return signsAround(scan.text);
  if (scan.why === 'misread') return suffix === undefined ? 'no end' : `no ${byteNames(suffix)} behind`;
  return scan.signs;
}

function misfits(signs: string): PartHealth {
  return {
    status: 'down',
    reason: 'misfit',
    why:
      `its settings do not fit the config (around the code: ${signs}): have them found on the technician's page, or ` +
      'by npm start -- --scanner-setup',
  };
}
