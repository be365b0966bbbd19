import { plural } from '../plural.ts';
import type { StaffWords } from './staff-words.ts';

/** What the sign-in says, in Korean. */
export const ko: StaffWords = {
  headline: { till: '로그인', desk: '점장 로그인', bench: '기술자 로그인' },
  say: '이름을 고른 다음 PIN을 입력하세요.',
  who: '로그인하는 사람',
  typed: (digits) => plural('ko', digits, { other: 'PIN #자리 입력됨' }),
  enter: '로그인',
  moment: '잠시만 기다려 주세요.',
  back: '뒤로',
  wrong: 'PIN이 틀립니다.',
  locked: (left) => `PIN이 너무 많이 틀렸습니다. ${left} 후에 다시 시도하세요.`,
  jammed: 'PIN으로는 너무 깁니다. 코드가 스캔된 것 같습니다. PIN을 다시 입력하세요.',
  out: '로그아웃',
  busy: '먼저 판매를 끝내거나 취소한 다음 로그아웃하세요.',
  signedIn: (name) => `${name} 님이 로그인 중입니다.`,
};
