import qrcode from 'qrcode';

/** The pictures of a link. Source: interface section 3. */
export const LINK_TYPES = { json: 'application/json', png: 'image/png', svg: 'image/svg+xml' } as const;
export type LinkPicture = Exclude<keyof typeof LINK_TYPES, 'json'>;

/** A quiet zone of 4 modules (ISO/IEC 18004); a screen has no dirt, so that level L leaves the largest modules. */
const LOOK = { margin: 4, errorCorrectionLevel: 'L' } as const;
/** Pixels of a module in the PNG: more than any phone needs. */
const SCALE = 8;

/** A link as the picture of its QR code. */
export async function linkPicture(url: string, format: LinkPicture): Promise<Uint8Array> {
  return format === 'svg'
    ? Buffer.from(await qrcode.toString(url, { ...LOOK, type: 'svg' }))
    : qrcode.toBuffer(url, { ...LOOK, type: 'png', scale: SCALE });
}
