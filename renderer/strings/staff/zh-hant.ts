import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Chinese, traditional. */
export const zhHant: StaffWords = {
  headline: { till: '登入', desk: '店長登入', bench: '技術員登入' },
  say: '選擇您的姓名，然後輸入 PIN。',
  who: '登入的人',
  typed: (digits) => plural('zh-Hant', digits, { other: '已輸入 # 位 PIN' }),
  enter: '登入',
  moment: '請稍候。',
  back: '返回',
  wrong: 'PIN 錯誤。',
  locked: (left) => `PIN 錯誤次數過多。請在 ${left} 後重試。`,
  jammed: '作為 PIN 太長，可能是掃描的碼。請重新輸入 PIN。',
  out: '登出',
  busy: '請先完成或取消銷售，然後登出。',
  signedIn: (name) => `${name} 已登入。`,
};
