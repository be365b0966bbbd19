import type { BenchWords } from './bench-words.ts';

export const ko: BenchWords = {
  headline: '장치',
  back: '판매로 돌아가기',
  setUp: '스캐너 설정',
  noScanner: '설정된 스캐너가 없습니다.',
  marks: '마크',
  letters: '인쇄 글자',
  spoke: (time) => `마지막 응답: ${time}.`,
  silent: '시작한 뒤로 응답이 없습니다.',
  advice: '확인 필요',
  trial: { scan: '시험 스캔', print: '시험 인쇄', gateway: '확인' },
  trying: '잠시만 기다리세요.',
  scanNow: '아무 코드나 스캔하세요. 사용되지 않습니다.',
  nothing: '코드가 오지 않았습니다. 스캐너가 연결되어 있고 소리가 나는지 확인하세요.',
  saleBegan: '판매가 시작되어 스캐너를 사용 중입니다.',
  unreadable: '스캐너가 코드가 아닌 것을 보냈습니다.',
  rows: {
    scanner: '읽은 기기',
    code: '코드',
    family: '종류',
    route: '보낼 곳',
    aim: 'AIM 식별자',
    took: '걸린 시간',
    reached: '연결됨',
    accepted: '우리 서명 수락',
    verified: '상대 서명 확인',
    clock: '상대 시계',
    roundTrip: '왕복 시간',
  },
  yes: '예',
  no: '아니요',
  unknown: '알 수 없음',
  printed: '인쇄했습니다. 글자, 마크, 바코드, QR 코드를 확인하세요.',
  notPrinted: (why) => `인쇄되지 않음: ${why}`,
  maybe: '인쇄되었는지 알 수 없습니다. 프린터를 확인하세요.',
  gatewayFine: '결제 서비스가 올바르게 응답합니다.',
  gatewayNot: '결제 서비스가 올바르게 응답하지 않습니다.',
  gatewayFound: {
    patience: '잠시 기다리라고 합니다. 1분 후 다시 시도하세요.',
    noAnswer: '응답이 없습니다. 네트워크와 주소를 확인하세요.',
    notTheirs: '응답이 상대 키로 서명되지 않았습니다. 키와 주소를 확인하세요.',
    refused: '계산대를 거부합니다. 클라이언트 ID와 키를 확인하세요.',
    strange: '있을 수 없는 결제를 안다고 합니다. 결제 서비스에 알리세요.',
  },
  papers: {
    title: '문서',
    log: '로그',
    config: '설정',
    versions: '버전',
    licences: '라이선스',
    noFile: '설정 파일 없이 시작했습니다.',
  },
  setup: {
    code: (number, of) => `코드 ${number}/${of} 스캔`,
    say: '여기 코드나 가지고 있는 코드를 스캔하세요. 그동안 판매할 수 없습니다.',
    picture: '스캔할 코드',
    begins: '기기를 찾는 중',
    found: '스캐너를 찾음',
    notFound: '스캐너를 찾지 못함',
    write: '설정에 쓰기',
    leave: '그대로 두기',
    again: '다시 시도',
    stop: '중지',
    written: '다시 시작하면 사용됩니다',
    writtenSay: '설정에 썼습니다. 이전 파일은 옆에 남아 있습니다.',
    notWritten: '쓰지 못함',
    noFile: '설정 파일 없이 시작했습니다. 내용을 파일에 복사하세요.',
    restart: '단말기 다시 시작',
  },
  setupSays: {
    noDevice: '스캐너로 보이는 장치가 없습니다. 스캐너를 꽂고 다시 시작하세요.',
    notListed: ({ line }) =>
      line === 'serial'
        ? '시리얼 포트 목록을 볼 수 없습니다.'
        : 'HID 장치를 읽을 수 없습니다. libusb-1.0-0이 설치되어 있나요?',
    device: ({ line, where }) =>
      `${{ serial: '시리얼 포트', hid: 'HID 스캐너', keyboard: '키보드' }[line]} ${where}`,
    noListen: ({ where, fault }) =>
      `${where}에서 받을 수 없습니다. ${
        {
          missing: '장치가 없습니다.',
          forbidden: '이 사용자에게 권한이 없습니다.',
          busy: '다른 프로그램이 쓰고 있습니다.',
          failed: '시스템이 거부했습니다.',
        }[fault]
      }`,
    nothingRead: '아무것도 읽지 못했습니다. 스캐너가 꽂혀 있고 소리가 나는지 보고 다시 시작하세요.',
    nextRate: ({ baudRate }) => `다음은 ${baudRate} 보드입니다. 코드 세 개를 다시 스캔하세요.`,
    differentDevices: '코드 세 개가 서로 다른 장치에서 왔습니다. 스캐너 하나로 모두 스캔하세요.',
    unlikeEnds: '코드 세 개의 끝이 서로 다릅니다. 차례로 한 번씩 다시 스캔하세요.',
    noText: ({ baudRate }) => `${baudRate} 보드에서는 글자가 아닙니다.`,
    hidUnreadable:
      'HID POS 스캐너이지만 읽을 수 없습니다. 시리얼(USB CDC)로 설정하고 제품 이름을 알려 주세요.',
    keyboardNoEnd:
      '코드 끝에 키를 보내지 않는 키보드형 스캐너입니다. 스캐너의 접미사를 Enter (CR)로 설정하고 다시 스캔하세요.',
    serial: ({ baudRate }) => `${baudRate} 보드의 시리얼 스캐너입니다.`,
    hid: 'HID POS 스캐너입니다. 접미사가 필요 없습니다.',
    keyboard: ({ keyMs }) => `키보드형 스캐너입니다. 키당 ${keyMs}ms.`,
    begins: ({ signs }) => `모든 코드가 ${signs}로 시작합니다.`,
    ends: ({ signs }) => `모든 코드가 ${signs}로 끝납니다.`,
    endsBySilence:
      '코드에 끝 표시가 없어 멈춤으로 구분합니다. 스캐너의 접미사를 CR로 설정하는 것이 좋습니다.',
    typesSlowly: '사람처럼 천천히 입력합니다. 되도록 키 간격을 없음으로 설정하세요.',
    aim: 'AIM 식별자를 보냅니다. 단말기가 떼어 냅니다.',
    noAim: 'AIM 식별자를 보내지 않습니다. 단말기에는 필요 없습니다.',
    right: '코드가 올바르게 들어왔습니다.',
    typeName: ({ signs }) =>
      `모든 코드 앞에 ${signs}를 붙입니다. 코드 종류 이름을 보내지 않게 설정하고(설명서에 설정 코드가 있음) 다시 스캔하세요.`,
    wrongKeyboard: ({ country }) =>
      `글자가 잘못 들어옵니다. 스캐너가 ${country === 'French' ? '프랑스어' : '독일어'} 키보드용입니다. ` +
      '키보드 언어를 USA로 설정하고(설명서에 설정 코드가 있음) 다시 스캔하세요.',
    unknownCodes: '단말기가 보여 준 코드가 아니어서 글자가 모두 맞는지 알 수 없습니다.',
    entry: '설정의 "scanners"에 넣을 내용입니다.',
    notWritten: ({ fault, why }) =>
      ({
        text: '파일을 읽거나 바꿀 수 없습니다. 먼저 고치세요.',
        invalid: `설정이 올바르지 않게 됩니다. 먼저 고치세요: ${why}`,
        missing: '그런 파일이 없습니다.',
        forbidden: '이 사용자는 쓸 수 없습니다. 파일 소유자로 단말기를 시작하세요.',
        readOnly: '이 디스크는 읽기 전용입니다.',
        full: '이 디스크가 가득 찼습니다.',
        failed: '시스템이 쓰기를 거부했습니다.',
      })[fault],
  },
};
