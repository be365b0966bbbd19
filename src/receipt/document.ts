import type { Unreal } from './unreal.ts';
import type { Config } from '../config/config.ts';
import type { Brand } from './brand.ts';
import type { PaperLanguage } from './words/languages.ts';
import { wordsOf } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** How large a line stands on the paper; `large` falls back to `tall` where the paper is too narrow for it. */
export type Size = 'plain' | 'tall' | 'large';

/** One part of a receipt, before it is fitted to a paper. */
export type ReceiptLine =
  | { readonly kind: 'centred'; readonly text: string; readonly size: Size; readonly strong: boolean }
  /** A name at the left edge and its value at the right one. */
  | { readonly kind: 'pair'; readonly label: string; readonly value: string; readonly strong: boolean }
  /** The text as bars, or as a QR code where bars do not fit the paper, and always in characters below. */
  | { readonly kind: 'barcode'; readonly text: string }
  /** A brand mark of the shop's folder by its id; `text` where there is no picture of it. */
  | { readonly kind: 'mark'; readonly id: string; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' };

/** A receipt as its parts, the same for every paper. */
export type Receipt = readonly ReceiptLine[];

/** What every paper of a till says of the place it comes from. */
export interface Place {
  /** The money is not real. */
  /** Why the money is not real; null where it is. */
  readonly unreal: Unreal | null;
  readonly merchant: Config['merchant'];
  readonly storeTerminalId: string;
  readonly storeOperatorId?: string | undefined;
  readonly timeZone: string;
  readonly language: PaperLanguage;
}

export const RULE: ReceiptLine = { kind: 'rule' };
export const BLANK: ReceiptLine = { kind: 'blank' };

export function centred(text: string, size: Size = 'plain', strong = false): ReceiptLine {
  return { kind: 'centred', text, size, strong };
}

/** A name and its value; nothing where there is no value. */
export function pair(label: string, value: string | undefined): ReceiptLine[] {
  return value === undefined || value === '' ? [] : [{ kind: 'pair', label, value, strong: false }];
}

/** Whom the receipt is from, under the brand that takes the payment. Source: dossier section 7.1 and 7.3. */
export function head(place: Pick<Place, 'merchant'>, brands: readonly Brand[]): ReceiptLine[] {
  return [...brandLines(brands), ...shopLines(place)];
}

/** The marks of brands, with a blank line below. */
export function brandLines(brands: readonly Brand[]): ReceiptLine[] {
  if (brands.length === 0) return [];
  return [...brands.map(({ mark, words }): ReceiptLine => ({ kind: 'mark', id: mark, text: words })), BLANK];
}

/** The shop's names and its address. */
export function shopLines({ merchant }: Pick<Place, 'merchant'>): ReceiptLine[] {
  const { store } = merchant;
  const shop = store.storeDisplayName ?? store.storeName;
  const name = merchant.merchantDisplayName ?? merchant.merchantName;
  const { address1, address2, zipCode, city, state, region } = store.storeAddress;
  const place = [[zipCode, city].filter(isText).join(' '), state, region].filter(isText).join(', ');
  return [
    centred(shop, 'tall', true),
    ...(name === shop ? [] : [centred(name)]),
    ...[address1, address2, place].filter(isText).map((line) => centred(line)),
  ];
}

/** Store, terminal and operator, by their numbers. */
export function origin(place: Place): ReceiptLine[] {
  const words = wordsOf(place.language);
  return [
    ...pair(words.store, place.merchant.store.referenceStoreId),
    ...pair(words.terminal, place.storeTerminalId),
    ...pair(words.operator, place.storeOperatorId),
  ];
}

/** A paper between the marks that say so where the money is not real. */
export function framed(place: Place, lines: Receipt): Receipt {
  if (place.unreal === null) return lines;
  const mark = centred(wordsOf(place.language)[place.unreal], 'plain', true);
  return [mark, BLANK, ...lines, BLANK, mark];
}

/**
 * A word that must be understood whoever reads it: in the paper's language, and in English.
 *
 * Why: the mark of a copy and the warning of a pending slip are read by staff, auditors and customers alike.
 */
export function inBoth(place: Place, word: (words: Words) => string): string[] {
  const [own, english] = [word(wordsOf(place.language)), word(wordsOf('en'))];
  return own === english ? [own] : [own, english];
}

export function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
