import { ja as around } from './around/ja.ts';
import { ja as trouble } from './trouble/ja.ts';
import { plural } from './plural.ts';
import { ja as till } from './till/ja.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Japanese. */
export const ja: Catalogue = {
  language: 'ja',
  till,
  training: { mark: '練習', say: '練習用です。お金は動きません。' },
  test: { mark: 'TEST', say: '決済サービスのテスト環境です。本物のお金は動きません。' },
  orderDescription: (store) => `${store}でのお買い物`,
  pad: {
    headline: 'お会計金額',
    charge: '会計する',
    clear: 'クリア',
    erase: '1文字消す',
    point: '小数点',
    digits: '数字',
    overLimit: (amount) => `このレジで一度に受けられるのは${amount}までです。`,
    unusual: {
      headline: 'この金額で正しいですか',
      say: '普段よりはるかに大きい金額です。伝票と照らし合わせてください。',
      change: '金額を変更',
    },
    jammed:
      '金額としては長すぎます。コードを読み取った可能性があります。請求はしていません。金額を入力し直してください。',
  },
  awaitingCode: {
    headline: 'お客様のコードを読み取る',
    say: 'お客様のスマートフォンをスキャナーにかざしてください。',
    type: 'コードを入力',
    label: 'またはコードを入力',
    use: 'このコードを使う',
    cancel: '中止',
    choose: 'お支払い方法はどれですか',
  },
  trainingCode: {
    show: '新しいコードを表示',
    another: '別のコード',
    scan: '読み取る',
    picture: '練習用の支払いコード',
  },
  submitting: {
    headline: 'ウォレットに確認中',
    say: '応答をお待ちください。それまで商品は渡さないでください。',
  },
  customerConfirming: {
    headline: 'お客様が確認中です',
    say: 'ウォレットでの確認をお客様にお願いしてください。それまで商品は渡さないでください。',
  },
  approved: {
    word: '承認済み',
    atRisk: '受付済み',
    headline: '商品をお渡しください',
    say: '代金はカードで確保されています。レジが自動で受け取ります。',
  },
  capturing: {
    headline: '承認済み、代金を受け取り中',
    say: '少々お待ちください。受け取りが終わるまで商品を渡さないでください。',
  },
  checking: {
    headline: '結果はまだ不明です',
    keep: '商品を渡さないでください。',
    never: 'もう一度請求しないでください。',
    say: 'レジが自動で決済サービスに問い合わせています。',
    until: (time) => `${time}まで問い合わせ、その後取り消します。`,
  },
  cancelling: { headline: '返金しています', say: '取消を送信しています。次のお会計に進めます。' },
  page: {
    making: { headline: '支払いコードを準備中です', say: 'まだ請求されていません。' },
    shown: {
      headline: 'お客様が画面を読み取ります',
      say: 'お客様がスマホで画面のコードを読み取り、支払います。支払いが済むまで商品は渡さないでください。',
    },
    opened: { headline: 'お客様がスマホで支払い中です', say: '支払いが済むまで商品は渡さないでください。' },
    askNow: '今すぐ確認',
    again: '新しいコード',
    closing: {
      headline: '支払いを終了中',
      say: (time) =>
        `${time}までお客様が支払える場合があります。その場合は自動で返金されます。商品は渡さないでください。`,
    },
    late: '支払いが間に合いませんでした。自動で返金されます。',
    free: '別の方法で会計',
    override: 'それでもここで会計',
  },
  cancelThis: 'この会計を中止',
  cancelNoted: '中止を受け付けました。先に支払い済みかどうかを確認します。',
  codeLives: (seconds) => plural('ja', seconds, { other: 'コードの有効時間はあと#秒です' }),
  codeDead: 'コードの有効時間が過ぎました',
  seconds: '秒',
  paid: {
    headline: '商品をお渡しください',
    paid: '支払い済み',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: '次のお会計',
    print: 'もう一度印刷',
    overtaken: '中止より先に支払いが完了しました。商品を渡すか、返金してください。',
  },
  paper: {
    waiting: 'レシートはプリンターを待っています。',
    printing: 'レシートを印刷しています。',
    printed: 'レシートを印刷しました。',
    notPrinted: () => 'レシートを印刷できませんでした。プリンターを確認してください。',
    choose: 'レシート…',
    asQr: 'QRコードで表示',
    skip: 'レシートなし',
    on: (p) => `${p} で印刷`,
    skipped: 'レシートは出しませんでした。',
    elsewhere: (p) => `レシートは代わりに ${p} から出ました。`,
    unknown: 'レシートが印刷されたか分かりません。プリンターを確認してください。',
  },
  slip: {
    print: '未払いの紙を印刷',
    notPrinted: '紙が印刷されていないかもしれません。プリンターを確認して、もう一度印刷してください。',
  },
  failed: {
    headline: '未払いです',
    say: '請求はされていません。別のお支払い方法をお願いしてください。',
    retry: 'もう一度読み取る',
    other: '別の支払い方法',
  },
  cancelled: {
    headline: '会計を中止しました',
    say: '別のお支払い方法か、次のお会計へ進んでください。',
    notCharged: 'お客様に請求されていません。',
    refunded: 'お客様に返金しました。',
  },
  attention: {
    headline: '責任者を呼ぶ',
    say: '商品を渡さず、責任者を呼んでください。',
    otherAmount: (charged: string, asked: string) =>
      `${asked}ではなく${charged}が支払われました。商品を渡さないでください。全額がお客様に戻ります。`,
    manager: '責任者だけが、PINで処理できます。',
    desk: '責任者の画面',
    owed: (amount) =>
      `${amount}をお客様に返す必要があります。決済サービスが返金を拒否しました。商品を渡さないでください。責任者が責任者の画面か、決済サービスの管理画面で返金します。`,
    unreadable: (amount) =>
      `お客様に請求されましたが、金額を読み取れません。請求額は${amount}です。商品を渡さないでください。責任者が決済サービスの管理画面で確認し、そこか責任者の画面で返金します。`,
    refunding: '返金は承認済みで、確認を待っています。もう一度返金しないでください。',
    theirs: '決済サービスの番号',
    ours: 'このレジの番号',
    act: '返金する',
    next: '次のお会計',
  },
  ...around,
  ...trouble,
};
