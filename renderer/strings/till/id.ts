import type { TillWords } from './till-words.ts';

/** What the till says, in Indonesian. */
export const id: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Mesin lain sedang menagih pesanan ini, atau mungkin sudah. Selesaikan di sana atau panggil manajer.',
      paid: 'Pesanan ini sudah dibayar di mesin lain. Pesanan ditutup.',
      fenced: 'Pusat mengeluarkan mesin ini. Panggil manajer.',
      silent: 'Pusat tidak menjawab, dan pesanan ini milik mesin lain. Bawa ke sana atau panggil manajer.',
    },
    'override-refused': 'Tidak ada yang menghalangi pesanan ini di sini.',
    'tender-not-available': {
      unknown: 'Kasir ini tidak punya cara bayar ini.',
      notWaiting: 'Penjualan ini sedang tidak menunggu cara bayar.',
      noPage: 'Cara bayar ini tidak bisa dipakai di sini. Panggil teknisi.',
    },
    'till-busy': {
      sale: 'Selesaikan atau batalkan dulu penjualan di layar.',
      scannerSetup: 'Pemindai sedang disiapkan. Tutup dulu halaman teknisi.',
      acceptance: 'Kasus penerimaan sedang dijalankan. Tinggalkan dulu.',
    },
    'retry-refused': {
      declined: 'Pembayaran ini ditolak untuk seterusnya. Minta cara bayar lain.',
      notFailed: 'Hanya penjualan yang belum dibayar bisa dicoba lagi.',
    },
    'cancel-refused': {
      byPerson: 'Mesin tidak bisa membatalkan tagihan ini sendiri. Ikuti petunjuk di layar.',
      notDoubted: 'Ini sudah diselesaikan. Lihat penjualannya.',
    },
    'void-refused': {
      partRefunded: 'Sebagian pembayaran ini sudah dikembalikan. Kembalikan sisanya.',
      givenBack: 'Uang pembayaran ini sudah dikembalikan.',
      tooLate: 'Sudah terlambat untuk membatalkan pembayaran ini. Kembalikan uangnya.',
      noVoid: 'Layanan pembayaran ini tidak bisa membatalkan. Kembalikan uangnya.',
    },
    'not-printable': {
      notPaid: 'Hanya penjualan yang lunas punya struk.',
      noRefund: 'Penjualan ini tidak punya pengembalian itu.',
      refundFailed: 'Pengembalian ini tidak berhasil. Tidak ada slipnya.',
      cannotBeMade: 'Kertas ini tidak bisa dibuat. Hubungi teknisi.',
      noPrinter: 'Tidak ada printer di mesin ini untuk kertas ini.',
      underWay: 'Struk ini sudah dikirim ke printer.',
      notUnknown: 'Slip ini hanya ada selama belum diketahui apakah sudah dibayar.',
    },
    'not-available': {
      noOffice: 'Layanan pembayaran ini tidak menerimanya di sini. Lakukan di sana.',
      noCustoms: 'Untuk itu `customs` belum ada di konfigurasi.',
      noReports: 'Untuk itu `reports.folder` belum ada di konfigurasi.',
      notKnown: 'Belum diketahui sekarang. Coba lagi nanti.',
      trainingOnly: 'Ini hanya untuk latihan.',
      noConfigFile: 'Mesin ini dimulai tanpa berkas pengaturan.',
      noRestart: 'Mesin ini tidak mulai lagi sendiri. Hentikan, lalu mulai lagi.',
      noWindowScanner: 'Tidak ada pemindai di mesin ini yang mengetik ke jendelanya.',
      format: 'Mesin ini tidak membuat kertas dalam format ini.',
    },
    'store-not-registered': 'Toko ini belum terdaftar untuk cara ini. Pakai cara bayar lain.',
    'order-already-paid': 'Pesanan ini sudah lunas. Mulai penjualan baru.',
    'order-exhausted': 'Pesanan ini sudah terlalu sering dicoba. Batalkan dan minta cara bayar lain.',
    'not-awaiting-code': 'Penjualan ini sekarang tidak menunggu kode.',
    'free-refused': 'Tidak ada pembayaran penjualan ini yang masih terbuka.',
    'freeing-off': 'Mesin ini tidak membebaskan pesanan.',
    'accept-refused': 'Tagihan ini tidak bisa diterima untuk penjualan ini. Lihat penjualannya.',
    'not-found': 'Mesin tidak menemukannya. Lihat daftar penjualan.',
    'amount-over-limit': 'Jumlah ini melebihi batas satu penjualan di mesin kasir ini.',
    'amount-not-payable': 'Jumlah ini tidak bisa dibayar. Dalam rupiah harus berakhir dengan 00.',
    'invalid-request': 'Mesin tidak menerima isian ini. Periksa, lalu coba lagi.',
  },
  misread: 'Pemindai tidak membaca kode dengan benar. Pindai lagi.',
  paymentCode: 'Kode pembayaran tidak boleh ada di sini. Ketik yang lain.',
  noticed: {
    'badge-unknown': 'Kartu ini tidak dikenal di sini. Masuk dengan PIN.',
    'badge-locked': 'Orang ini sedang dikunci.',
    'report-not-printed':
      'Hari sudah ditutup, tetapi kertasnya tidak tercetak. Periksa printer, lalu cetak lagi.',
    'gateway-alarm': 'Jawaban layanan pembayaran tidak benar. Hubungi teknisi.',
  },
  reasons: {
    GIVEN_BACK:
      'Uang pembayaran ini sudah dikembalikan ke pelanggan. Jika masih harus dibayar, mulai pembayaran baru.',
    REPEAT_REQ_INCONSISTENT:
      'Layanan pembayaran mengenal pembayaran ini dengan data lain. Jangan tagih lagi dan hubungi teknisi.',
  },
  unlisted: (code) =>
    `Pembayaran ditolak (${code}). Tawarkan cara bayar lain dan sampaikan kode ini ke teknisi.`,
  printsInstead: (p) => `${p} mencetak sebagai gantinya.`,
  health: {
    noAnswer: 'Layanan pembayaran tidak menjawab dengan benar. Periksa koneksi internet.',
    noConnection:
      'Tidak ada koneksi. Pembayaran tidak dapat diterima. Pengembalian disimpan dan dikirim nanti.',
    clockWrong: 'Jam komputer ini salah. Setel jamnya, lalu coba lagi.',
    oldTime: 'Mesin ini masih memakai jam lama. Hentikan, lalu mulai lagi.',
    certificateExpired:
      'Sertifikat layanan pembayaran kedaluwarsa, atau jam terlalu cepat. Periksa jam dahulu.',
    otherHost: 'Yang menjawab bukan layanan pembayaran. Hubungi teknisi.',
    filterBetween: 'Ada penyaring di antara mesin dan layanan pembayaran. Hubungi teknisi.',
    proxyDown: 'Proxy jaringan tidak meneruskan mesin ini. Hubungi teknisi.',
    untried: 'Mesin sedang mencoba printer untuk pertama kali.',
    unreachable: 'Printer tidak terhubung. Periksa apakah menyala dan tersambung.',
    silent: 'Printer tidak menjawab. Periksa apakah menyala.',
    chatter: 'Jawaban di jalur printer bukan dari printer. Hubungi teknisi.',
    paperOut: 'Kertas habis. Pasang gulungan baru.',
    paperLow: 'Kertas hampir habis. Siapkan gulungan baru.',
    coverOpen: 'Tutup printer terbuka. Tutuplah.',
    cutterStuck: 'Pemotong printer macet. Buka tutupnya dan lepaskan.',
    printerError: 'Printer melaporkan kesalahan. Matikan, lalu nyalakan lagi.',
    printerPauses: 'Printer terlalu panas atau berhenti sejenak. Nanti lanjut sendiri.',
    offline: 'Printer offline. Lihat lampunya.',
    brokeOff: 'Printer berhenti di tengah cetakan. Periksa kertas dan printer.',
    queueStopped: 'Antrean cetak komputer ini berhenti. Hubungi teknisi.',
    unplugged: 'Pemindai terlepas. Pasang lagi.',
    unusable: 'Pemindai tidak bisa dipakai. Periksa sambungannya, atau hubungi teknisi.',
    babbles: 'Pemindai terus mengirim yang bukan kode. Cabut, lalu pasang lagi.',
    endless: 'Yang dikirim pemindai tidak ada akhirnya: pengaturannya tidak cocok. Hubungi teknisi.',
    misfit: 'Pengaturan pemindai tidak cocok: panggil teknisi.',
    sharedKeys: 'Pemindai juga mengetik ke jendela. Hubungi teknisi.',
    owedTooLong: 'Ada yang menunggu terlalu lama. Lihat yang menunggu dan koneksinya.',
    marksFaulty: 'Folder tanda merek bermasalah. Hubungi teknisi.',
    marksMissing: 'Tanda merek hanya pengganti sementara. Hubungi teknisi.',
    lettersMissing:
      'Nama toko memiliki tanda yang tidak dapat dicetak: di kertas menjadi kotak kosong. Hubungi teknisi.',
  },
};
