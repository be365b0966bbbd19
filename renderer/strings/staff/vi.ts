import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Vietnamese. */
export const vi: StaffWords = {
  headline: { till: 'Đăng nhập', desk: 'Quản lý đăng nhập', bench: 'Kỹ thuật viên đăng nhập' },
  say: 'Chọn tên của bạn, rồi nhập mã PIN.',
  who: 'Ai đăng nhập',
  typed: (digits) => plural('vi', digits, { other: 'Đã nhập # chữ số PIN' }),
  enter: 'Đăng nhập',
  moment: 'Xin chờ.',
  back: 'Quay lại',
  wrong: 'Sai mã PIN.',
  locked: (left) => `Nhập sai PIN quá nhiều lần. Thử lại sau ${left}.`,
  jammed: 'Quá dài đối với mã PIN, có lẽ là một mã đã quét. Nhập lại mã PIN.',
  out: 'Đăng xuất',
  busy: 'Hoàn tất hoặc hủy lần bán trước. Rồi đăng xuất.',
  signedIn: (name) => `${name} đang đăng nhập.`,
};
