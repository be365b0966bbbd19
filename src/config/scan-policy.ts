/**
 * The numbers of scanning. Each says where it is from; what is only assumed says so.
 *
 * Source of the pace of keys: measured 7 to 16 ms a key (bitsnpixels.dev, "Scanner or person?", part 1); people stay
 * above 100 ms (assumed, with the tables of wedge software that part them at 20 to 50 ms).
 */
export const SCAN_POLICY = {
  /** A wedge scanner's mean time from key to key is at most this; slower is a person. Assumed, see above. */
  keyMsMax: 50,
  /**
   * So many keys at a scanner's pace in the till's window are no person's any more. Assumed: fingers that roll over
   * keys bring three or four; no code has fewer than 16 characters.
   */
  burstKeysMin: 6,
  /** The window holds a person's key back at most this long, to see whether more come. Ours: under 100 ms are not felt. */
  heldMsMax: 90,
  /** A pause this long between two keys begins another frame. Assumed: no scanner rests that long in a code. */
  keyPauseMs: 2000,
  /**
   * Within a frame no byte and no report comes later than this after the one before it.
   * Assumed: at 9600 baud a byte takes 1 ms, a USB interrupt transfer at most 10 ms, and a busy till may be late.
   */
  framePauseMs: 250,
  /** A continuing HID POS report comes within this, or its code is given up. Assumed, as above with more patience. */
  continuedMsMax: 500,
  /** What is no code is counted in windows of this length. */
  babbleWindowMs: 2000,
  /** More scans that are no codes than this in one window are babble. Assumed: a hand does two in that time. */
  babbleScansMax: 12,
  /** More bytes that belong to no code than this in one window are babble; a full line of 9600 baud gives 1920. */
  babbleBytesMax: 1200,
  /** So long after the last babble a scanner is believed again. Assumed. */
  calmMs: 3000,
  /** Bytes that have found no end for this long say that the end is not what the config says. Assumed. */
  endlessMs: 3000,
} as const;

/** How long the same code is refused after its first scan. Source: interface section 5. */
export const SAME_CODE_REFUSED_MS = 60_000;
