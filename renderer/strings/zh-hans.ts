import { zhHans as around } from './around/zh-hans.ts';
import { zhHans as trouble } from './trouble/zh-hans.ts';
import { plural } from './plural.ts';
import { zhHans as till } from './till/zh-hans.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Chinese, simplified. */
export const zhHans: Catalogue = {
  language: 'zh-Hans',
  till,
  training: { mark: '练习', say: '仅供练习，不涉及真实资金。' },
  test: { mark: 'TEST', say: '支付服务的测试系统，不涉及真实资金。' },
  orderDescription: (store) => `${store} 消费`,
  pad: {
    headline: '收款金额',
    charge: '收款',
    clear: '清除',
    erase: '删除一位',
    point: '小数点',
    digits: '数字键',
    overLimit: (amount) => `本机每笔最多收 ${amount}。`,
    unusual: {
      headline: '金额对吗？',
      say: '这笔金额远高于本店平时的金额。请与账单核对。',
      change: '修改金额',
    },
    jammed: '输入过长，不像金额，可能是扫到的付款码。没有扣款，请重新输入金额。',
  },
  awaitingCode: {
    headline: '请扫顾客的付款码',
    say: '请顾客把手机放在扫码器下方。',
    type: '输入付款码',
    label: '或输入付款码',
    use: '使用此码',
    cancel: '取消',
    choose: '顾客用什么付款？',
  },
  trainingCode: { show: '显示新码', another: '换一个码', scan: '扫码', picture: '练习用付款码' },
  submitting: { headline: '正在询问钱包', say: '请等待结果，先不要交货。' },
  customerConfirming: { headline: '顾客正在手机上确认', say: '请顾客在钱包中确认，先不要交货。' },
  approved: {
    word: '已批准',
    atRisk: '已接受',
    headline: '请交付商品',
    say: '金额已在卡上冻结，收银机会自动收款。',
  },
  capturing: { headline: '已批准，正在收款', say: '请稍候，收款完成前不要交货。' },
  checking: {
    headline: '结果尚不清楚',
    keep: '先不要交货。',
    never: '不要再次收款。',
    say: '收银机正在自动查询支付结果。',
    until: (time) => `查询到 ${time}，之后自动撤销。`,
  },
  cancelling: { headline: '正在退还款项', say: '撤销正在送达，可以开始下一单。' },
  page: {
    making: { headline: '正在准备收款码', say: '尚未扣款。' },
    shown: {
      headline: '请顾客扫描屏幕',
      say: '顾客用手机扫描屏幕上的码并付款，付款完成前不要交货。',
    },
    opened: { headline: '顾客正在手机上付款', say: '付款完成前不要交货。' },
    askNow: '立即查询',
    again: '新的收款码',
    closing: {
      headline: '正在关闭付款',
      say: (time) => `顾客在 ${time} 之前可能仍可付款，这样的款项会自动退还。请勿交货。`,
    },
    late: '顾客付款太迟，款项会自动退还。',
    free: '改用其他方式',
    override: '仍在此收款',
  },
  cancelThis: '取消此单',
  cancelNoted: '已记录取消，会先查询是否已付款。',
  codeLives: (seconds) => plural('zh-Hans', seconds, { other: '付款码还有 # 秒有效' }),
  codeDead: '付款码已失效',
  seconds: '秒',
  paid: {
    headline: '可以交货',
    paid: '已付款',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: '下一单',
    print: '再次打印',
    overtaken: '取消之前顾客已付款。请交货，或者退款。',
  },
  paper: {
    waiting: '小票等待打印。',
    printing: '正在打印小票。',
    printed: '小票已打印。',
    notPrinted: () => '小票没有打印，请看一下打印机。',
    choose: '小票…',
    asQr: '显示二维码',
    skip: '不要小票',
    on: (p) => `在 ${p} 打印`,
    skipped: '已跳过小票。',
    elsewhere: (p) => `小票改由 ${p} 打印出来。`,
    unknown: '不确定小票是否打印，请看一下打印机。',
  },
  slip: {
    print: '打印未付款单',
    notPrinted: '单据可能没有打印。请看一下打印机，再打印一次。',
  },
  failed: {
    headline: '未付款',
    say: '没有扣款，请顾客换一种付款方式。',
    retry: '重新扫码',
    other: '换付款方式',
  },
  cancelled: {
    headline: '此单已取消',
    say: '请换付款方式，或开始下一单。',
    notCharged: '没有向顾客扣款。',
    refunded: '已退款给顾客。',
  },
  attention: {
    headline: '请叫店长',
    say: '先不要交货，请叫店长。',
    otherAmount: (charged: string, asked: string) =>
      `实际扣款 ${charged}，应为 ${asked}。先不要交货，全额退还顾客。`,
    manager: '只有店长能用 PIN 处理。',
    desk: '店长页面',
    owed: (amount) =>
      `应退还顾客 ${amount}：支付服务拒绝退回。先不要交货。由店长在店长页面或支付服务的后台退款。`,
    unreadable: (amount) =>
      `顾客已被扣款，但金额无法读取，应收 ${amount}。先不要交货。由店长在支付服务的后台核对，并在那里或店长页面退款。`,
    refunding: '退款已批准，尚未确认。请不要再次退款。',
    theirs: '支付服务编号',
    ours: '本机编号',
    act: '退还款项',
    next: '下一单',
  },
  ...around,
  ...trouble,
};
