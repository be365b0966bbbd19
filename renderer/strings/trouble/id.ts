import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in Indonesian. */
export const id: TroubleWords = {
  reasons: {
    expired: 'Kode kedaluwarsa. Minta pelanggan memperbarui kode, lalu pindai lagi.',
    invalid: 'Kode tidak dikenali. Minta pelanggan memperbarui kode, lalu pindai lagi.',
    kind: 'Jenis kode ini tidak diterima. Tawarkan cara bayar lain.',
    balance: 'Saldo tidak cukup. Minta kartu atau dompet lain.',
    userLimit: 'Jumlah melebihi batas pelanggan. Minta kartu atau dompet lain.',
    paymentLimit: 'Jumlah melebihi batas satu pembayaran. Tawarkan cara bayar lain.',
    count: 'Dompet mencapai batas jumlah transaksi. Minta kartu atau dompet lain.',
    verify: 'Pengguna dompet perlu verifikasi dulu. Minta dompet lain.',
    account: 'Ada masalah pada akun dompet. Minta dompet lain.',
    notConfirmed: 'Pembayaran tidak dikonfirmasi. Minta kode baru dan coba lagi.',
    method: 'Cara bayar ini tidak bisa di sini. Minta kartu atau dompet lain.',
    declined: 'Pembayaran ditolak. Tawarkan cara bayar lain.',
    regulation: 'Peraturan tidak mengizinkan pembayaran ini. Tawarkan cara bayar lain.',
    general: 'Pembayaran gagal. Coba sekali lagi dengan kode baru.',
    closed: 'Pembayaran ini ditutup dan tidak ditagih. Mulai pembayaran baru.',
    setUp: 'Toko ini belum bisa menerima pembayaran ini. Tawarkan cara lain dan hubungi teknisi.',
    technical: 'Permintaan mesin tidak diterima. Tawarkan cara lain dan hubungi teknisi.',
    unreachable:
      'Tidak ada koneksi ke layanan pembayaran, tidak ada tagihan. Coba lagi, atau cara bayar lain.',
    otherAmount: 'Jumlah yang tertagih bukan yang diminta. Pelanggan menerima seluruh uangnya kembali.',
    foreign:
      'Pesanan ini sudah ditagih, tetapi mungkin oleh mesin lain. Tahan barangnya. Manajer mencari penjualan ini di mesin lain, lalu menerima tagihan itu untuk penjualan ini atau mengembalikannya.',
    otherRecord:
      'Layanan pembayaran menyimpan uang atas nama pembayaran ini yang katanya milik pembayaran lain. Tahan barangnya. Manajer memeriksanya di portal layanan pembayaran.',
    stillOpen:
      'Layanan pembayaran masih belum memberi tahu hasil pembayaran ini, padahal halamannya seharusnya sudah lama berakhir. Tahan barangnya. Manajer meminta layanan pembayaran memeriksanya. Yang masih dibayar dikembalikan dengan sendirinya.',
    otherTill: 'Pesanan ini sedang dibayar di mesin lain. Jangan tagih di sini.',
    gone: 'Pembayaran ini sudah dikembalikan ke pelanggan, bukan oleh mesin ini. Tanya manajer, dan cari penjualannya di mesin lain.',
    late: 'Tidak ada jawaban tepat waktu. Tahan barang: mesin membatalkan pembayaran.',
    byCashier: 'Penjualan dibatalkan.',
    voided: 'Pembayaran dibatalkan. Pelanggan menerima seluruh uangnya kembali.',
    lateCharge: 'Tagihan masuk setelah penjualan berakhir. Pelanggan menerima seluruh uangnya kembali.',
    goodsGone:
      'Barang boleh diserahkan, tetapi uangnya tidak masuk. Tidak ada yang ditagih. Minta pelanggan membayar dengan cara lain dan beri tahu manajer.',
    shopsRisk: 'Diterima atas risiko toko. Penyelesaian belum dikonfirmasi.',
    disputed:
      'Bank pelanggan menyengketakan pembayaran ini. Pembayaran tidak dapat dikembalikan sampai diputuskan.',
    notCollected:
      'Pembayaran disetujui, tetapi tidak dapat ditagih. Pelanggan tidak ditagih. Tawarkan cara bayar lain.',
  },
  unreachable: {
    connecting: { headline: 'Mencari mesin kasir', say: 'Sebentar.' },
    lost: {
      headline: 'Mesin kasir tidak menjawab',
      say: 'Tahan barang dan jangan tagih lagi. Halaman ini kembali sendiri begitu mesin menjawab.',
    },
    locked: {
      headline: 'Buka lagi mesin kasir',
      say: 'Mesin kasir dimulai ulang dan tidak mengenali jendela ini. Tutup, lalu mulai lagi mesin kasir.',
    },
    again: {
      headline: 'Mesin kasir dimulai ulang',
      say: 'Tahan barang dan jangan tagih lagi. Mesin memeriksa pembayaran terakhir. Beberapa detik.',
    },
    config: {
      headline: 'Mesin kasir belum siap',
      say: 'Pengaturannya tidak bisa dipakai. Panggil teknisi. Mesin mencoba lagi sendiri.',
    },
    journal: {
      headline: 'Jurnal tidak bisa dipakai',
      say: 'Jangan terima pembayaran di sini dan panggil teknisi. Mesin mencoba lagi sendiri.',
    },
  },
  notice: {
    dismiss: 'Mengerti',
    chargeGone:
      'Pembayaran yang tertulis lunas di mesin ini sudah dikembalikan ke pelanggan, bukan oleh mesin ini. Cari penjualannya di daftar dan tanya manajer.',
    noAnswer: 'Mesin tidak menjawab. Lihat penjualannya sebelum mencoba lagi.',
    signIn: 'Masuk dulu.',
    repeated: 'Kode ini baru saja dipindai. Minta kode baru.',
    notWanted: 'Sebuah kode dipindai, tetapi tidak ada penjualan yang menunggu. Kode tidak dipakai.',
    unresolved:
      'Pembayaran sebelumnya untuk pesanan ini belum jelas hasilnya. Pindai lagi sebentar lagi, atau batalkan penjualan ini.',
    refused: {
      wallet: 'Dompet ini tidak diterima di sini. Minta cara bayar lain.',
      newer:
        'Kode ini lebih baru daripada mesin ini. Minta cara bayar lain, dan beri tahu toko bahwa mesin perlu diperbarui.',
      notForPaying:
        'Kode dompet ini bukan untuk membayar. Minta pelanggan membuka kode pembayaran, lalu pindai lagi.',
      weChat: 'Ini kode WeChat Pay, yang tidak diterima di sini. Minta dompet atau cara bayar lain.',
      unionPay: 'Ini kode UnionPay, yang tidak diterima di sini. Minta dompet atau cara bayar lain.',
      card: 'Ini kode kartu bank, yang tidak diterima di sini. Minta dompet atau cara bayar lain.',
      unknown: 'Ini bukan kode pembayaran. Minta pelanggan membuka kode pembayaran, lalu pindai lagi.',
      tooLong:
        'Ini terlalu panjang untuk kode pembayaran. Minta pelanggan membuka kode pembayaran, lalu pindai lagi.',
      unreadable: 'Kode tidak terbaca. Minta pelanggan menyegarkannya, lalu pindai lagi.',
      choose: 'Lebih dari satu cara bayar cocok dengan kode ini. Pilih satu.',
      tooOld: 'Kode itu sudah terlalu lama. Minta kode baru, lalu pindai.',
    },
  },
};
