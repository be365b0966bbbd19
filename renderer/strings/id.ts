import { id as around } from './around/id.ts';
import { id as trouble } from './trouble/id.ts';
import { plural } from './plural.ts';
import { id as till } from './till/id.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Indonesian. */
export const id: Catalogue = {
  language: 'id',
  till,
  training: { mark: 'LATIHAN', say: 'Hanya untuk latihan. Tidak ada uang sungguhan.' },
  test: { mark: 'TEST', say: 'Sistem uji layanan pembayaran. Tidak ada uang sungguhan.' },
  orderDescription: (store) => `Penjualan di ${store}`,
  pad: {
    headline: 'Jumlah yang ditagih',
    charge: 'Tagih',
    clear: 'Hapus',
    erase: 'Hapus angka terakhir',
    point: 'Koma desimal',
    digits: 'Angka',
    overLimit: (amount) => `Mesin kasir ini menerima paling banyak ${amount} per penjualan.`,
    unusual: {
      headline: 'Apakah jumlah ini benar?',
      say: 'Jauh lebih besar dari biasanya di sini. Cocokkan dengan tagihan.',
      change: 'Ubah jumlah',
    },
    jammed:
      'Terlalu panjang untuk jumlah uang, mungkin kode yang dipindai. Tidak ada tagihan. Ketik lagi jumlahnya.',
  },
  awaitingCode: {
    headline: 'Pindai kode pelanggan',
    say: 'Letakkan ponsel pelanggan di bawah pemindai.',
    type: 'Ketik kode',
    label: 'Atau ketik kodenya',
    use: 'Pakai kode ini',
    cancel: 'Batal',
    choose: 'Pelanggan membayar dengan apa?',
  },
  trainingCode: {
    show: 'Tampilkan kode baru',
    another: 'Kode lain',
    scan: 'Pindai',
    picture: 'Kode pembayaran untuk latihan',
  },
  submitting: { headline: 'Bertanya ke dompet digital', say: 'Tunggu jawabannya. Tahan dulu barangnya.' },
  customerConfirming: {
    headline: 'Pelanggan sedang konfirmasi',
    say: 'Minta pelanggan konfirmasi di ponselnya. Tahan dulu barangnya.',
  },
  approved: {
    word: 'Disetujui',
    atRisk: 'Diterima',
    headline: 'Serahkan barang',
    say: 'Jumlahnya ditahan di kartu. Mesin kasir menagihnya sendiri.',
  },
  capturing: {
    headline: 'Disetujui, sedang ditagih',
    say: 'Tunggu sebentar. Simpan barang sampai selesai ditagih.',
  },
  checking: {
    headline: 'Hasil belum diketahui',
    keep: 'Tahan dulu barangnya.',
    never: 'Jangan tagih lagi.',
    say: 'Mesin kasir terus bertanya sendiri ke layanan pembayaran.',
    until: (time) => `Bertanya sampai ${time}, lalu membatalkan.`,
  },
  cancelling: {
    headline: 'Uang sedang dikembalikan',
    say: 'Pembatalan sedang dikirim. Anda boleh mulai penjualan berikutnya.',
  },
  page: {
    making: { headline: 'Menyiapkan kode pembayaran', say: 'Belum ada yang ditagih.' },
    shown: {
      headline: 'Pelanggan memindai layar',
      say: 'Pelanggan memindai kode di layar dengan ponselnya lalu membayar. Tahan dulu barangnya sampai dibayar.',
    },
    opened: {
      headline: 'Pelanggan sedang membayar',
      say: 'Pelanggan membayar di ponselnya. Tahan dulu barangnya.',
    },
    askNow: 'Cek sekarang',
    again: 'Kode baru',
    closing: {
      headline: 'Menutup pembayaran',
      say: (time) =>
        `Pelanggan mungkin masih bisa membayar sampai ${time}. Uang itu kembali sendiri. Tahan dulu barangnya.`,
    },
    late: 'Pelanggan membayar terlambat. Uangnya kembali sendiri.',
    free: 'Tagih cara lain',
    override: 'Tetap tagih di sini',
  },
  cancelThis: 'Batalkan penjualan ini',
  cancelNoted: 'Mesin bertanya dulu apakah sudah dibayar. Lalu membatalkan.',
  codeLives: (seconds) => plural('id', seconds, { other: 'Kode berlaku # detik lagi' }),
  codeDead: 'Kode tidak berlaku lagi',
  seconds: 'detik',
  paid: {
    headline: 'Serahkan barangnya',
    paid: 'Lunas',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Penjualan berikut',
    print: 'Cetak lagi',
    overtaken: 'Pembayaran selesai sebelum sempat dibatalkan. Serahkan barang, atau kembalikan uang.',
  },
  paper: {
    waiting: 'Struk menunggu printer.',
    printing: 'Struk sedang dicetak.',
    printed: 'Struk sudah dicetak.',
    notPrinted: () => 'Struk tidak tercetak. Periksa printer.',
    choose: 'Struk…',
    asQr: 'Tampilkan QR',
    skip: 'Tanpa struk',
    on: (p) => `Cetak di ${p}`,
    skipped: 'Struk dilewati.',
    elsewhere: (p) => `Struk keluar dari printer lain: ${p}.`,
    unknown: 'Belum pasti struk tercetak. Periksa printer.',
  },
  slip: {
    print: 'Slip “belum dibayar”',
    notPrinted: 'Slip mungkin tidak tercetak. Periksa printer, lalu cetak lagi.',
  },
  failed: {
    headline: 'Belum dibayar',
    say: 'Tidak ada tagihan. Minta cara bayar lain.',
    retry: 'Pindai lagi',
    other: 'Cara bayar lain',
  },
  cancelled: {
    headline: 'Penjualan dibatalkan',
    say: 'Minta cara bayar lain, atau mulai penjualan berikutnya.',
    notCharged: 'Pelanggan tidak ditagih.',
    refunded: 'Uang pelanggan sudah dikembalikan.',
  },
  attention: {
    headline: 'Panggil manajer',
    say: 'Tahan barangnya dan panggil manajer.',
    otherAmount: (charged: string, asked: string) =>
      `Tertagih ${charged}, bukan ${asked}. Tahan barang: seluruh uang kembali ke pelanggan.`,
    manager: 'Hanya manajer dapat menyelesaikannya, dengan PIN.',
    desk: 'Meja manajer',
    owed: (amount) =>
      `${amount} harus kembali ke pelanggan: layanan pembayaran menolak mengembalikannya. Tahan barangnya. Manajer mengembalikannya di meja manajer, atau di portal layanan pembayaran.`,
    unreadable: (amount) =>
      `Layanan pembayaran menagih pelanggan, tetapi jumlahnya tidak terbaca. ${amount} diminta. Tahan barangnya. Manajer memeriksa portal layanan pembayaran, lalu mengembalikannya di sana atau di meja manajer.`,
    refunding: 'Pengembalian sudah disetujui dan belum dipastikan. Jangan kembalikan lagi.',
    theirs: 'Nomor di layanan pembayaran',
    ours: 'Nomor di mesin ini',
    act: 'Kembalikan uang',
    next: 'Penjualan berikut',
  },
  ...around,
  ...trouble,
};
