import type { BenchWords } from './bench-words.ts';

export const ms: BenchWords = {
  headline: 'Peranti',
  back: 'Kembali ke jualan',
  setUp: 'Sediakan pengimbas',
  noScanner: 'Tiada pengimbas disediakan.',
  marks: 'Tanda',
  letters: 'Huruf',
  spoke: (time) => `Kali terakhir menjawab pada ${time}.`,
  silent: 'Belum menjawab sejak mula.',
  advice: 'perlu disemak',
  trial: { scan: 'Imbasan ujian', print: 'Cetakan ujian', gateway: 'Semak' },
  trying: 'Sebentar.',
  scanNow: 'Imbas mana-mana kod sekarang. Ia tidak digunakan.',
  nothing: 'Tiada kod diterima. Adakah pengimbas dipasang, dan berbunyi?',
  saleBegan: 'Jualan bermula dan memakai pengimbas.',
  unreadable: 'Yang diterima tidak dapat dibaca sebagai kod.',
  rows: {
    scanner: 'Dibaca oleh',
    code: 'Kod',
    family: 'Jenis',
    route: 'Pergi ke',
    aim: 'Pengecam AIM',
    took: 'Diterima dalam',
    reached: 'Dihubungi',
    accepted: 'Tandatangan kita diterima',
    verified: 'Tandatangan mereka disahkan',
    clock: 'Jam mereka',
    roundTrip: 'Pergi balik',
  },
  yes: 'ya',
  no: 'tidak',
  unknown: 'tidak diketahui',
  printed: 'Dicetak. Lihat halaman: huruf, tanda, kod bar dan kod QR.',
  notPrinted: (why) => `Tidak dicetak: ${why}`,
  maybe: 'Mungkin sudah dicetak, mungkin belum. Lihat pencetak.',
  gatewayFine: 'Perkhidmatan bayaran menjawab dengan betul.',
  gatewayNot: 'Perkhidmatan bayaran tidak menjawab dengan betul.',
  gatewayFound: {
    patience: 'Ia minta tunggu. Cuba lagi dalam seminit.',
    noAnswer: 'Tiada jawapan. Semak rangkaian dan alamat.',
    notTheirs: 'Jawapan tidak ditandatangani dengan kunci mereka. Semak kunci dan alamat.',
    refused: 'Ia menolak mesin ini. Semak ID klien dan kunci.',
    strange: 'Ia kenal bayaran yang tidak mungkin ada. Maklumkan perkhidmatan bayaran.',
  },
  papers: {
    title: 'Dokumen',
    log: 'Log',
    config: 'Tetapan',
    versions: 'Versi',
    licences: 'Lesen',
    roles: 'Peranan',
    noFile: 'Dimulakan tanpa fail tetapan.',
  },
  roles: {
    names: {
      anyone: 'Sesiapa',
      cashier: 'Juruwang',
      approver: 'Pengurus dengan PIN',
      manager: 'Pengurus di mejanya',
      technician: 'Juruteknik',
    },
    may: {
      anyone: 'Lihat jualan, batal yang belum dibayar, cetak semula, lihat yang menunggu.',
      cashier: 'Buka jualan, terima kod atau cara lain, cuba lagi.',
      approver: 'Bayar balik, batal bayaran, putuskan caj yang diragui.',
      manager: 'Jumlah hari, dokumen, penutupan, laporan.',
      technician: 'Halaman ini: uji peranti, sedia pengimbas, mula semula.',
    },
    everyone: 'Terbuka kepada semua: tiada nama dalam tetapan.',
    nobody: 'Ditolak bagi semua: tiada pengurus dalam tetapan.',
    program: 'Program dengan token boleh buat semuanya. Untuk menjual, seseorang log masuk.',
  },
  setup: {
    code: (number, of) => `Imbas kod ${number} daripada ${of}`,
    say: 'Imbas dari sini, atau imbas kod anda sendiri. Sementara itu tiada jualan diterima.',
    picture: 'Kod untuk diimbas',
    begins: 'Mencari peranti',
    found: 'Pengimbas ditemui',
    notFound: 'Tiada pengimbas ditemui',
    write: 'Tulis ke dalam tetapan',
    leave: 'Biarkan',
    again: 'Cuba lagi',
    stop: 'Henti',
    written: 'Mulakan semula untuk guna',
    writtenSay: 'Sudah ditulis ke dalam tetapan. Fail lama disimpan di sebelahnya.',
    notWritten: 'Tidak ditulis',
    noFile: 'Mesin ini dimulakan tanpa fail tetapan. Salin entri ini ke dalam fail.',
    restart: 'Mulakan semula mesin',
  },
  setupSays: {
    noDevice: 'Tiada peranti yang mungkin pengimbas di sini. Pasang pengimbas dan mula semula.',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'Senarai port bersiri tidak dapat dibaca.'
        : 'Peranti HID tidak dapat dibaca. Adakah libusb-1.0-0 dipasang?',
    device: ({ line, where }) =>
      `${{ serial: 'Port bersiri', hid: 'Pengimbas HID', keyboard: 'Papan kekunci' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `${where} tidak dapat didengar: ${
        {
          missing: 'peranti itu tiada lagi.',
          forbidden: 'pengguna ini tiada kebenaran.',
          busy: 'program lain sedang memakainya.',
          failed: 'sistem menolaknya.',
        }[fault]
      }`,
    nothingRead: 'Tiada apa-apa dibaca. Adakah pengimbas dipasang dan berbunyi? Mula semula untuk cuba lagi.',
    nextRate: ({ baudRate }) => `Seterusnya ${baudRate} baud. Sila imbas ketiga-tiga kod sekali lagi.`,
    differentDevices:
      'Tiga kod itu datang dari peranti berlainan. Imbas ketiga-tiganya dengan satu pengimbas.',
    unlikeEnds: 'Tiga kod itu tidak berakhir sama. Imbas sekali lagi, satu demi satu, sekali setiap satu.',
    noText: ({ baudRate }) => `Pada ${baudRate} baud, bait itu bukan teks.`,
    hidUnreadable:
      'Pengimbas HID POS yang tidak dapat dibaca. Tetapkan kepada bersiri (USB CDC) dan beritahu kami namanya.',
    keyboardNoEnd:
      'Pengimbas papan kekunci tanpa kekunci di hujung kod. Tetapkan akhiran Enter (CR) pada pengimbas, kemudian imbas lagi.',
    serial: ({ baudRate }) => `Pengimbas bersiri pada ${baudRate} baud.`,
    hid: 'Pengimbas HID POS. Ia tidak perlu akhiran.',
    keyboard: ({ keyMs }) => `Pengimbas papan kekunci, ${keyMs} ms setiap kekunci.`,
    begins: ({ signs }) => `Setiap kod bermula dengan ${signs}.`,
    ends: ({ signs }) => `Setiap kod berakhir dengan ${signs}.`,
    endsBySilence:
      'Kod tiada hujung sendiri: senyap menamatkannya. Lebih baik tetapkan akhiran CR pada pengimbas.',
    typesSlowly: 'Ia menaip perlahan seperti orang. Jika boleh, tetapkan lengah kekuncinya kepada tiada.',
    aim: 'Ia menghantar pengecam AIM; mesin membuangnya.',
    noAim: 'Ia tidak menghantar pengecam AIM; mesin tidak memerlukannya.',
    right: 'Kod diterima dengan betul.',
    typeName: ({ signs }) =>
      `Ia meletakkan ${signs} di depan setiap kod. Tetapkan supaya nama jenis kod tidak dihantar (kodnya dalam manual), kemudian imbas lagi.`,
    wrongKeyboard: ({ country }) =>
      `Huruf diterima salah: pengimbas menaip untuk papan kekunci ${country === 'French' ? 'Perancis' : 'Jerman'}. ` +
      'Tetapkan bahasa papan kekuncinya kepada USA (kodnya dalam manual), kemudian imbas lagi.',
    unknownCodes: 'Kod ini bukan yang ditunjukkan mesin; tidak dapat dipastikan setiap huruf betul.',
    entry: 'Inilah entri untuk "scanners" dalam tetapan:',
    notWritten: ({ fault, why }) =>
      ({
        text: 'Fail tidak dapat dibaca atau diubah. Betulkannya dahulu.',
        invalid: `Tetapan akan menjadi tidak sah. Betulkan dahulu: ${why}`,
        missing: 'Fail itu tiada.',
        forbidden: 'Pengguna ini tidak boleh menulis di situ. Mulakan mesin sebagai pemilik fail.',
        readOnly: 'Cakera itu hanya boleh dibaca.',
        full: 'Cakera itu penuh.',
        failed: 'Sistem tidak membenarkan penulisan.',
      })[fault],
  },
};
