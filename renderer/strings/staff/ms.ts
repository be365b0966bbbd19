import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Malay. */
export const ms: StaffWords = {
  headline: { till: 'Log masuk', desk: 'Pengurus log masuk', bench: 'Juruteknik log masuk' },
  say: 'Pilih nama anda, kemudian taip PIN.',
  who: 'Siapa log masuk',
  typed: (digits) => plural('ms', digits, { other: '# digit PIN ditaip' }),
  enter: 'Log masuk',
  moment: 'Sebentar.',
  back: 'Kembali',
  wrong: 'PIN salah.',
  locked: (left) => `Terlalu banyak PIN salah. Cuba lagi dalam ${left}.`,
  jammed: 'Terlalu panjang untuk PIN, mungkin kod yang diimbas. Taip PIN sekali lagi.',
  out: 'Log keluar',
  busy: 'Selesaikan atau batalkan jualan dahulu. Kemudian log keluar.',
  signedIn: (name) => `${name} telah log masuk.`,
};
