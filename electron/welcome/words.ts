import type { PhoneLanguage } from '../../src/phone/words.ts';

/** What the page says that asks whether to practise or to set up; `{place}` is where the config belongs. */
export interface WelcomeWords {
  readonly title: string;
  readonly practise: string;
  readonly practiseSay: string;
  readonly setUp: string;
  readonly setUpSay: string;
  readonly missing: string;
}

/** The languages of the till, by their tags. A sentence that lacks in one does not compile. */
export const WELCOME_WORDS: Readonly<Record<PhoneLanguage, WelcomeWords>> = {
  en: {
    title: 'This till is not set up yet.',
    practise: 'Practise',
    practiseSay: 'A shop that does not exist. No real money is moved.',
    setUp: 'Set up this till',
    setUpSay: 'Put the shop’s till.json and its keys here: {place}',
    missing: 'There is no file there yet: {place}',
  },
  de: {
    title: 'Diese Kasse ist noch nicht eingerichtet.',
    practise: 'Üben',
    practiseSay: 'Ein Geschäft, das es nicht gibt. Es fließt kein echtes Geld.',
    setUp: 'Diese Kasse einrichten',
    setUpSay: 'Legen Sie die till.json des Geschäfts und ihre Schlüssel hier ab: {place}',
    missing: 'Dort ist noch keine Datei: {place}',
  },
  fr: {
    title: 'Cette caisse n’est pas encore configurée.',
    practise: 'S’exercer',
    practiseSay: 'Un magasin qui n’existe pas. Aucun argent réel ne circule.',
    setUp: 'Configurer cette caisse',
    setUpSay: 'Placez le fichier till.json du magasin et ses clés ici : {place}',
    missing: 'Il n’y a pas encore de fichier ici : {place}',
  },
  es: {
    title: 'Esta caja aún no está configurada.',
    practise: 'Practicar',
    practiseSay: 'Una tienda que no existe. No se mueve dinero real.',
    setUp: 'Configurar esta caja',
    setUpSay: 'Ponga aquí el archivo till.json de la tienda y sus claves: {place}',
    missing: 'Todavía no hay ningún archivo ahí: {place}',
  },
  it: {
    title: 'Questa cassa non è ancora configurata.',
    practise: 'Esercitarsi',
    practiseSay: 'Un negozio che non esiste. Non si muove denaro vero.',
    setUp: 'Configurare questa cassa',
    setUpSay: 'Mettere qui il file till.json del negozio e le sue chiavi: {place}',
    missing: 'Lì non c’è ancora nessun file: {place}',
  },
  ja: {
    title: 'このレジはまだ設定されていません。',
    practise: '練習する',
    practiseSay: '架空の店舗です。実際のお金は動きません。',
    setUp: 'このレジを設定する',
    setUpSay: '店舗の till.json と鍵をここに置いてください: {place}',
    missing: 'ファイルはまだありません: {place}',
  },
  ko: {
    title: '이 단말기는 아직 설정되지 않았습니다.',
    practise: '연습하기',
    practiseSay: '실제로 없는 매장입니다. 실제 돈은 오가지 않습니다.',
    setUp: '이 단말기 설정하기',
    setUpSay: '매장의 till.json과 키를 여기에 넣으십시오: {place}',
    missing: '아직 파일이 없습니다: {place}',
  },
  'zh-Hans': {
    title: '这台收银机尚未设置。',
    practise: '练习',
    practiseSay: '虚构的商店，不会动用真实资金。',
    setUp: '设置这台收银机',
    setUpSay: '请把商店的 till.json 及其密钥放到这里：{place}',
    missing: '那里还没有文件：{place}',
  },
  'zh-Hant': {
    title: '這台收銀機尚未設定。',
    practise: '練習',
    practiseSay: '虛構的商店，不會動用真實資金。',
    setUp: '設定這台收銀機',
    setUpSay: '請把商店的 till.json 及其金鑰放到這裡：{place}',
    missing: '那裡還沒有檔案：{place}',
  },
  th: {
    title: 'เครื่องนี้ยังไม่ได้ตั้งค่า',
    practise: 'ฝึกใช้งาน',
    practiseSay: 'ร้านที่ไม่มีอยู่จริง ไม่มีการใช้เงินจริง',
    setUp: 'ตั้งค่าเครื่องนี้',
    setUpSay: 'วางไฟล์ till.json ของร้านและกุญแจไว้ที่นี่: {place}',
    missing: 'ยังไม่มีไฟล์ที่นั่น: {place}',
  },
  vi: {
    title: 'Máy tính tiền này chưa được cài đặt.',
    practise: 'Luyện tập',
    practiseSay: 'Một cửa hàng không có thật. Không có tiền thật nào được chuyển.',
    setUp: 'Cài đặt máy này',
    setUpSay: 'Đặt tệp till.json của cửa hàng và các khóa vào đây: {place}',
    missing: 'Chưa có tệp ở đó: {place}',
  },
  ms: {
    title: 'Kaunter ini belum disediakan.',
    practise: 'Berlatih',
    practiseSay: 'Kedai yang tidak wujud. Tiada wang sebenar dipindahkan.',
    setUp: 'Sediakan kaunter ini',
    setUpSay: 'Letakkan till.json kedai dan kuncinya di sini: {place}',
    missing: 'Belum ada fail di situ: {place}',
  },
  id: {
    title: 'Kasir ini belum disiapkan.',
    practise: 'Berlatih',
    practiseSay: 'Toko yang tidak ada. Tidak ada uang sungguhan yang berpindah.',
    setUp: 'Siapkan kasir ini',
    setUpSay: 'Letakkan till.json toko dan kuncinya di sini: {place}',
    missing: 'Belum ada berkas di sana: {place}',
  },
};
