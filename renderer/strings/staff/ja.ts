import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Japanese. */
export const ja: StaffWords = {
  headline: { till: 'サインイン', desk: '責任者がサインイン', bench: '技術者がサインイン' },
  say: '名前を選んで、PINを入力してください。',
  who: 'サインインする人',
  typed: (digits) => plural('ja', digits, { other: 'PINを#桁入力しました' }),
  enter: 'サインイン',
  moment: 'お待ちください。',
  back: '戻る',
  wrong: 'PINが違います。',
  locked: (left) => `PINの間違いが多すぎます。${left}後にもう一度お試しください。`,
  jammed: 'PINには長すぎます。コードがスキャンされたのかもしれません。PINをもう一度入力してください。',
  out: 'サインアウト',
  busy: '先に会計を終えるか取り消してから、サインアウトしてください。',
  signedIn: (name) => `${name}さんがサインイン中です。`,
};
