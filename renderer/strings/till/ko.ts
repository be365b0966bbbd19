import type { TillWords } from './till-words.ts';

/** What the till says, in Korean. */
export const ko: TillWords = {
  refused: {
    'till-busy': {
      sale: '먼저 화면의 판매를 끝내거나 취소하세요.',
      scannerSetup: '스캐너를 설정하고 있습니다. 먼저 기술자 페이지를 닫으세요.',
    },
    'retry-refused': {
      declined: '이 결제는 최종 거절되었습니다. 다른 결제 방법을 받으세요.',
      notFailed: '결제되지 않은 판매만 다시 시도할 수 있습니다.',
    },
    'cancel-refused': {
      byPerson: '이 청구는 계산기가 스스로 취소할 수 없습니다. 화면의 안내대로 하세요.',
      notDoubted: '그사이 처리되었습니다. 판매를 확인하세요.',
    },
    'void-refused': {
      partRefunded: '이 결제의 일부가 이미 환불되었습니다. 나머지를 환불하세요.',
      givenBack: '이 결제는 이미 환불되었습니다.',
      tooLate: '이 결제는 취소 기한이 지났습니다. 환불하세요.',
    },
    'not-printable': {
      notPaid: '결제된 판매에만 영수증이 있습니다.',
      noRefund: '이 판매에는 그런 환불이 없습니다.',
      refundFailed: '이 환불은 이루어지지 않아 전표가 없습니다.',
      cannotBeMade: '이 문서를 만들 수 없습니다. 기술 담당자에게 알리세요.',
      noPrinter: '이 계산대에는 이 문서를 인쇄하는 프린터가 없습니다.',
      underWay: '이 영수증은 이미 프린터로 가고 있습니다.',
      notUnknown: '이 전표는 결제 결과를 아직 모르는 동안에만 인쇄할 수 있습니다.',
    },
    'not-available': {
      trainingOnly: '연습할 때만 쓸 수 있습니다.',
      noConfigFile: '이 계산기는 설정 파일 없이 시작했습니다.',
      noRestart: '이 계산기는 스스로 다시 시작하지 않습니다. 끄고 다시 시작하세요.',
      noWindowScanner: '이 계산대에는 창에 입력하는 스캐너가 없습니다.',
      format: '이 형식의 문서는 만들 수 없습니다.',
    },
    'order-already-paid': '이미 결제된 주문입니다. 새 판매를 시작하세요.',
    'order-exhausted': '이 주문은 너무 여러 번 시도했습니다. 취소하고 다른 결제 방법을 받으세요.',
    'not-awaiting-code': '이 판매는 지금 코드를 기다리지 않습니다.',
    'accept-refused': '이 청구는 이 판매의 것으로 처리할 수 없습니다. 판매를 확인하세요.',
    'not-found': '찾을 수 없습니다. 판매 내역을 확인하세요.',
    'amount-over-limit': '이 계산대가 한 번에 받을 수 있는 금액을 넘습니다.',
    'amount-not-payable': '결제할 수 없는 금액입니다. 루피아 금액은 00으로 끝나야 합니다.',
    'invalid-request': '이 입력은 받을 수 없습니다. 확인하고 다시 시도하세요.',
  },
  misread: '스캐너가 코드를 바르게 읽지 못했습니다. 다시 스캔하세요.',
  paymentCode: '여기에 결제 코드를 넣을 수 없습니다. 다른 내용을 입력하세요.',
  noticed: {
    'badge-unknown': '여기에 등록되지 않은 배지입니다. PIN으로 로그인하세요.',
    'badge-locked': '이 사람은 지금 잠겨 있습니다.',
    'report-not-printed': '일 마감은 되었지만 문서가 인쇄되지 않았습니다. 프린터를 확인하고 다시 인쇄하세요.',
    'gateway-alarm': '결제 서비스의 응답이 올바르지 않습니다. 기술 담당자에게 알리세요.',
  },
  reasons: {
    GIVEN_BACK: '이 결제는 고객에게 환불되었습니다. 아직 받을 돈이 있으면 새 결제를 시작하세요.',
    REPEAT_REQ_INCONSISTENT:
      '결제 서비스에 이 결제가 다른 내용으로 기록되어 있습니다. 다시 결제하지 말고 기술 담당자에게 알리세요.',
  },
  unlisted: (code) =>
    `결제가 거절되었습니다(${code}). 다른 결제 방법을 권하고 이 코드를 기술 담당자에게 알리세요.`,
  health: {
    noAnswer: '결제 서비스가 올바르게 응답하지 않습니다. 인터넷 연결을 확인하세요.',
    untried: '프린터에 처음 연결하고 있습니다.',
    unreachable: '프린터에 연결할 수 없습니다. 전원과 연결을 확인하세요.',
    silent: '프린터가 응답하지 않습니다. 전원을 확인하세요.',
    paperOut: '용지가 없습니다. 새 용지를 넣으세요.',
    paperLow: '용지가 거의 없습니다. 새 용지를 준비하세요.',
    coverOpen: '프린터 덮개가 열려 있습니다. 닫으세요.',
    cutterStuck: '프린터 칼날이 걸렸습니다. 덮개를 열고 풀어 주세요.',
    printerError: '프린터에 오류가 있습니다. 껐다가 다시 켜세요.',
    printerPauses: '프린터가 너무 뜨겁거나 잠시 멈췄습니다. 스스로 다시 시작합니다.',
    offline: '프린터가 오프라인입니다. 표시등을 확인하세요.',
    brokeOff: '인쇄 도중에 프린터가 멈췄습니다. 용지와 프린터를 확인하세요.',
    queueStopped: '이 컴퓨터의 인쇄 대기열이 멈췄습니다. 기술 담당자에게 알리세요.',
    unplugged: '스캐너가 빠져 있습니다. 다시 꽂으세요.',
    unusable: '스캐너를 쓸 수 없습니다. 연결을 확인하고, 안 되면 기술 담당자에게 알리세요.',
    babbles: '스캐너가 코드가 아닌 것을 계속 보냅니다. 뺐다가 다시 꽂으세요.',
    endless: '스캐너가 보내는 내용에 끝이 없습니다. 설정이 맞지 않습니다. 기술 담당자에게 알리세요.',
    misfit: '스캐너 설정이 맞지 않습니다. 기술 담당자를 부르세요.',
    sharedKeys: '스캐너가 창에도 입력합니다. 기술 담당자에게 알리세요.',
    owedTooLong: '너무 오래 처리되지 않은 것이 있습니다. 대기 중인 것과 연결을 확인하세요.',
    marksFaulty: '브랜드 마크 폴더에 문제가 있습니다. 기술 담당자에게 알리세요.',
    marksMissing: '브랜드 마크가 임시 표시입니다. 기술 담당자에게 알리세요.',
    lettersMissing: '상호에 인쇄할 수 없는 글자가 있어 종이에 빈 네모로 나옵니다. 기술 담당자에게 알리세요.',
  },
};
