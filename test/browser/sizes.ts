/** What a page is looked at in, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The screens of counters; a window is opened in the first. */
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export const PORTRAIT = { width: 1080, height: 1920 } as const;

/** What a page of 1280 by 800 has left when everything on it is twice as large: there the stage may be scrolled. */
export const DOUBLE = { width: 640, height: 400 } as const;

/** The sizes in which a page of the manager's or the technician's is looked at. */
export const PAGE_SIZES: readonly Size[] = [SIZES[1], SIZES[2], PORTRAIT, DOUBLE];
