import { err, ok, type Result } from '../ground/result.ts';

/**
 * What may never stand in a file of a run, masked by the name of its field. Source: going-live dossier, section 4.5.
 *
 * `none` nothing of it stays · `ends` the first six and the last two characters · `initial` the first letter.
 */
const FIELDS: readonly (readonly [field: RegExp, how: 'none' | 'ends' | 'initial'])[] = [
  [/^(authorization|agent-token|password|pin|privatekey|secret|token|merchantauthorization)$/i, 'none'],
  [
    /^(paymentcode|orderCode|codevalue|paymenturl|redirecturl|orderCodeUrl|schemeurl|applinkurl|normalurl)$/i,
    'ends',
  ],
  [
    /^(userid|buyerid|customerid|userloginid|username|fullname|firstname|lastname|useremail|email|phone|phoneno|userphoneno|buyeremail)$/i,
    'initial',
  ],
];

/** A digit run of a card's length; groups of four may stand apart. */
const CARD = /\b\d(?:[ -]?\d){12,18}\b/g;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const KEY_BLOCK = /-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g;
const BEARER = /\b(Bearer|Basic)\s+[\w+/=._-]{8,}/g;
/** A payment code: a run of digits of its length that begins as codes of wallets do. Source: code format, 16 to 32. */
const CODE = /(?<![\dA-Za-z])(?:1[0-5]|2[5-9]|30|62|88)\d{14,30}(?![\dA-Za-z])/g;

/**
 * A body of a message as a run keeps it: masked by field, then once more by pattern over the whole text.
 *
 * `secrets` are texts that this run knows to be secret, such as the codes that it used. Errors: the text holds a card's number.
 */
export function maskedBody(text: string, secrets: Iterable<string>): Result<string, 'cardNumber'> {
  const byField = maskedJson(text);
  return maskedText(byField, secrets);
}

/** Any text of a run, masked by pattern. Errors: it holds a card's number, which no till may have seen. */
export function maskedText(text: string, secrets: Iterable<string>): Result<string, 'cardNumber'> {
  let masked = text;
  for (const secret of secrets) if (secret.length >= 4) masked = masked.replaceAll(secret, ends(secret));
  masked = masked
    .replaceAll(KEY_BLOCK, '[key]')
    .replaceAll(BEARER, '$1 [masked]')
    .replaceAll(EMAIL, (found) => `${found.slice(0, 1)}…`)
    .replaceAll(CODE, ends);
  return (masked.match(CARD) ?? []).some(isCard) ? err('cardNumber') : ok(masked);
}

/** The first six and the last two characters; of a short text nothing. */
function ends(text: string): string {
  return text.length < 12 ? '[masked]' : `${text.slice(0, 6)}…${text.slice(-2)}`;
}

function maskedJson(text: string): string {
  try {
    return JSON.stringify(maskedValue(JSON.parse(text)));
  } catch {
    return text;
  }
}

function maskedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const how = FIELDS.find(([name]) => name.test(field))?.[1];
      return [
        field,
        how === undefined || inner === null || typeof inner === 'object'
          ? maskedValue(inner)
          : maskedAs(how, String(inner)),
      ];
    }),
  );
}

function maskedAs(how: 'none' | 'ends' | 'initial', text: string): string {
  if (how === 'none') return '[masked]';
  return how === 'ends' ? ends(text) : `${text.slice(0, 1)}…`;
}

/** Whether a run of digits could be a card's number: 13 to 19 digits with a right check digit, and a brand's beginning. */
function isCard(found: string): boolean {
  const digits = found.replaceAll(/\D/g, '');
  if (!/^(4|5[1-5]|2[2-7]|3[47]|6011|65|35)/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
