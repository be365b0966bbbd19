import type { TillWords } from './till-words.ts';

/** What the till says, in Malay. */
export const ms: TillWords = {
  refused: {
    'order-elsewhere': {
      held: 'Mesin lain sedang mengecaj pesanan ini, atau mungkin sudah. Selesaikan di sana atau panggil pengurus.',
      paid: 'Pesanan ini sudah dibayar di mesin lain. Ia ditutup.',
      fenced: 'Pusat telah menyekat mesin ini. Panggil pengurus.',
      silent: 'Pusat tidak menjawab, dan pesanan ini milik mesin lain. Bawa ke sana atau panggil pengurus.',
    },
    'override-refused': 'Tiada apa yang menghalang pesanan ini di sini.',
    'tender-not-available': {
      unknown: 'Kaunter ini tiada cara bayaran ini.',
      notWaiting: 'Jualan ini tidak menunggu cara bayaran sekarang.',
      noPage: 'Cara bayaran ini tidak boleh digunakan di sini. Panggil juruteknik.',
    },
    'till-busy': {
      sale: 'Selesaikan atau batalkan jualan pada skrin dahulu.',
      scannerSetup: 'Pengimbas sedang disediakan. Tutup halaman juruteknik dahulu.',
    },
    'retry-refused': {
      declined: 'Bayaran ini ditolak terus. Minta cara bayaran lain.',
      notFailed: 'Hanya jualan yang belum dibayar boleh dicuba lagi.',
    },
    'cancel-refused': {
      byPerson: 'Mesin tidak boleh membatalkan caj ini sendiri. Ikut arahan pada skrin.',
      notDoubted: 'Ini sudah diselesaikan. Lihat jualan itu.',
    },
    'void-refused': {
      partRefunded: 'Sebahagian bayaran ini sudah dibayar balik. Bayar balik bakinya.',
      givenBack: 'Wang bayaran ini sudah dipulangkan.',
      tooLate: 'Sudah terlambat untuk membatalkan bayaran ini. Bayar balik.',
    },
    'not-printable': {
      notPaid: 'Hanya jualan yang dibayar mempunyai resit.',
      noRefund: 'Jualan ini tiada bayaran balik itu.',
      refundFailed: 'Bayaran balik ini tidak berjaya. Tiada slip untuknya.',
      cannotBeMade: 'Kertas ini tidak dapat dibuat. Maklumkan juruteknik.',
      noPrinter: 'Tiada pencetak di mesin ini untuk kertas ini.',
      underWay: 'Resit ini sudah dihantar ke pencetak.',
      notUnknown: 'Slip ini hanya ada selagi belum diketahui sama ada sudah dibayar.',
    },
    'not-available': {
      noOffice: 'Perkhidmatan pembayaran ini tidak menerimanya di sini. Lakukan di sana.',
      noCustoms: 'Untuk itu `customs` tiada dalam konfigurasi.',
      notKnown: 'Tidak diketahui sekarang. Cuba lagi nanti.',
      trainingOnly: 'Ini untuk latihan sahaja.',
      noConfigFile: 'Mesin ini dimulakan tanpa fail tetapan.',
      noRestart: 'Mesin ini tidak bermula semula sendiri. Hentikan dan mulakan semula.',
      noWindowScanner: 'Tiada pengimbas di mesin ini yang menaip ke dalam tetingkap.',
      format: 'Mesin ini tidak membuat kertas dalam format ini.',
    },
    'store-not-registered': 'Kedai ini belum didaftarkan untuk cara ini. Guna cara bayar lain.',
    'order-already-paid': 'Pesanan ini sudah dibayar. Mulakan jualan baharu.',
    'order-exhausted': 'Pesanan ini dicuba terlalu kerap. Batalkan dan minta cara bayaran lain.',
    'not-awaiting-code': 'Jualan ini tidak menunggu kod sekarang.',
    'free-refused': 'Tiada bayaran jualan ini yang masih terbuka.',
    'freeing-off': 'Mesin ini tidak membebaskan pesanan.',
    'accept-refused': 'Caj ini tidak boleh diterima untuk jualan ini. Lihat jualan itu.',
    'not-found': 'Mesin tidak menemuinya. Lihat senarai jualan.',
    'amount-over-limit': 'Jumlah ini melebihi had satu jualan di mesin juruwang ini.',
    'amount-not-payable': 'Jumlah ini tidak boleh dibayar. Dalam rupiah ia mesti berakhir dengan 00.',
    'invalid-request': 'Mesin tidak menerima isian ini. Semak dan cuba lagi.',
  },
  misread: 'Pengimbas tidak membaca kod dengan betul. Imbas semula.',
  paymentCode: 'Kod bayaran tidak boleh berada di sini. Taip yang lain.',
  noticed: {
    'badge-unknown': 'Lencana ini tidak dikenali di sini. Log masuk dengan PIN.',
    'badge-locked': 'Orang ini dikunci buat masa ini.',
    'report-not-printed':
      'Hari sudah ditutup, tetapi kertasnya tidak dicetak. Lihat pencetak dan cetak semula.',
    'gateway-alarm': 'Jawapan perkhidmatan bayaran tidak betul. Maklumkan juruteknik.',
  },
  reasons: {
    GIVEN_BACK:
      'Wang bayaran ini sudah dipulangkan kepada pelanggan. Jika masih perlu dibayar, mulakan bayaran baharu.',
    REPEAT_REQ_INCONSISTENT:
      'Perkhidmatan bayaran mengenali bayaran ini dengan butiran lain. Jangan caj lagi dan maklumkan juruteknik.',
  },
  unlisted: (code) =>
    `Bayaran ditolak (${code}). Tawarkan cara bayaran lain dan beritahu kod ini kepada juruteknik.`,
  printsInstead: (p) => `${p} mencetak sebagai ganti.`,
  health: {
    noAnswer: 'Perkhidmatan bayaran tidak menjawab dengan betul. Semak sambungan internet.',
    noConnection:
      'Tiada sambungan. Bayaran tidak dapat diterima. Bayaran balik disimpan dan dihantar kemudian.',
    clockWrong: 'Jam komputer ini salah. Betulkan jam, kemudian cuba lagi.',
    oldTime: 'Mesin ini masih guna masa lama. Hentikan dan mulakan semula.',
    certificateExpired: 'Sijil perkhidmatan bayaran sudah tamat, atau jam terlalu awal. Semak jam dahulu.',
    otherHost: 'Yang menjawab bukan perkhidmatan bayaran. Maklumkan juruteknik.',
    filterBetween: 'Ada penapis di antara mesin dan perkhidmatan bayaran. Maklumkan juruteknik.',
    proxyDown: 'Proksi rangkaian tidak melepaskan mesin ini. Maklumkan juruteknik.',
    untried: 'Mesin sedang mencuba pencetak buat kali pertama.',
    unreachable: 'Pencetak tidak dapat dihubungi. Semak sama ada ia hidup dan disambung.',
    silent: 'Pencetak tidak menjawab. Semak sama ada ia hidup.',
    chatter: 'Jawapan pada talian pencetak bukan daripada pencetak. Maklumkan juruteknik.',
    paperOut: 'Kertas sudah habis. Masukkan gulungan baharu.',
    paperLow: 'Kertas hampir habis. Sediakan gulungan baharu.',
    coverOpen: 'Penutup pencetak terbuka. Tutup.',
    cutterStuck: 'Pemotong pencetak tersekat. Buka penutup dan lepaskan.',
    printerError: 'Pencetak melaporkan ralat. Matikan dan hidupkan semula.',
    printerPauses: 'Pencetak terlalu panas atau berhenti seketika. Ia akan sambung sendiri.',
    offline: 'Pencetak di luar talian. Lihat lampunya.',
    brokeOff: 'Pencetak berhenti di tengah cetakan. Lihat kertas dan pencetak.',
    queueStopped: 'Baris gilir cetak komputer ini terhenti. Maklumkan juruteknik.',
    unplugged: 'Pengimbas tercabut. Pasang semula.',
    unusable: 'Pengimbas tidak boleh digunakan. Semak sambungannya, atau maklumkan juruteknik.',
    babbles: 'Pengimbas menghantar tanpa henti sesuatu yang bukan kod. Cabut dan pasang semula.',
    endless: 'Apa yang dihantar pengimbas tiada penamat: tetapannya tidak betul. Maklumkan juruteknik.',
    misfit: 'Tetapan pengimbas tidak sesuai: panggil juruteknik.',
    sharedKeys: 'Pengimbas turut menaip ke dalam tetingkap. Maklumkan juruteknik.',
    owedTooLong: 'Ada yang menunggu terlalu lama. Lihat apa yang menunggu dan sambungan.',
    marksFaulty: 'Folder tanda jenama ada kesilapan. Maklumkan juruteknik.',
    marksMissing: 'Tanda jenama hanya pengganti sementara. Maklumkan juruteknik.',
    lettersMissing:
      'Nama kedai ada tanda yang tidak dapat dicetak: di kertas ia kotak kosong. Maklumkan juruteknik.',
  },
};
