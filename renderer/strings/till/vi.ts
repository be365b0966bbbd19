import type { TillWords } from './till-words.ts';

/** What the till says, in Vietnamese. */
export const vi: TillWords = {
  refused: {
    'till-busy': {
      sale: 'Trước hết hãy hoàn tất hoặc hủy đơn trên màn hình.',
      scannerSetup: 'Đang cài đặt máy quét. Trước hết hãy đóng trang kỹ thuật.',
    },
    'retry-refused': {
      declined: 'Khoản này đã bị từ chối hẳn. Mời khách trả cách khác.',
      notFailed: 'Chỉ thử lại được đơn chưa trả.',
    },
    'cancel-refused': {
      byPerson: 'Máy không tự hủy được khoản thu này. Hãy làm theo màn hình.',
      notDoubted: 'Việc này đã được xử lý. Hãy xem đơn.',
    },
    'void-refused': {
      partRefunded: 'Một phần khoản này đã được hoàn. Hãy hoàn phần còn lại.',
      givenBack: 'Tiền của khoản này đã được trả lại.',
      tooLate: 'Đã quá muộn để hủy khoản này. Hãy hoàn tiền.',
    },
    'not-printable': {
      notPaid: 'Chỉ đơn đã trả mới có hóa đơn.',
      noRefund: 'Đơn này không có lần hoàn tiền đó.',
      refundFailed: 'Lần hoàn tiền này không thành công nên không có phiếu.',
      cannotBeMade: 'Không tạo được giấy này. Hãy báo kỹ thuật.',
      noPrinter: 'Máy này không có máy in cho giấy này.',
      underWay: 'Hóa đơn này đã được gửi tới máy in.',
      notUnknown: 'Phiếu này chỉ in được khi chưa biết đã thanh toán hay chưa.',
    },
    'not-available': {
      trainingOnly: 'Chỉ dùng khi luyện tập.',
      noConfigFile: 'Máy này khởi động không có tệp cấu hình.',
      noRestart: 'Máy này không tự khởi động lại. Hãy tắt rồi mở lại.',
      noWindowScanner: 'Máy này không có máy quét gõ vào cửa sổ.',
      format: 'Máy này không tạo giấy ở định dạng này.',
    },
    'order-already-paid': 'Đơn này đã trả rồi. Hãy bắt đầu đơn mới.',
    'order-exhausted': 'Đơn này đã thử quá nhiều lần. Hãy hủy và mời khách trả cách khác.',
    'not-awaiting-code': 'Đơn này hiện không chờ mã.',
    'accept-refused': 'Không thể nhận khoản thu này cho đơn. Hãy xem đơn.',
    'not-found': 'Máy không tìm thấy. Hãy xem danh sách đơn.',
    'amount-not-payable': 'Số tiền này không trả được. Số tiền rupiah phải kết thúc bằng 00.',
    'invalid-request': 'Máy không nhận nội dung này. Hãy kiểm tra rồi thử lại.',
  },
  misread: 'Máy quét đọc mã chưa đúng. Hãy quét lại.',
  paymentCode: 'Không được để mã thanh toán ở đây. Hãy nhập nội dung khác.',
  noticed: {
    'report-not-printed': 'Đã kết sổ ngày nhưng chưa in được giấy. Hãy xem máy in rồi in lại.',
    'gateway-alarm': 'Dịch vụ thanh toán trả lời không đúng. Hãy báo kỹ thuật.',
  },
  reasons: {
    GIVEN_BACK: 'Tiền của khoản này đã được trả lại cho khách. Nếu vẫn phải trả, hãy bắt đầu khoản mới.',
    REPEAT_REQ_INCONSISTENT:
      'Dịch vụ thanh toán ghi khoản này với thông tin khác. Đừng thu lại và hãy báo kỹ thuật.',
  },
  unlisted: (code) => `Thanh toán bị từ chối (${code}). Mời khách trả cách khác và báo mã này cho kỹ thuật.`,
  health: {
    noAnswer: 'Dịch vụ thanh toán không phản hồi đúng. Hãy kiểm tra kết nối mạng.',
    untried: 'Máy đang thử máy in lần đầu.',
    unreachable: 'Không kết nối được máy in. Hãy xem máy in đã bật và cắm chưa.',
    silent: 'Máy in không trả lời. Hãy xem máy in đã bật chưa.',
    paperOut: 'Hết giấy. Hãy lắp cuộn mới.',
    paperLow: 'Giấy sắp hết. Hãy chuẩn bị cuộn mới.',
    coverOpen: 'Nắp máy in đang mở. Hãy đóng lại.',
    cutterStuck: 'Dao cắt của máy in bị kẹt. Hãy mở nắp và gỡ ra.',
    printerError: 'Máy in báo lỗi. Hãy tắt rồi bật lại.',
    printerPauses: 'Máy in quá nóng hoặc đang tạm dừng. Máy sẽ tự in tiếp.',
    offline: 'Máy in ngoại tuyến. Hãy xem đèn báo.',
    brokeOff: 'Máy in dừng giữa chừng. Hãy xem giấy và máy in.',
    queueStopped: 'Hàng đợi in của máy tính này đã dừng. Hãy báo kỹ thuật.',
    unplugged: 'Máy quét bị rút ra. Hãy cắm lại.',
    unusable: 'Không dùng được máy quét. Hãy xem đã cắm chưa, hoặc báo kỹ thuật.',
    babbles: 'Máy quét gửi liên tục thứ không phải mã. Hãy rút ra rồi cắm lại.',
    endless: 'Dữ liệu máy quét gửi không có dấu kết thúc: cài đặt chưa đúng. Hãy báo kỹ thuật.',
    misfit: 'Cài đặt của máy quét không phù hợp: hãy gọi kỹ thuật.',
    sharedKeys: 'Máy quét cũng gõ vào cửa sổ. Hãy báo kỹ thuật.',
    owedTooLong: 'Có việc còn nợ quá lâu. Hãy xem việc còn nợ và kết nối.',
    marksFaulty: 'Thư mục nhãn hiệu có lỗi. Hãy báo kỹ thuật.',
    marksMissing: 'Nhãn hiệu chỉ là hình tạm. Hãy báo kỹ thuật.',
    lettersMissing: 'Tên cửa hàng có ký tự không in được: trên giấy là một ô trống. Hãy báo kỹ thuật.',
  },
};
