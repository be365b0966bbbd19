import { ko as around } from './around/ko.ts';
import { ko as trouble } from './trouble/ko.ts';
import { plural } from './plural.ts';
import { ko as till } from './till/ko.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Korean. */
export const ko: Catalogue = {
  language: 'ko',
  till,
  training: { mark: '연습', say: '연습용입니다. 실제 돈은 오가지 않습니다.' },
  test: { mark: 'TEST', say: '결제 서비스의 시험 시스템입니다. 실제 돈은 오가지 않습니다.' },
  orderDescription: (store) => `${store} 구매`,
  pad: {
    headline: '결제 금액',
    charge: '결제',
    clear: '지우기',
    erase: '마지막 숫자 지우기',
    point: '소수점',
    digits: '숫자',
    overLimit: (amount) => `이 계산대는 한 번에 ${amount}까지 받습니다.`,
    unusual: {
      headline: '이 금액이 맞습니까?',
      say: '평소보다 훨씬 큰 금액입니다. 계산서와 비교하세요.',
      change: '금액 변경',
    },
    jammed: '금액으로는 너무 깁니다. 코드가 스캔된 것 같습니다. 결제되지 않았습니다. 금액을 다시 입력하세요.',
  },
  awaitingCode: {
    headline: '고객의 코드를 스캔하세요',
    say: '고객의 휴대폰을 스캐너 아래에 대세요.',
    type: '코드 입력',
    label: '또는 코드를 입력하세요',
    use: '이 코드 사용',
    cancel: '취소',
    choose: '어떤 방법으로 결제하시나요?',
  },
  trainingCode: { show: '새 코드 표시', another: '다른 코드', scan: '스캔', picture: '연습용 결제 코드' },
  submitting: { headline: '지갑에 확인 중', say: '응답을 기다리세요. 그때까지 상품을 건네지 마세요.' },
  customerConfirming: {
    headline: '고객이 확인하는 중',
    say: '고객에게 휴대폰에서 확인해 달라고 하세요. 그때까지 상품을 건네지 마세요.',
  },
  approved: {
    word: '승인됨',
    atRisk: '접수됨',
    headline: '상품을 건네주세요',
    say: '금액이 카드에 확보되어 있습니다. 단말기가 자동으로 매입합니다.',
  },
  capturing: {
    headline: '승인됨, 대금 매입 중',
    say: '잠시 기다리세요. 매입이 끝날 때까지 상품을 주지 마세요.',
  },
  checking: {
    headline: '결과를 아직 모릅니다',
    keep: '상품을 건네지 마세요.',
    never: '다시 결제하지 마세요.',
    say: '계산기가 결제 서비스에 계속 묻고 있습니다.',
    until: (time) => `${time}까지 묻고, 그 뒤 취소합니다.`,
  },
  cancelling: { headline: '환불하는 중', say: '취소를 보내고 있습니다. 다음 판매를 시작해도 됩니다.' },
  page: {
    making: { headline: '결제 코드를 준비하는 중', say: '아직 청구되지 않았습니다.' },
    shown: {
      headline: '고객이 화면을 스캔합니다',
      say: '고객이 휴대폰으로 화면의 코드를 스캔해 결제합니다. 결제될 때까지 상품을 건네지 마세요.',
    },
    opened: {
      headline: '고객이 결제하는 중',
      say: '고객이 휴대폰에서 결제하고 있습니다. 그때까지 상품을 건네지 마세요.',
    },
    askNow: '지금 확인',
    again: '새 코드',
    closing: {
      headline: '결제를 닫는 중',
      say: (time) =>
        `고객이 ${time}까지 결제할 수도 있습니다. 그 돈은 자동으로 환불됩니다. 상품을 건네지 마세요.`,
    },
    late: '고객이 너무 늦게 결제했습니다. 자동으로 환불됩니다.',
    free: '다른 방법으로 결제',
    override: '그래도 여기서 결제',
  },
  cancelThis: '이 판매 취소',
  cancelNoted: '취소를 접수했습니다. 먼저 결제되었는지 확인합니다.',
  codeLives: (seconds) => plural('ko', seconds, { other: '코드가 #초 더 유효합니다' }),
  codeDead: '코드가 만료되었습니다',
  seconds: '초',
  paid: {
    headline: '상품을 건네세요',
    paid: '결제 완료',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: '다음 판매',
    print: '다시 인쇄',
    overtaken: '취소보다 먼저 결제되었습니다. 상품을 건네거나 환불하세요.',
  },
  paper: {
    waiting: '영수증이 프린터를 기다립니다.',
    printing: '영수증을 인쇄하고 있습니다.',
    printed: '영수증을 인쇄했습니다.',
    notPrinted: () => '영수증이 인쇄되지 않았습니다. 프린터를 확인하세요.',
    choose: '영수증…',
    asQr: 'QR로 보기',
    skip: '영수증 생략',
    on: (p) => `${p}에서 인쇄`,
    skipped: '영수증을 생략했습니다.',
    elsewhere: (p) => `영수증이 대신 ${p}에서 나왔습니다.`,
    unknown: '영수증이 인쇄되었는지 알 수 없습니다. 프린터를 확인하세요.',
  },
  slip: {
    print: '미결제 전표 인쇄',
    notPrinted: '전표가 인쇄되지 않았을 수 있습니다. 프린터를 확인한 뒤 다시 인쇄하세요.',
  },
  failed: {
    headline: '결제되지 않음',
    say: '청구되지 않았습니다. 다른 결제 방법을 요청하세요.',
    retry: '다시 스캔',
    other: '다른 결제 방법',
  },
  cancelled: {
    headline: '판매가 취소됨',
    say: '다른 결제 방법을 받거나 다음 판매를 시작하세요.',
    notCharged: '고객에게 청구되지 않았습니다.',
    refunded: '고객에게 환불했습니다.',
  },
  attention: {
    headline: '점장을 부르세요',
    say: '상품을 건네지 말고 점장을 부르세요.',
    otherAmount: (charged: string, asked: string) =>
      `${asked}이(가) 아니라 ${charged}이(가) 청구되었습니다. 상품을 건네지 마세요. 고객은 전액을 돌려받습니다.`,
    manager: '점장만 PIN으로 처리할 수 있습니다.',
    desk: '점장 화면',
    owed: (amount) =>
      `고객에게 ${amount}을(를) 돌려줘야 합니다. 결제 서비스가 환불을 거부했습니다. 상품을 건네지 마세요. 점장이 점장 화면이나 결제 서비스 포털에서 환불합니다.`,
    unreadable: (amount) =>
      `고객에게 청구되었지만 금액을 읽을 수 없습니다. 요청 금액은 ${amount}입니다. 상품을 건네지 마세요. 점장이 결제 서비스 포털에서 확인하고 그곳이나 점장 화면에서 환불합니다.`,
    refunding: '환불이 승인되었고 아직 확인되지 않았습니다. 다시 환불하지 마세요.',
    theirs: '결제 서비스 번호',
    ours: '이 계산대 번호',
    act: '환불하기',
    next: '다음 판매',
  },
  ...around,
  ...trouble,
};
