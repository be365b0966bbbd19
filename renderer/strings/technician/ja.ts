import type { BenchWords } from './bench-words.ts';

export const ja: BenchWords = {
  headline: '機器',
  back: '売上に戻る',
  setUp: 'スキャナーを設定',
  noScanner: 'スキャナーは設定されていません。',
  marks: 'マーク',
  letters: '印字の文字',
  spoke: (time) => `最後の応答は ${time} です。`,
  silent: '起動後の応答はまだありません。',
  advice: '要確認',
  trial: { scan: '試し読み', print: '試し印刷', gateway: '確認' },
  trying: 'お待ちください。',
  scanNow: '任意のコードを読み取ってください。使用はされません。',
  nothing: 'コードが届きませんでした。スキャナーの接続と読み取り音を確かめてください。',
  saleBegan: '販売が始まり、スキャナーを使用しています。',
  unreadable: 'スキャナーがコードではないものを送りました。',
  rows: {
    scanner: '読み取り元',
    code: 'コード',
    family: '種類',
    route: '送り先',
    aim: 'AIM 識別子',
    took: '所要時間',
    reached: '到達',
    accepted: '当店の署名の受理',
    verified: '相手の署名の検証',
    clock: '相手の時計',
    roundTrip: '往復時間',
  },
  yes: 'はい',
  no: 'いいえ',
  unknown: '不明',
  printed: '印刷しました。文字、マーク、バーコード、QR コードを確かめてください。',
  notPrinted: (why) => `印刷されていません: ${why}`,
  maybe: '印刷されたかどうか不明です。プリンターを確かめてください。',
  gatewayFine: '決済サービスは正しく応答しています。',
  gatewayNot: '決済サービスが正しく応答していません。',
  gatewayFound: {
    patience: '混み合っています。1分後にもう一度試してください。',
    noAnswer: '応答がありません。ネットワークとアドレスを確認してください。',
    notTheirs: '応答の署名が相手の鍵と合いません。鍵とアドレスを確認してください。',
    refused: 'レジが拒否されました。クライアントIDと鍵を確認してください。',
    strange: '存在しない支払いを知っていると答えました。決済サービスに連絡してください。',
  },
  papers: {
    title: '書類',
    log: 'ログ',
    config: '設定',
    versions: 'バージョン',
    licences: 'ライセンス',
    noFile: '設定ファイルなしで起動しています。',
  },
  setup: {
    code: (number, of) => `コード ${number}/${of} を読み取る`,
    say: 'ここのコード、または手元のコードを読み取ってください。その間、販売はできません。',
    picture: '読み取るコード',
    begins: '機器を探しています',
    found: 'スキャナーが見つかりました',
    notFound: 'スキャナーがありません',
    write: '設定に書き込む',
    leave: 'そのままにする',
    again: 'もう一度',
    stop: '中止',
    written: '再起動で有効になります',
    writtenSay: '設定に書き込みました。元のファイルは隣に残っています。',
    notWritten: '書き込めませんでした',
    noFile: '設定ファイルなしで起動しています。内容をファイルに写してください。',
    restart: 'レジを再起動',
  },
  setupSays: {
    noDevice: 'スキャナーらしい機器がありません。スキャナーを接続して、もう一度始めてください。',
    notListed: ({ line }) =>
      line === 'serial'
        ? 'シリアルポートの一覧を取得できません。'
        : 'HID機器を読み取れません。libusb-1.0-0 は入っていますか。',
    device: ({ line, where }) =>
      `${{ serial: 'シリアルポート', hid: 'HIDスキャナー', keyboard: 'キーボード' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `${where} から受信できません。${
        {
          missing: '機器がありません。',
          forbidden: 'このユーザーには権限がありません。',
          busy: '別のプログラムが使用中です。',
          failed: 'システムに拒否されました。',
        }[fault]
      }`,
    nothingRead: '何も読み取れませんでした。スキャナーの接続と読み取り音を確かめ、もう一度始めてください。',
    nextRate: ({ baudRate }) => `次は ${baudRate} ボーで試します。3つのコードをもう一度読み取ってください。`,
    differentDevices: '3つのコードが別々の機器から届きました。1台のスキャナーで3つとも読み取ってください。',
    unlikeEnds: '3つのコードの終わり方が違います。1つずつ順に、1回ずつ読み取り直してください。',
    noText: ({ baudRate }) => `${baudRate} ボーでは文字になりません。`,
    hidUnreadable:
      'HID POSスキャナーですが、データを読めません。シリアル(USB CDC)に設定し、機種名をお知らせください。',
    keyboardNoEnd:
      'キーボード型スキャナーですが、コードの後にキーがありません。スキャナーで終端を Enter (CR) に設定し、読み取り直してください。',
    serial: ({ baudRate }) => `${baudRate} ボーのシリアルスキャナーです。`,
    hid: 'HID POSスキャナーです。終端の設定は要りません。',
    keyboard: ({ keyMs }) => `キーボード型スキャナーです。1キー ${keyMs} ミリ秒。`,
    begins: ({ signs }) => `どのコードも ${signs} で始まります。`,
    ends: ({ signs }) => `どのコードも ${signs} で終わります。`,
    endsBySilence:
      'コードに終端がなく、無通信の間で区切ります。スキャナーで終端を CR に設定するほうが確実です。',
    typesSlowly: '人のようにゆっくり入力します。できればキーの間隔をなしに設定してください。',
    aim: 'AIM識別子を送ります。レジが取り除きます。',
    noAim: 'AIM識別子は送りません。レジには不要です。',
    right: 'コードは正しく届きました。',
    typeName: ({ signs }) =>
      `どのコードの前にも ${signs} が付きます。種類名を送らない設定にして(説明書に設定用コードがあります)、読み取り直してください。`,
    wrongKeyboard: ({ country }) =>
      `文字が違って届きます。スキャナーが${country === 'French' ? 'フランス' : 'ドイツ'}語キーボード用です。` +
      'キーボード言語を USA に設定して(説明書に設定用コードがあります)、読み取り直してください。',
    unknownCodes: 'レジが表示したコードではないため、文字がすべて正しいかは分かりません。',
    entry: '設定の「scanners」に入れる内容です。',
    notWritten: ({ fault, why }) =>
      ({
        text: 'ファイルを読めないか、変更できません。先に直してください。',
        invalid: `設定が正しくなくなります。先に直してください: ${why}`,
        missing: 'そのファイルはありません。',
        forbidden: 'このユーザーは書き込めません。ファイルの所有者でレジを起動してください。',
        readOnly: 'このディスクは読み取り専用です。',
        full: 'このディスクはいっぱいです。',
        failed: 'システムが書き込みを拒否しました。',
      })[fault],
  },
};
