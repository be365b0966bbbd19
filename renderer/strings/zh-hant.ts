import { zhHant as around } from './around/zh-hant.ts';
import { zhHant as trouble } from './trouble/zh-hant.ts';
import { plural } from './plural.ts';
import { zhHant as till } from './till/zh-hant.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Chinese, traditional. */
export const zhHant: Catalogue = {
  language: 'zh-Hant',
  till,
  training: { mark: '練習', say: '僅供練習，不涉及真實款項。' },
  test: { mark: 'TEST', say: '支付服務的測試系統，不涉及真實款項。' },
  orderDescription: (store) => `${store} 消費`,
  pad: {
    headline: '收款金額',
    charge: '收款',
    clear: '清除',
    erase: '刪除一位',
    point: '小數點',
    digits: '數字鍵',
    overLimit: (amount) => `本機每筆最多收 ${amount}。`,
    unusual: {
      headline: '金額對嗎？',
      say: '這筆金額遠高於本店平時的金額。請與帳單核對。',
      change: '修改金額',
    },
    jammed: '輸入過長，不像金額，可能是掃到的付款碼。沒有扣款，請重新輸入金額。',
  },
  awaitingCode: {
    headline: '請掃描顧客的付款碼',
    say: '請顧客把手機放在掃描器下方。',
    type: '輸入付款碼',
    label: '或輸入付款碼',
    use: '使用此碼',
    cancel: '取消',
    choose: '顧客用什麼付款？',
  },
  trainingCode: { show: '顯示新碼', another: '換一個碼', scan: '掃描', picture: '練習用付款碼' },
  submitting: { headline: '正在詢問錢包', say: '請等待結果，先不要交貨。' },
  customerConfirming: { headline: '顧客正在手機上確認', say: '請顧客在錢包中確認，先不要交貨。' },
  approved: {
    word: '已核准',
    atRisk: '已接受',
    headline: '請交付商品',
    say: '金額已在卡上凍結，收銀機會自動收款。',
  },
  capturing: { headline: '已核准，正在收款', say: '請稍候，收款完成前不要交貨。' },
  checking: {
    headline: '結果尚不清楚',
    keep: '先不要交貨。',
    never: '不要再次收款。',
    say: '收銀機正在自動查詢支付結果。',
    until: (time) => `查詢到 ${time}，之後自動取消。`,
  },
  cancelling: { headline: '正在退還款項', say: '取消正在送達，可以開始下一筆。' },
  page: {
    making: { headline: '正在準備收款碼', say: '尚未扣款。' },
    shown: {
      headline: '請顧客掃描螢幕',
      say: '顧客用手機掃描螢幕上的碼並付款，付款完成前不要交貨。',
    },
    opened: { headline: '顧客正在手機上付款', say: '付款完成前不要交貨。' },
    askNow: '立即查詢',
    again: '新的收款碼',
    closing: {
      headline: '正在關閉付款',
      say: (time) => `顧客在 ${time} 之前可能仍可付款，這樣的款項會自動退還。請勿交貨。`,
    },
    late: '顧客付款太遲，款項會自動退還。',
    free: '改用其他方式',
    override: '仍在此收款',
  },
  cancelThis: '取消此筆',
  cancelNoted: '已記錄取消，會先查詢是否已付款。',
  codeLives: (seconds) => plural('zh-Hant', seconds, { other: '付款碼還有 # 秒有效' }),
  codeDead: '付款碼已失效',
  seconds: '秒',
  paid: {
    headline: '可以交貨',
    paid: '已付款',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: '下一筆',
    print: '再次列印',
    overtaken: '取消之前顧客已付款。請交貨，或者退款。',
  },
  paper: {
    waiting: '收據等待列印。',
    printing: '正在列印收據。',
    printed: '收據已列印。',
    notPrinted: () => '收據沒有列印，請看一下印表機。',
    choose: '收據…',
    asQr: '顯示 QR 碼',
    skip: '不要收據',
    on: (p) => `在 ${p} 列印`,
    skipped: '已略過收據。',
    elsewhere: (p) => `收據改由 ${p} 印出。`,
    unknown: '不確定收據是否列印，請看一下印表機。',
  },
  slip: {
    print: '列印未付款單',
    notPrinted: '單據可能沒有列印。請看一下印表機，再列印一次。',
  },
  failed: {
    headline: '未付款',
    say: '沒有扣款，請顧客換一種付款方式。',
    retry: '重新掃描',
    other: '換付款方式',
  },
  cancelled: {
    headline: '此筆已取消',
    say: '請換付款方式，或開始下一筆。',
    notCharged: '沒有向顧客扣款。',
    refunded: '已退款給顧客。',
  },
  attention: {
    headline: '請叫店長',
    say: '先不要交貨，請叫店長。',
    otherAmount: (charged: string, asked: string) =>
      `實際扣款 ${charged}，應為 ${asked}。先不要交貨，全額退還顧客。`,
    manager: '只有店長能用 PIN 處理。',
    desk: '店長頁面',
    owed: (amount) =>
      `應退還顧客 ${amount}：支付服務拒絕退回。先不要交貨。由店長在店長頁面或支付服務的後台退款。`,
    unreadable: (amount) =>
      `顧客已被扣款，但金額無法讀取，應收 ${amount}。先不要交貨。由店長在支付服務的後台核對，並在那裡或店長頁面退款。`,
    refunding: '退款已核准，尚未確認。請不要再次退款。',
    theirs: '支付服務編號',
    ours: '本機編號',
    act: '退還款項',
    next: '下一筆',
  },
  ...around,
  ...trouble,
};
