import { ms as around } from './around/ms.ts';
import { ms as trouble } from './trouble/ms.ts';
import { plural } from './plural.ts';
import { ms as till } from './till/ms.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Malay. */
export const ms: Catalogue = {
  language: 'ms',
  till,
  training: { mark: 'LATIHAN', say: 'Untuk latihan sahaja. Tiada wang sebenar.' },
  test: { mark: 'TEST', say: 'Sistem ujian perkhidmatan bayaran. Tiada wang sebenar.' },
  orderDescription: (store) => `Jualan di ${store}`,
  pad: {
    headline: 'Jumlah bayaran',
    charge: 'Caj',
    clear: 'Padam',
    erase: 'Padam digit terakhir',
    point: 'Titik perpuluhan',
    digits: 'Digit',
    overLimit: (amount) => `Mesin juruwang ini menerima paling banyak ${amount} bagi satu jualan.`,
    unusual: {
      headline: 'Betulkah jumlah ini?',
      say: 'Jauh lebih besar daripada biasa di sini. Bandingkan dengan bil.',
      change: 'Tukar jumlah',
    },
    jammed:
      'Terlalu panjang untuk jumlah, mungkin kod yang diimbas. Tiada caj dibuat. Masukkan jumlah semula.',
  },
  awaitingCode: {
    headline: 'Imbas kod pelanggan',
    say: 'Letakkan telefon pelanggan di bawah pengimbas.',
    type: 'Taip kod',
    label: 'Atau taip kod',
    use: 'Guna kod ini',
    cancel: 'Batal',
    choose: 'Pelanggan bayar dengan apa?',
  },
  trainingCode: {
    show: 'Tunjuk kod baharu',
    another: 'Kod lain',
    scan: 'Imbas',
    picture: 'Kod bayaran untuk latihan',
  },
  submitting: { headline: 'Bertanya kepada e-dompet', say: 'Tunggu jawapan. Simpan barang dahulu.' },
  customerConfirming: {
    headline: 'Pelanggan sedang mengesahkan',
    say: 'Minta pelanggan sahkan di telefon. Simpan barang dahulu.',
  },
  approved: {
    word: 'Diluluskan',
    atRisk: 'Diterima',
    headline: 'Serahkan barang',
    say: 'Jumlah ini ditahan pada kad. Mesin juruwang mengutipnya sendiri.',
  },
  capturing: {
    headline: 'Diluluskan, bayaran sedang dikutip',
    say: 'Tunggu sebentar. Simpan barang sehingga selesai dikutip.',
  },
  checking: {
    headline: 'Keputusan belum diketahui',
    keep: 'Simpan barang dahulu.',
    never: 'Jangan caj sekali lagi.',
    say: 'Mesin sedang bertanya sendiri kepada perkhidmatan bayaran.',
    until: (time) => `Ia bertanya hingga ${time}, kemudian membatalkan.`,
  },
  cancelling: {
    headline: 'Wang sedang dipulangkan',
    say: 'Pembatalan sedang dihantar. Anda boleh mula jualan seterusnya.',
  },
  page: {
    making: { headline: 'Menyediakan kod bayaran', say: 'Belum ada apa-apa dicaj.' },
    shown: {
      headline: 'Pelanggan imbas skrin',
      say: 'Pelanggan imbas kod di skrin dengan telefon dan bayar di situ. Simpan barang sehingga dibayar.',
    },
    opened: {
      headline: 'Pelanggan sedang membayar',
      say: 'Pelanggan membayar di telefon. Simpan barang sehingga dibayar.',
    },
    askNow: 'Semak sekarang',
    again: 'Kod baharu',
    closing: {
      headline: 'Menutup pembayaran',
      say: (time) =>
        `Pelanggan mungkin masih boleh membayar hingga ${time}. Wang itu dipulangkan sendiri. Simpan barang.`,
    },
    late: 'Pelanggan membayar terlalu lewat. Wang dipulangkan sendiri.',
    free: 'Caj cara lain',
    override: 'Tetap caj di sini',
  },
  cancelThis: 'Batalkan jualan ini',
  cancelNoted: 'Mesin bertanya dahulu sama ada sudah dibayar. Kemudian membatalkan.',
  codeLives: (seconds) => plural('ms', seconds, { other: 'Kod sah selama # saat lagi' }),
  codeDead: 'Kod tidak sah lagi',
  seconds: 'saat',
  paid: {
    headline: 'Serahkan barang',
    paid: 'Dibayar',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Jualan seterusnya',
    print: 'Cetak semula',
    overtaken: 'Bayaran selesai sebelum sempat dibatalkan. Serahkan barang, atau pulangkan wang.',
  },
  paper: {
    waiting: 'Resit menunggu pencetak.',
    printing: 'Resit sedang dicetak.',
    printed: 'Resit sudah dicetak.',
    notPrinted: () => 'Resit tidak dicetak. Lihat pencetak.',
    choose: 'Resit…',
    asQr: 'Tunjuk kod QR',
    skip: 'Tanpa resit',
    on: (p) => `Cetak di ${p}`,
    skipped: 'Resit dilangkau.',
    elsewhere: (p) => `Resit keluar dari pencetak lain: ${p}.`,
    unknown: 'Tidak pasti resit dicetak atau tidak. Lihat pencetak.',
  },
  slip: {
    print: 'Slip “belum dibayar”',
    notPrinted: 'Slip mungkin tidak dicetak. Lihat pencetak, kemudian cetak semula.',
  },
  failed: {
    headline: 'Belum dibayar',
    say: 'Tiada caj dibuat. Minta cara bayaran lain.',
    retry: 'Imbas semula',
    other: 'Cara bayaran lain',
  },
  cancelled: {
    headline: 'Jualan dibatalkan',
    say: 'Minta cara bayaran lain, atau mula jualan seterusnya.',
    notCharged: 'Pelanggan tidak dicaj.',
    refunded: 'Wang pelanggan sudah dipulangkan.',
  },
  attention: {
    headline: 'Panggil pengurus',
    say: 'Simpan barang dan panggil pengurus.',
    otherAmount: (charged: string, asked: string) =>
      `${charged} dicaj, bukan ${asked}. Simpan barang: pelanggan mendapat semua wangnya semula.`,
    manager: 'Hanya pengurus boleh menyelesaikannya, dengan PIN.',
    desk: 'Meja pengurus',
    owed: (amount) =>
      `${amount} terhutang kepada pelanggan: perkhidmatan bayaran enggan memulangkannya. Simpan barang. Pengurus membayarnya balik di meja pengurus, atau dalam portal perkhidmatan bayaran.`,
    unreadable: (amount) =>
      `Perkhidmatan bayaran mengecaj pelanggan, tetapi jumlahnya tidak dapat dibaca. ${amount} diminta. Simpan barang. Pengurus menyemak portal perkhidmatan bayaran, lalu membayar balik di situ atau di meja pengurus.`,
    refunding: 'Bayaran balik sudah diluluskan dan belum disahkan. Jangan bayar balik lagi.',
    theirs: 'Nombor di perkhidmatan bayaran',
    ours: 'Nombor di mesin ini',
    act: 'Pulangkan wang',
    next: 'Jualan seterusnya',
  },
  ...around,
  ...trouble,
};
