import type { BenchWords } from './bench-words.ts';

export const id: BenchWords = {
  headline: 'Perangkat',
  back: 'Kembali ke penjualan',
  setUp: 'Siapkan pemindai',
  noScanner: 'Tidak ada pemindai yang disiapkan.',
  marks: 'Tanda',
  letters: 'Huruf',
  spoke: (time) => `Terakhir menjawab pukul ${time}.`,
  silent: 'Belum menjawab sejak dimulai.',
  advice: 'perlu diperiksa',
  trial: { scan: 'Uji pindai', print: 'Uji cetak', gateway: 'Periksa' },
  trying: 'Sebentar.',
  scanNow: 'Pindai kode apa saja sekarang. Kode tidak dipakai.',
  nothing: 'Tidak ada kode masuk. Apakah pemindai terpasang, dan berbunyi?',
  saleBegan: 'Penjualan dimulai dan memakai pemindai.',
  unreadable: 'Yang masuk tidak terbaca sebagai kode.',
  rows: {
    scanner: 'Dibaca oleh',
    code: 'Kode',
    family: 'Jenis',
    route: 'Menuju ke',
    aim: 'Pengenal AIM',
    took: 'Masuk dalam',
    reached: 'Terhubung',
    accepted: 'Tanda tangan kita diterima',
    verified: 'Tanda tangan mereka benar',
    clock: 'Jam mereka',
    roundTrip: 'Pulang pergi',
  },
  yes: 'ya',
  no: 'tidak',
  unknown: 'tidak diketahui',
  printed: 'Tercetak. Lihat halamannya: huruf, tanda, kode batang dan kode QR.',
  notPrinted: (why) => `Tidak tercetak: ${why}`,
  maybe: 'Mungkin tercetak, mungkin tidak. Lihat printer.',
  gatewayFine: 'Layanan menjawab dengan benar.',
  gatewayNot: 'Layanan tidak menjawab dengan benar.',
  gatewayFound: {
    patience: 'Diminta menunggu. Coba lagi dalam semenit.',
    noAnswer: 'Tidak ada jawaban. Periksa jaringan dan alamat.',
    notTheirs: 'Jawaban tidak ditandatangani kunci mereka. Periksa kunci dan alamat.',
    refused: 'Mesin ini ditolak. Periksa ID klien dan kunci.',
    strange: 'Dikenal pembayaran yang tidak mungkin ada. Beri tahu layanan pembayaran.',
  },
  papers: {
    title: 'Dokumen',
    log: 'Log',
    config: 'Pengaturan',
    versions: 'Versi',
    licences: 'Lisensi',
    roles: 'Peran',
    noFile: 'Dimulai tanpa berkas pengaturan.',
  },
  roles: {
    names: {
      anyone: 'Siapa saja',
      cashier: 'Kasir',
      approver: 'Manajer dengan PIN',
      manager: 'Manajer di mejanya',
      technician: 'Teknisi',
      customer: 'Layar pelanggan',
      program: 'Program dengan token',
    },
    may: {
      anyone: 'Lihat penjualan, batalkan yang belum dibayar, cetak ulang, lihat antrean.',
      cashier: 'Buka penjualan, terima kode atau cara lain, coba lagi.',
      approver:
        'Kembalikan dana, batalkan bayaran, putuskan tagihan yang diragukan, izinkan tagih cara lain.',
      manager: 'Total hari, dokumen, penutupan, laporan.',
      technician: 'Halaman ini: uji perangkat, siapkan pemindai, mulai ulang.',
      customer: 'Menampilkan kode halaman pembayaran kepada pelanggan.',
      program: 'Membaca alamat halaman pembayaran.',
    },
    everyone: 'Terbuka bagi semua: tidak ada nama di pengaturan.',
    nobody: 'Ditolak bagi semua: tidak ada manajer di pengaturan.',
    program: 'Program dengan token boleh semuanya. Untuk menjual, seseorang harus masuk.',
  },
  setup: {
    code: (number, of) => `Pindai kode ${number} dari ${of}`,
    say: 'Pindai dari sini, atau pindai kode Anda sendiri. Sementara itu penjualan tidak diterima.',
    picture: 'Kode untuk dipindai',
    begins: 'Mencari perangkat',
    found: 'Pemindai ditemukan',
    notFound: 'Pemindai tidak ditemukan',
    write: 'Tulis ke pengaturan',
    leave: 'Biarkan',
    again: 'Coba lagi',
    stop: 'Berhenti',
    written: 'Mulai ulang untuk memakainya',
    writtenSay: 'Sudah ditulis ke pengaturan. Berkas lama disimpan di sebelahnya.',
    notWritten: 'Tidak ditulis',
    noFile: 'Kasir ini dimulai tanpa berkas pengaturan. Salin isian ini ke dalam berkas.',
    restart: 'Mulai ulang kasir',
  },
  setupSays: {
    noDevice: 'Tidak ada perangkat yang mungkin pemindai di sini. Pasang pemindai, lalu mulai lagi.',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'Daftar port serial tidak bisa dibaca.'
        : 'Perangkat HID tidak bisa dibaca. Apakah libusb-1.0-0 terpasang?',
    device: ({ line, where }) =>
      `${{ serial: 'Port serial', hid: 'Pemindai HID', keyboard: 'Papan ketik' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `${where} tidak bisa didengarkan: ${
        {
          missing: 'perangkatnya sudah tidak ada.',
          forbidden: 'pengguna ini tidak berhak.',
          busy: 'program lain sedang memakainya.',
          failed: 'sistem menolaknya.',
        }[fault]
      }`,
    nothingRead:
      'Tidak ada yang terbaca. Apakah pemindai terpasang dan berbunyi? Mulai lagi untuk mencoba ulang.',
    nextRate: ({ baudRate }) => `Berikutnya ${baudRate} baud. Pindai ketiga kode sekali lagi.`,
    differentDevices: 'Ketiga kode datang dari perangkat berbeda. Pindai ketiganya dengan satu pemindai.',
    unlikeEnds: 'Ketiga kode tidak berakhir sama. Pindai sekali lagi, satu per satu, masing-masing sekali.',
    noText: ({ baudRate }) => `Pada ${baudRate} baud, byte-nya bukan teks.`,
    hidUnreadable:
      'Pemindai HID POS yang tidak bisa dibaca. Atur ke serial (USB CDC), dan beri tahu kami namanya.',
    keyboardNoEnd:
      'Pemindai papan ketik tanpa tombol di akhir kode. Atur akhiran Enter (CR) pada pemindai, lalu pindai lagi.',
    serial: ({ baudRate }) => `Pemindai serial pada ${baudRate} baud.`,
    hid: 'Pemindai HID POS. Tidak perlu akhiran.',
    keyboard: ({ keyMs }) => `Pemindai papan ketik, ${keyMs} ms per tombol.`,
    begins: ({ signs }) => `Setiap kode diawali ${signs}.`,
    ends: ({ signs }) => `Setiap kode diakhiri ${signs}.`,
    endsBySilence:
      'Kode tidak punya akhir sendiri: jeda yang mengakhirinya. Lebih baik atur akhiran CR pada pemindai.',
    typesSlowly: 'Pemindai mengetik lambat seperti orang. Jika bisa, atur jeda tombolnya ke nol.',
    aim: 'Pemindai mengirim penanda AIM; kasir membuangnya.',
    noAim: 'Pemindai tidak mengirim penanda AIM; kasir tidak memerlukannya.',
    right: 'Kode diterima dengan benar.',
    typeName: ({ signs }) =>
      `Pemindai menaruh ${signs} di depan setiap kode. Atur agar nama jenis kode tidak dikirim (ada kodenya di buku manual), lalu pindai lagi.`,
    wrongKeyboard: ({ country }) =>
      `Huruf diterima salah: pemindai mengetik untuk papan ketik ${country === 'French' ? 'Prancis' : 'Jerman'}. ` +
      'Atur bahasa papan ketiknya ke USA (ada kodenya di buku manual), lalu pindai lagi.',
    unknownCodes: 'Kode ini bukan yang ditampilkan kasir; tidak bisa dipastikan setiap huruf benar.',
    entry: 'Ini isian untuk "scanners" di pengaturan:',
    notWritten: ({ fault, why }) =>
      ({
        text: 'Berkas tidak bisa dibaca atau diubah. Perbaiki dulu.',
        invalid: `Pengaturan akan menjadi tidak sah. Perbaiki dulu: ${why}`,
        missing: 'Berkas itu tidak ada.',
        forbidden: 'Pengguna ini tidak boleh menulis di sana. Mulai kasir sebagai pemilik berkas.',
        readOnly: 'Disk itu hanya bisa dibaca.',
        full: 'Disk itu penuh.',
        failed: 'Sistem menolak penulisan.',
      })[fault],
  },
};
