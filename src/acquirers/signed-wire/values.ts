import { z } from 'zod';
import { parseAmount, type Amount } from '../../ground/money/amount.ts';
import { nameTrouble, textTrouble } from '../../ground/outside-text.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import type { Settlement } from '../../payment/answers.ts';
import { jsonAsWritten } from '../answer-json.ts';
import { writtenIso } from './times.ts';

/** Longest id, code or name that is taken from an answer. Source: Alipay+ dossier section 4.1, ids of at most 64 characters. */
export const ID_CHARACTERS_MAX = 64;
export const NAME_CHARACTERS_MAX = 256;

/**
 * A message as the exact bytes to sign and send.
 *
 * Shape: an empty string may be refused by the acquirer: it is left out like what is not set. Source: Alipay+ dossier section 2.
 */
export function bytesOf(message: object): Uint8Array {
  const text = JSON.stringify(message, (_key, value: unknown) => (value === '' ? undefined : value));
  return new TextEncoder().encode(text);
}

/** Strings are what the acquirer should send; numbers and booleans are taken too. Source: Alipay+ dossier section 2. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/**
 * A text that is not needed to judge an answer: absent, null, empty or of a wrong type are the same.
 *
 * So is one that cannot be kept and shown: control characters would reach the printer as commands, and what is changed
 * would be another text than the acquirer's.
 */
export const loose = (charactersMax: number) =>
  scalar
    .nullish()
    .catch(undefined)
    .transform((text) => {
      const whole = text?.slice(0, charactersMax);
      return whole && textTrouble(whole) === null ? whole : undefined;
    });

/** An id that must be whole: one that is too long, or that could be taken for another, is unreadable, thus absent. */
export const id = scalar
  .nullish()
  .catch(undefined)
  .transform((text) =>
    text && text.length <= ID_CHARACTERS_MAX && !/\s/u.test(text) && nameTrouble(text) === null
      ? text
      : undefined,
  );

/** An id that is only compared with ours: kept as received, since one that is spoilt is not ours. */
export const named = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => text || undefined);

/** Kept where it is a time, with a colon in its offset; otherwise absent. */
export const time = scalar
  .nullish()
  .catch(undefined)
  .transform((text) => (text === undefined || text === null ? undefined : (writtenIso(text) ?? undefined)));

const wire = z.object({ currency: scalar, value: scalar });

/** Undefined where there is no amount, null where there is one that cannot be read. */
export const amount = z
  .unknown()
  .optional()
  .transform((value): Amount | null | undefined => {
    if (value === undefined || value === null) return undefined;
    const parsed = wire.safeParse(value);
    const read = parsed.success ? parseAmount(parsed.data) : null;
    return read?.ok ? read.value : null;
  });

/** By which rate something is settled. Source: Alipay+ dossier section 4.1, Quote. */
const quote = z
  .looseObject({ quotePrice: loose(ID_CHARACTERS_MAX), quoteCurrencyPair: loose(ID_CHARACTERS_MAX) })
  .nullish()
  .catch(undefined);

/** What a payment or a refund is settled with: it stands in no report. Source: reports dossier section 4. */
export const settled = { settlementAmount: amount, settlementQuote: quote };

/** What an answer tells of its settlement; undefined where it tells nothing that can be read. */
export function settlementOf({
  settlementAmount,
  settlementQuote,
}: z.infer<z.ZodObject<typeof settled>>): Settlement | undefined {
  if (!settlementAmount) return undefined;
  const { quotePrice: price, quoteCurrencyPair: pair } = settlementQuote ?? {};
  return {
    amount: settlementAmount,
    ...(price === undefined ? {} : { price }),
    ...(pair === undefined ? {} : { pair }),
  };
}

/** How a call went. `resultCode` is kept as received; whoever shows it cleans it. */
export const result = z.object({
  resultStatus: scalar,
  resultCode: scalar
    .nullish()
    .catch(undefined)
    .transform((code) => code ?? ''),
});

/** What every answer says first: how the call went, and of which payment. */
export const answer = { result, paymentRequestId: named };

/**
 * Reads the bytes of an answer.
 *
 * Shape: numbers are kept as they were written, since an id of 24 digits does not fit into a float.
 * Errors: `unreadable` for what is not UTF-8, not JSON, or has no result; the bytes themselves are never quoted.
 */
export function readResponse<S extends z.ZodType>(
  schema: S,
  body: Uint8Array,
): Result<z.infer<S>, { readonly kind: 'unreadable'; readonly say: string }> {
  const json = jsonAsWritten(body);
  if (!json.ok) return err({ kind: 'unreadable', say: json.error });
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return err({ kind: 'unreadable', say: 'the answer has no result' });
}
