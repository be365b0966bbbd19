import { plural } from '../plural.ts';

/** What the sign-in says, in English. */
export const en = {
  headline: { till: 'Sign in', desk: 'A manager signs in', bench: 'A technician signs in' },
  say: 'Choose your name, then type your PIN.',
  who: 'Who signs in',
  typed: (digits: number) =>
    plural('en', digits, { one: '# digit of the PIN typed', other: '# digits of the PIN typed' }),
  enter: 'Sign in',
  moment: 'One moment.',
  back: 'Back',
  wrong: 'Wrong PIN.',
  locked: (left: string) => `Too many wrong PINs. Try again in ${left}.`,
  jammed: 'That was too long for a PIN, perhaps a scanned code. Type the PIN again.',
  out: 'Sign out',
  busy: 'Finish or cancel the sale first. Then sign out.',
  signedIn: (name: string) => `${name} is signed in.`,
} as const;
