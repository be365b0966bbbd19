import type { Amount, Minor } from '../../ground/money/amount.ts';
import { exponentOf, type Currency } from '../../ground/money/currencies.ts';
import { statusOf } from '../signed-wire/results.ts';
import type { ConsultResponse } from './messages.ts';

/** Consult asks for this amount: 1.00 of the currency, whatever its decimals. Source: dossier section 2. */
export function askedFor(currency: Currency): Amount {
  return { currency, valueMinor: (10 ** exponentOf(currency)) as Minor };
}

/** Why cards cannot be taken, or why it could not be asked; null where they can. Source: dossier section 2. */
export function lackOf({ result, paymentOptions }: ConsultResponse): string | null {
  if (statusOf(result) !== 'S') return `cards cannot be asked about (${result.resultCode})`;
  const card = paymentOptions?.find(({ paymentMethodType }) => paymentMethodType === 'CARD');
  if (card === undefined) return 'the contract has no cards';
  return card.enabled ? null : 'cards are switched off for this shop';
}

/** Which cards can be taken, in words. */
export function brandsOf({ paymentOptions }: ConsultResponse): string {
  const card = paymentOptions?.find(({ paymentMethodType }) => paymentMethodType === 'CARD');
  const brands =
    card?.paymentOptionDetail?.supportCardBrands.flatMap(({ cardBrand }) => cardBrand ?? []) ?? [];
  return brands.length === 0 ? 'cards can be taken' : `cards can be taken: ${brands.join(', ')}`;
}
