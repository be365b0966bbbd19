/** What the pages for the customer's phone say: few words, for somebody who stands at a counter. */
export interface PhoneWords {
  readonly pay: string;
  readonly compare: string;
  readonly over: string;
  readonly elsewhere: string;
  readonly opened: string;
  readonly notNow: string;
  readonly look: string;
}

/** The languages of the till, by their tags. A sentence that lacks in one does not compile. */
export const PHONE_WORDS = {
  en: {
    pay: 'Pay now',
    compare: 'Is this the amount that the till shows?',
    over: 'This payment is over.',
    elsewhere: 'This payment is open on another phone.',
    opened: 'You have opened this payment already.',
    notNow: 'The payment cannot be opened now.',
    look: 'Please look at the till.',
  },
  de: {
    pay: 'Jetzt zahlen',
    compare: 'Zeigt die Kasse denselben Betrag?',
    over: 'Diese Zahlung ist beendet.',
    elsewhere: 'Diese Zahlung ist auf einem anderen Handy offen.',
    opened: 'Sie haben diese Zahlung schon geöffnet.',
    notNow: 'Die Zahlung lässt sich gerade nicht öffnen.',
    look: 'Bitte auf die Kasse schauen.',
  },
  fr: {
    pay: 'Payer',
    compare: 'La caisse affiche-t-elle ce montant ?',
    over: 'Ce paiement est terminé.',
    elsewhere: 'Ce paiement est ouvert sur un autre téléphone.',
    opened: 'Vous avez déjà ouvert ce paiement.',
    notNow: 'Le paiement ne peut pas être ouvert pour le moment.',
    look: 'Regardez la caisse, s’il vous plaît.',
  },
  es: {
    pay: 'Pagar',
    compare: '¿Muestra la caja este importe?',
    over: 'Este pago ha terminado.',
    elsewhere: 'Este pago está abierto en otro teléfono.',
    opened: 'Ya ha abierto este pago.',
    notNow: 'El pago no se puede abrir ahora.',
    look: 'Mire la caja, por favor.',
  },
  it: {
    pay: 'Paga ora',
    compare: 'La cassa mostra questo importo?',
    over: 'Questo pagamento è terminato.',
    elsewhere: 'Questo pagamento è aperto su un altro telefono.',
    opened: 'Hai già aperto questo pagamento.',
    notNow: 'Ora il pagamento non si può aprire.',
    look: 'Guarda la cassa, per favore.',
  },
  ja: {
    pay: '支払う',
    compare: 'レジの表示と同じ金額ですか？',
    over: 'このお支払いは終了しました。',
    elsewhere: 'このお支払いは別のスマホで開かれています。',
    opened: 'このお支払いはすでに開かれています。',
    notNow: '今はお支払いを開けません。',
    look: 'レジの画面をご覧ください。',
  },
  ko: {
    pay: '결제하기',
    compare: '계산대에 표시된 금액과 같습니까?',
    over: '이 결제는 끝났습니다.',
    elsewhere: '이 결제는 다른 휴대폰에서 열려 있습니다.',
    opened: '이 결제를 이미 열었습니다.',
    notNow: '지금은 결제를 열 수 없습니다.',
    look: '계산대를 확인해 주세요.',
  },
  'zh-Hans': {
    pay: '立即付款',
    compare: '与收银台显示的金额一致吗？',
    over: '此次付款已结束。',
    elsewhere: '此次付款已在另一部手机上打开。',
    opened: '您已打开过此次付款。',
    notNow: '现在无法打开付款。',
    look: '请查看收银台。',
  },
  'zh-Hant': {
    pay: '立即付款',
    compare: '與收銀台顯示的金額一致嗎？',
    over: '此次付款已結束。',
    elsewhere: '此次付款已在另一支手機上開啟。',
    opened: '您已開啟過此次付款。',
    notNow: '現在無法開啟付款。',
    look: '請查看收銀台。',
  },
  th: {
    pay: 'จ่ายเลย',
    compare: 'ตรงกับยอดที่เครื่องคิดเงินแสดงหรือไม่',
    over: 'การจ่ายครั้งนี้สิ้นสุดแล้ว',
    elsewhere: 'การจ่ายครั้งนี้เปิดอยู่บนโทรศัพท์เครื่องอื่น',
    opened: 'คุณเปิดการจ่ายครั้งนี้ไปแล้ว',
    notNow: 'ขณะนี้เปิดการจ่ายไม่ได้',
    look: 'กรุณาดูที่เครื่องคิดเงิน',
  },
  vi: {
    pay: 'Trả tiền',
    compare: 'Quầy có hiện đúng số tiền này không?',
    over: 'Lần thanh toán này đã kết thúc.',
    elsewhere: 'Thanh toán này đang mở trên điện thoại khác.',
    opened: 'Bạn đã mở thanh toán này rồi.',
    notNow: 'Hiện chưa mở được thanh toán.',
    look: 'Vui lòng nhìn vào quầy.',
  },
  ms: {
    pay: 'Bayar sekarang',
    compare: 'Adakah kaunter menunjukkan jumlah ini?',
    over: 'Pembayaran ini telah tamat.',
    elsewhere: 'Pembayaran ini dibuka di telefon lain.',
    opened: 'Anda telah membuka pembayaran ini.',
    notNow: 'Pembayaran tidak dapat dibuka sekarang.',
    look: 'Sila lihat kaunter.',
  },
  id: {
    pay: 'Bayar sekarang',
    compare: 'Apakah kasir menampilkan jumlah ini?',
    over: 'Pembayaran ini sudah selesai.',
    elsewhere: 'Pembayaran ini terbuka di ponsel lain.',
    opened: 'Anda sudah membuka pembayaran ini.',
    notNow: 'Pembayaran tidak dapat dibuka sekarang.',
    look: 'Silakan lihat kasir.',
  },
} as const satisfies Record<string, PhoneWords>;

export type PhoneLanguage = keyof typeof PHONE_WORDS;
