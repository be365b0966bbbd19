import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Indonesian. */
export const id: StaffWords = {
  headline: { till: 'Masuk', desk: 'Manajer masuk', bench: 'Teknisi masuk' },
  say: 'Pilih nama Anda, lalu ketik PIN.',
  who: 'Siapa yang masuk',
  typed: (digits) => plural('id', digits, { other: '# angka PIN diketik' }),
  enter: 'Masuk',
  moment: 'Sebentar.',
  back: 'Kembali',
  wrong: 'PIN salah.',
  locked: (left) => `Terlalu banyak PIN salah. Coba lagi dalam ${left}.`,
  jammed: 'Terlalu panjang untuk PIN, mungkin kode yang dipindai. Ketik PIN sekali lagi.',
  out: 'Keluar',
  busy: 'Selesaikan atau batalkan penjualan dahulu. Lalu keluar.',
  signedIn: (name) => `${name} sedang masuk.`,
};
