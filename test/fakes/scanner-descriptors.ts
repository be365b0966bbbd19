/** A report descriptor written as hexadecimal, with a word on each line as its comment. */
function bytesOf(lines: string): Uint8Array {
  const hex = lines.replace(/#.*$/gm, '').match(/[0-9a-f]{2}/gi) ?? [];
  return Uint8Array.from(hex, (pair) => Number.parseInt(pair, 16));
}

/**
 * A HID POS scanner that declares all its report: length, AIM identifier, 56 bytes of data, continued bit.
 *
 * Source: made for these tests after HID Point of Sale Usage Tables 1.02, section 3.3.
 */
export const DECLARED_POS_SCANNER = bytesOf(`
  05 8c 09 02 a1 01 85 02     # bar code scanner, report 2
  09 12 a1 02 15 00 26 ff 00  # scanned data report
  75 08 95 01 05 01 09 3b 81 02  # byte count
  05 8c 95 03 09 fb 09 fc 09 fd 81 02  # symbology identifiers 1 to 3
  95 38 09 fe 82 02 01        # decoded data, 56 bytes, buffered
  95 02 06 66 ff 09 04 81 02  # two bytes of the maker's own
  05 8c 25 01 75 01 95 01 09 ff 81 02  # decode data continued
  75 07 81 03 c0 c0
`);

/** A HID POS scanner whose report is one block without a meaning: 63 bytes after the id. Made for these tests. */
export const OPAQUE_POS_SCANNER = bytesOf(`
  05 8c 09 02 a1 01 85 02
  15 00 26 ff 00 06 00 ff 09 01 75 08 95 3f 81 02 c0
`);

/** A keyboard. Source: Device Class Definition for HID 1.11, appendix B.1. */
export const KEYBOARD = bytesOf(`
  05 01 09 06 a1 01
  05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
  95 01 75 08 81 03
  95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 03
  95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0
`);

/** A keyboard whose reports are numbered, as those of scanners with more than one face are. Made for these tests. */
export const NUMBERED_KEYBOARD = bytesOf(`
  05 01 09 06 a1 01 85 07
  05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02
  95 06 75 08 26 ff 00 19 00 29 ff 81 00 c0
`);
