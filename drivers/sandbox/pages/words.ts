import type { PhoneLanguage } from '../../../src/phone/words.ts';

/** What a sandbox's page says to whoever plays the customer. */
export interface PageWords {
  readonly practice: string;
  readonly pay: string;
  readonly decline: string;
  readonly leave: string;
  readonly paid: string;
  readonly over: string;
  readonly back: string;
}

/** In the languages of the till, so that a practised payment is in one language from the counter to the phone. */
export const PAGE_WORDS: Readonly<Record<PhoneLanguage, PageWords>> = {
  en: words(
    'Sandbox. No real money.',
    'Pay',
    'Decline',
    'Leave without paying',
    'Paid',
    'This payment is over.',
    'Back to the shop',
  ),
  de: words(
    'Sandbox. Kein echtes Geld.',
    'Zahlen',
    'Ablehnen',
    'Gehen, ohne zu zahlen',
    'Bezahlt',
    'Diese Zahlung ist beendet.',
    'Zurück zum Geschäft',
  ),
  fr: words(
    'Bac à sable. Pas d’argent réel.',
    'Payer',
    'Refuser',
    'Partir sans payer',
    'Payé',
    'Ce paiement est terminé.',
    'Retour au magasin',
  ),
  es: words(
    'Pruebas. Sin dinero real.',
    'Pagar',
    'Rechazar',
    'Salir sin pagar',
    'Pagado',
    'Este pago ha terminado.',
    'Volver a la tienda',
  ),
  it: words(
    'Prova. Nessun denaro reale.',
    'Paga',
    'Rifiuta',
    'Esci senza pagare',
    'Pagato',
    'Questo pagamento è concluso.',
    'Torna al negozio',
  ),
  ja: words(
    'テスト用。実際のお金は動きません。',
    '支払う',
    '拒否する',
    '支払わずに閉じる',
    '支払い完了',
    'この支払いは終了しました。',
    'お店に戻る',
  ),
  ko: words(
    '연습용입니다. 실제 돈이 아닙니다.',
    '결제',
    '거절',
    '결제하지 않고 나가기',
    '결제 완료',
    '이 결제는 끝났습니다.',
    '매장으로 돌아가기',
  ),
  'zh-Hans': words(
    '练习环境，不涉及真钱。',
    '付款',
    '拒绝',
    '不付款离开',
    '已付款',
    '这笔付款已结束。',
    '返回商店',
  ),
  'zh-Hant': words(
    '練習環境，不涉及真錢。',
    '付款',
    '拒絕',
    '不付款離開',
    '已付款',
    '這筆付款已結束。',
    '返回商店',
  ),
  th: words(
    'ระบบทดลอง ไม่ใช่เงินจริง',
    'จ่าย',
    'ปฏิเสธ',
    'ออกโดยไม่จ่าย',
    'จ่ายแล้ว',
    'การชำระเงินนี้สิ้นสุดแล้ว',
    'กลับไปที่ร้าน',
  ),
  vi: words(
    'Thử nghiệm. Không phải tiền thật.',
    'Trả tiền',
    'Từ chối',
    'Rời đi, không trả',
    'Đã trả',
    'Khoản thanh toán này đã kết thúc.',
    'Về cửa hàng',
  ),
  ms: words(
    'Percubaan. Bukan wang sebenar.',
    'Bayar',
    'Tolak',
    'Keluar tanpa membayar',
    'Sudah dibayar',
    'Bayaran ini sudah tamat.',
    'Kembali ke kedai',
  ),
  id: words(
    'Uji coba. Bukan uang sungguhan.',
    'Bayar',
    'Tolak',
    'Keluar tanpa membayar',
    'Sudah dibayar',
    'Pembayaran ini sudah berakhir.',
    'Kembali ke toko',
  ),
};

function words(
  practice: string,
  pay: string,
  decline: string,
  leave: string,
  paid: string,
  over: string,
  back: string,
): PageWords {
  return { practice, pay, decline, leave, paid, over, back };
}
