import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in Malay. */
export const ms: TroubleWords = {
  reasons: {
    expired: 'Kod telah tamat. Minta pelanggan muat semula kod, kemudian imbas lagi.',
    invalid: 'Kod tidak dikenali. Minta pelanggan muat semula kod, kemudian imbas lagi.',
    kind: 'Kod jenis ini tidak diterima. Tawarkan cara bayaran lain.',
    balance: 'Baki e-dompet tidak cukup. Minta kad atau e-dompet lain.',
    userLimit: 'Jumlah melebihi had pelanggan. Minta kad atau e-dompet lain.',
    paymentLimit: 'Jumlah melebihi had satu bayaran. Tawarkan cara bayaran lain.',
    count: 'E-dompet mencapai bilangan bayaran. Minta kad atau e-dompet lain.',
    verify: 'Pengguna e-dompet perlu disahkan dahulu. Minta e-dompet lain.',
    account: 'Akaun e-dompet bermasalah. Minta e-dompet lain.',
    notConfirmed: 'Bayaran tidak disahkan. Minta kod baharu dan cuba lagi.',
    method: 'Cara ini tidak boleh digunakan di sini. Minta kad atau e-dompet lain.',
    declined: 'Bayaran ditolak. Tawarkan cara bayaran lain.',
    regulation: 'Peraturan tidak membenarkan bayaran ini. Tawarkan cara bayaran lain.',
    general: 'Bayaran tidak berjaya. Cuba sekali lagi dengan kod baharu.',
    closed: 'Bayaran ini ditutup dan tiada caj dibuat. Mulakan bayaran baharu.',
    setUp: 'Kedai ini belum boleh menerima bayaran ini. Tawarkan cara lain dan maklumkan juruteknik.',
    technical: 'Permintaan mesin tidak diterima. Tawarkan cara lain dan maklumkan juruteknik.',
    unreachable:
      'Tiada sambungan ke perkhidmatan bayaran, tiada caj dibuat. Cuba lagi, atau cara bayaran lain.',
    otherAmount: 'Jumlah yang dicaj bukan yang diminta. Pelanggan mendapat semua wangnya semula.',
    foreign:
      'Pesanan ini sudah dicaj, tetapi mungkin oleh mesin lain. Simpan barang. Pengurus mencari jualan ini di mesin lain, kemudian menerima caj itu untuk jualan ini atau memulangkannya.',
    otherRecord:
      'Perkhidmatan bayaran memegang wang atas nama pembayaran ini yang dikatakan milik pembayaran lain. Simpan barang. Pengurus menyemaknya di portal perkhidmatan bayaran.',
    stillOpen:
      'Perkhidmatan bayaran masih belum menyatakan hasil bayaran ini, walaupun halamannya sepatutnya sudah lama tamat. Simpan barang. Pengurus meminta perkhidmatan bayaran menyemaknya. Apa yang masih dibayar dipulangkan dengan sendirinya.',
    otherTill: 'Pesanan ini sedang dibayar di mesin lain. Jangan caj di sini.',
    gone: 'Bayaran ini sudah dipulangkan kepada pelanggan, bukan oleh mesin ini. Tanya pengurus, dan cari jualan ini di mesin lain.',
    late: 'Tiada jawapan dalam masanya. Simpan barang: mesin membatalkan bayaran.',
    byCashier: 'Jualan dibatalkan.',
    voided: 'Bayaran dibatalkan. Pelanggan mendapat semua wangnya semula.',
    lateCharge: 'Caj dibuat selepas jualan tamat. Pelanggan mendapat semua wangnya semula.',
    goodsGone:
      'Barang boleh diserahkan, tetapi wang tidak masuk. Tiada caj dikenakan. Minta pelanggan membayar dengan cara lain dan beritahu pengurus.',
    shopsRisk: 'Diterima atas risiko kedai. Penyelesaian belum disahkan.',
    disputed: 'Bank pelanggan mempertikaikan bayaran ini. Ia tidak boleh dibayar balik sehingga diputuskan.',
    notCollected:
      'Bayaran diluluskan, tetapi tidak dapat dikutip. Pelanggan tidak dicaj. Tawarkan cara bayaran lain.',
  },
  unreachable: {
    connecting: { headline: 'Mencari mesin', say: 'Sebentar.' },
    lost: {
      headline: 'Mesin tidak menjawab',
      say: 'Simpan barang dan jangan caj lagi. Halaman ini kembali sendiri apabila mesin menjawab.',
    },
    locked: {
      headline: 'Buka mesin semula',
      say: 'Mesin telah dimulakan semula dan tidak mengenali tetingkap ini. Tutup dan mulakan mesin semula.',
    },
    again: {
      headline: 'Mesin sedang bermula semula',
      say: 'Simpan barang dan jangan caj lagi. Mesin menyemak bayaran terakhir. Beberapa saat.',
    },
    config: {
      headline: 'Mesin belum sedia',
      say: 'Tetapannya tidak boleh digunakan. Panggil juruteknik. Mesin mencuba lagi sendiri.',
    },
    journal: {
      headline: 'Jurnal tidak boleh digunakan',
      say: 'Jangan terima bayaran di sini dan panggil juruteknik. Mesin mencuba lagi sendiri.',
    },
  },
  notice: {
    dismiss: 'Faham',
    chargeGone:
      'Bayaran yang tertera sebagai dibayar di mesin ini sudah dipulangkan kepada pelanggan, bukan oleh mesin ini. Cari jualan itu dalam senarai dan tanya pengurus.',
    noAnswer: 'Mesin tidak menjawab. Lihat jualan itu sebelum mencuba lagi.',
    signIn: 'Daftar masuk dahulu.',
    repeated: 'Kod ini baru sahaja diimbas. Minta kod baharu.',
    notWanted: 'Satu kod diimbas, tetapi tiada jualan menunggunya. Ia tidak digunakan.',
    unresolved:
      'Bayaran terdahulu bagi pesanan ini belum selesai disahkan. Imbas semula sebentar lagi, atau batalkan jualan ini.',
    refused: {
      wallet: 'Dompet ini tidak diterima di sini. Minta cara bayaran lain.',
      newer:
        'Kod ini lebih baharu daripada mesin ini. Minta cara bayaran lain, dan beritahu kedai bahawa mesin perlu dikemas kini.',
      notForPaying: 'Kod dompet ini bukan untuk membayar. Minta pelanggan buka kod bayaran dan imbas semula.',
      weChat: 'Ini kod WeChat Pay, yang tidak diterima di sini. Minta dompet atau cara bayaran lain.',
      unionPay: 'Ini kod UnionPay, yang tidak diterima di sini. Minta dompet atau cara bayaran lain.',
      card: 'Ini kod kad bank, yang tidak diterima di sini. Minta dompet atau cara bayaran lain.',
      unknown: 'Ini bukan kod bayaran. Minta pelanggan buka kod bayaran dan imbas semula.',
      tooLong: 'Ini terlalu panjang untuk kod bayaran. Minta pelanggan buka kod bayaran dan imbas semula.',
      unreadable: 'Kod tidak dapat dibaca. Minta pelanggan segarkan kod dan imbas semula.',
      choose: 'Lebih daripada satu cara bayaran sesuai dengan kod ini. Pilih satu.',
      tooOld: 'Kod itu sudah terlalu lama. Minta kod baharu dan imbas.',
    },
  },
};
