import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in German. */
export const de: StaffWords = {
  headline: { till: 'Anmelden', desk: 'Die Leitung meldet sich an', bench: 'Die Technik meldet sich an' },
  say: 'Den eigenen Namen wählen, dann die PIN eingeben.',
  who: 'Wer sich anmeldet',
  typed: (digits) =>
    plural('de', digits, { one: '# Ziffer der PIN eingegeben', other: '# Ziffern der PIN eingegeben' }),
  enter: 'Anmelden',
  moment: 'Einen Moment.',
  back: 'Zurück',
  wrong: 'Falsche PIN.',
  locked: (left) => `Zu viele falsche PINs. In ${left} noch einmal versuchen.`,
  jammed: 'Das war zu lang für eine PIN, vielleicht ein gescannter Code. Die PIN noch einmal eingeben.',
  out: 'Abmelden',
  busy: 'Erst den Verkauf beenden oder abbrechen. Dann abmelden.',
  signedIn: (name) => `${name} ist angemeldet.`,
};
