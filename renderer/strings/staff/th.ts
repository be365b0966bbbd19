import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Thai. */
export const th: StaffWords = {
  headline: { till: 'เข้าสู่ระบบ', desk: 'ผู้จัดการเข้าสู่ระบบ', bench: 'ช่างเข้าสู่ระบบ' },
  say: 'เลือกชื่อของคุณ แล้วพิมพ์ PIN',
  who: 'ผู้ที่เข้าสู่ระบบ',
  typed: (digits) => plural('th', digits, { other: 'พิมพ์ PIN แล้ว # หลัก' }),
  enter: 'เข้าสู่ระบบ',
  moment: 'รอสักครู่',
  back: 'กลับ',
  wrong: 'PIN ไม่ถูกต้อง',
  locked: (left) => `PIN ผิดหลายครั้ง ลองใหม่ใน ${left}`,
  jammed: 'ยาวเกินไปสำหรับ PIN อาจเป็นรหัสที่สแกน พิมพ์ PIN อีกครั้ง',
  out: 'ออกจากระบบ',
  busy: 'จบหรือยกเลิกการขายก่อน แล้วจึงออกจากระบบ',
  signedIn: (name) => `${name} เข้าสู่ระบบอยู่`,
};
