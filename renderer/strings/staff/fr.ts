import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in French. */
export const fr: StaffWords = {
  headline: { till: 'Se connecter', desk: 'Un responsable se connecte', bench: 'Un technicien se connecte' },
  say: 'Choisissez votre nom, puis tapez votre code PIN.',
  who: 'Qui se connecte',
  typed: (digits) =>
    plural('fr', digits, { one: '# chiffre du code PIN tapé', other: '# chiffres du code PIN tapés' }),
  enter: 'Se connecter',
  moment: 'Un instant.',
  back: 'Retour',
  wrong: 'Code PIN incorrect.',
  locked: (left) => `Trop de codes PIN incorrects. Réessayez dans ${left}.`,
  jammed: 'C’était trop long pour un code PIN, peut-être un code scanné. Retapez le code PIN.',
  out: 'Se déconnecter',
  busy: 'Terminez ou annulez d’abord la vente. Puis déconnectez-vous.',
  signedIn: (name) => `${name} est connecté.`,
};
