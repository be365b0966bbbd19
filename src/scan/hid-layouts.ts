import { parseReportDescriptor, usageAt, type InputField } from './report-descriptor.ts';

/** Where a HID POS scanner's input report holds what; places are bytes of the report as it is read. */
export interface HidPosLayout {
  /** The first byte of the report; 0 where reports are not numbered. */
  readonly reportId: number;
  /** The byte that says how many bytes of data follow; without it the data ends at its trailing zeros. */
  readonly lengthAt: number | null;
  /** Three bytes `]C1`, zeros for none; empty where the report has no such place. */
  readonly aimAt: readonly number[];
  readonly dataAt: number;
  readonly dataBytes: number;
  /** The bit that says that the code goes on in the next report. */
  readonly continued: { readonly at: number; readonly mask: number } | null;
}

/** The usage page and usage of a scanner. Source: HID Point of Sale Usage Tables 1.02, section 3. */
export const SCANNER_USAGE = { page: 0x8c, usage: 0x02 } as const;

/** Source: HID Point of Sale Usage Tables 1.02, section 3.3; HID Usage Tables, generic desktop, byte count. */
const USAGE = {
  byteCount: 0x01_003b,
  symbology: [0x8c_00fb, 0x8c_00fc, 0x8c_00fd],
  decodedData: 0x8c_00fe,
  continued: 0x8c_00ff,
} as const;

const LAST_BIT_OF_63 = { at: 63, mask: 1 };
const WITH_AIM: HidPosLayout = {
  reportId: 2,
  lengthAt: 1,
  aimAt: [2, 3, 4],
  dataAt: 5,
  dataBytes: 56,
  continued: LAST_BIT_OF_63,
};
const WITHOUT_AIM: HidPosLayout = { ...WITH_AIM, aimAt: [], dataAt: 2 };

/** What is known of a maker's HID POS scanners. */
export interface HidPosMaker {
  readonly maker: string;
  readonly vendorIds: readonly number[];
  readonly layout: HidPosLayout;
  /** A feature report that the scanner needs before it sends codes; one that is refused is not missed. */
  readonly wake?: readonly number[];
  readonly source: string;
}

/** Known layouts, for where the report descriptor cannot be read. The byte near the end names the symbology; unused. */
export const HID_POS_MAKERS: readonly HidPosMaker[] = [
  {
    maker: 'Honeywell',
    vendorIds: [0x0c2e, 0x0536, 0x067e],
    layout: WITH_AIM,
    wake: [0xfe, 0x01],
    source:
      'Access-IS LSR118 product manual 2020, appendix B.1 (the table with its example); that Honeywell is the same: ' +
      'reports printed in the README of HenkVanAsselt/python_hon_usbhid; the wake report: source of ' +
      'NielsLeenheer/WebHidBarcodeScanner; vendor ids 0536 (Hand Held Products) and 067e (Intermec) are assumed alike',
  },
  {
    maker: 'Zebra',
    vendorIds: [0x05e0],
    layout: WITH_AIM,
    source:
      'data from the sixth byte on: ciwanridwan/Unified-Vm, _Scanner.py, for 05e0:1300; 64 bytes a report: node-hid ' +
      'issue 255; places of length and continued bit are assumed as with Honeywell',
  },
  {
    maker: 'Datalogic',
    vendorIds: [0x05f9],
    layout: WITH_AIM,
    source: 'assumed as with Honeywell: no public description was found',
  },
  {
    maker: 'Newland',
    vendorIds: [0x1eab],
    layout: WITHOUT_AIM,
    source: 'Newland NLS-FM420 integration guide, USB interface, HID-POS, "Getting Scanned Data"',
  },
];

/**
 * The layout of a scanner: from its descriptor where that can be read, otherwise its maker's.
 *
 * Why the maker still matters with a descriptor: some declare the length byte with a usage of their own; where the data
 * stands at the maker's place, so does the length.
 */
export function hidPosLayoutOf(vendorId: number, descriptor: Uint8Array | null): HidPosLayout {
  const known = hidPosMakerOf(vendorId)?.layout ?? WITH_AIM;
  const fields = descriptor === null ? null : parseReportDescriptor(descriptor);
  const said = fields === null ? null : layoutOfFields(fields);
  if (said === null) return known;
  if (said.lengthAt !== null) return said;
  return said.reportId === known.reportId && said.dataAt === known.dataAt
    ? { ...said, lengthAt: known.lengthAt }
    : said;
}

/** The maker by the USB vendor id. */
export function hidPosMakerOf(vendorId: number): HidPosMaker | undefined {
  return HID_POS_MAKERS.find(({ vendorIds }) => vendorIds.includes(vendorId));
}

function layoutOfFields(fields: readonly InputField[]): HidPosLayout | null {
  const data = fields.find(
    (field) => usageAt(field, 0) === USAGE.decodedData && field.bits === 8 && field.bitAt % 8 === 0,
  );
  if (data === undefined) return null;
  const report = fields.filter(({ reportId }) => reportId === data.reportId);
  const bitOf = (usage: number) => placeOf(report, usage);
  const byteOf = (usage: number) => {
    const bit = bitOf(usage);
    return bit === null ? null : Math.floor(bit / 8);
  };
  const aimAt = USAGE.symbology.map(byteOf).filter((at) => at !== null);
  const continued = bitOf(USAGE.continued);
  return {
    reportId: data.reportId,
    lengthAt: byteOf(USAGE.byteCount),
    aimAt: aimAt.length === 3 ? aimAt : [],
    dataAt: data.bitAt / 8,
    dataBytes: data.count,
    continued: continued === null ? null : { at: Math.floor(continued / 8), mask: 1 << (continued % 8) },
  };
}

/** The first bit of the element with this usage. */
function placeOf(report: readonly InputField[], usage: number): number | null {
  for (const field of report) {
    for (let element = 0; element < field.count && !field.array; element += 1) {
      if (usageAt(field, element) === usage) return field.bitAt + element * field.bits;
    }
  }
  return null;
}
