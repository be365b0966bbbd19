/** The two copies of a sale's receipt. */
export const COPIES = ['customer', 'merchant'] as const;
export type Copy = (typeof COPIES)[number];
