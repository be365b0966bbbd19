import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Italian. */
export const it: StaffWords = {
  headline: { till: 'Accedi', desk: 'Un responsabile accede', bench: 'Un tecnico accede' },
  say: 'Scegli il tuo nome, poi digita il PIN.',
  who: 'Chi accede',
  typed: (digits) =>
    plural('it', digits, { one: '# cifra del PIN digitata', other: '# cifre del PIN digitate' }),
  enter: 'Accedi',
  moment: 'Un momento.',
  back: 'Indietro',
  wrong: 'PIN errato.',
  locked: (left) => `Troppi PIN errati. Riprova tra ${left}.`,
  jammed: 'Era troppo lungo per un PIN, forse un codice scansionato. Digita di nuovo il PIN.',
  out: 'Esci',
  busy: 'Prima concludi o annulla la vendita. Poi esci.',
  signedIn: (name) => `${name} è alla cassa.`,
};
