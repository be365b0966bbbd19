import type { PhoneLanguage } from '../../src/phone/words.ts';

/** What the page says that asks whether to practise or to set up; `{place}` is where the config belongs. */
export interface WelcomeWords {
  readonly title: string;
  readonly practise: string;
  readonly practiseSay: string;
  readonly setUp: string;
  readonly setUpSay: string;
}

/** The languages of the till, by their tags. A sentence that lacks in one does not compile. */
export const WELCOME_WORDS: Readonly<Record<PhoneLanguage, WelcomeWords>> = {
  en: {
    title: 'This till is not set up yet.',
    practise: 'Practise',
    practiseSay: 'A shop that does not exist. No real money is moved.',
    setUp: 'Set up this till',
    setUpSay: 'A few questions. The config and its keys will stand here: {place}',
  },
  de: {
    title: 'Diese Kasse ist noch nicht eingerichtet.',
    practise: 'Üben',
    practiseSay: 'Ein Geschäft, das es nicht gibt. Es fließt kein echtes Geld.',
    setUp: 'Diese Kasse einrichten',
    setUpSay: 'Einige Fragen. Konfiguration und Schlüssel liegen danach hier: {place}',
  },
  fr: {
    title: 'Cette caisse n’est pas encore configurée.',
    practise: 'S’exercer',
    practiseSay: 'Un magasin qui n’existe pas. Aucun argent réel ne circule.',
    setUp: 'Configurer cette caisse',
    setUpSay: 'Quelques questions. La configuration et ses clés seront ici : {place}',
  },
  es: {
    title: 'Esta caja aún no está configurada.',
    practise: 'Practicar',
    practiseSay: 'Una tienda que no existe. No se mueve dinero real.',
    setUp: 'Configurar esta caja',
    setUpSay: 'Unas preguntas. La configuración y sus claves estarán aquí: {place}',
  },
  it: {
    title: 'Questa cassa non è ancora configurata.',
    practise: 'Esercitarsi',
    practiseSay: 'Un negozio che non esiste. Non si muove denaro vero.',
    setUp: 'Configurare questa cassa',
    setUpSay: 'Alcune domande. La configurazione e le sue chiavi saranno qui: {place}',
  },
  ja: {
    title: 'このレジはまだ設定されていません。',
    practise: '練習する',
    practiseSay: '架空の店舗です。実際のお金は動きません。',
    setUp: 'このレジを設定する',
    setUpSay: 'いくつかの質問に答えます。設定と鍵の保存先: {place}',
  },
  ko: {
    title: '이 단말기는 아직 설정되지 않았습니다.',
    practise: '연습하기',
    practiseSay: '실제로 없는 매장입니다. 실제 돈은 오가지 않습니다.',
    setUp: '이 단말기 설정하기',
    setUpSay: '몇 가지 질문에 답합니다. 설정과 키가 저장되는 곳: {place}',
  },
  'zh-Hans': {
    title: '这台收银机尚未设置。',
    practise: '练习',
    practiseSay: '虚构的商店，不会动用真实资金。',
    setUp: '设置这台收银机',
    setUpSay: '回答几个问题。配置及其密钥将保存在：{place}',
  },
  'zh-Hant': {
    title: '這台收銀機尚未設定。',
    practise: '練習',
    practiseSay: '虛構的商店，不會動用真實資金。',
    setUp: '設定這台收銀機',
    setUpSay: '回答幾個問題。設定及其金鑰將儲存在：{place}',
  },
  th: {
    title: 'เครื่องนี้ยังไม่ได้ตั้งค่า',
    practise: 'ฝึกใช้งาน',
    practiseSay: 'ร้านที่ไม่มีอยู่จริง ไม่มีการใช้เงินจริง',
    setUp: 'ตั้งค่าเครื่องนี้',
    setUpSay: 'ตอบคำถามไม่กี่ข้อ การตั้งค่าและกุญแจจะอยู่ที่นี่: {place}',
  },
  vi: {
    title: 'Máy tính tiền này chưa được cài đặt.',
    practise: 'Luyện tập',
    practiseSay: 'Một cửa hàng không có thật. Không có tiền thật nào được chuyển.',
    setUp: 'Cài đặt máy này',
    setUpSay: 'Vài câu hỏi. Cấu hình và các khóa sẽ nằm ở đây: {place}',
  },
  ms: {
    title: 'Kaunter ini belum disediakan.',
    practise: 'Berlatih',
    practiseSay: 'Kedai yang tidak wujud. Tiada wang sebenar dipindahkan.',
    setUp: 'Sediakan kaunter ini',
    setUpSay: 'Beberapa soalan. Konfigurasi dan kuncinya akan berada di sini: {place}',
  },
  id: {
    title: 'Kasir ini belum disiapkan.',
    practise: 'Berlatih',
    practiseSay: 'Toko yang tidak ada. Tidak ada uang sungguhan yang berpindah.',
    setUp: 'Siapkan kasir ini',
    setUpSay: 'Beberapa pertanyaan. Konfigurasi dan kuncinya akan berada di sini: {place}',
  },
};
