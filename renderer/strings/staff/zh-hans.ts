import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Chinese, simplified. */
export const zhHans: StaffWords = {
  headline: { till: '登录', desk: '店长登录', bench: '技术员登录' },
  say: '选择您的姓名，然后输入 PIN。',
  who: '登录的人',
  typed: (digits) => plural('zh-Hans', digits, { other: '已输入 # 位 PIN' }),
  enter: '登录',
  moment: '请稍候。',
  back: '返回',
  wrong: 'PIN 错误。',
  locked: (left) => `PIN 错误次数过多。请在 ${left} 后重试。`,
  jammed: '作为 PIN 太长，可能是扫描的码。请重新输入 PIN。',
  out: '退出登录',
  busy: '请先完成或取消销售，然后退出登录。',
  signedIn: (name) => `${name} 已登录。`,
};
