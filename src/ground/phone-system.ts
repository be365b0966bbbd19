/** The system of a customer's phone, as far as an acquirer may want to know it. */
export type PhoneSystem = 'android' | 'ios';

/** What a phone says of itself in `User-Agent`; null for any other browser. Source: computop dossier, section 3. */
export function phoneSystem(userAgent: string | undefined): PhoneSystem | null {
  if (/\bAndroid\b/i.test(userAgent ?? '')) return 'android';
  return /\b(?:iPhone|iPad|iPod)\b/.test(userAgent ?? '') ? 'ios' : null;
}
