import type { TroubleWords } from './trouble-words.ts';

/** What the page says where something went wrong, in Vietnamese. */
export const vi: TroubleWords = {
  reasons: {
    expired: 'Mã đã hết hạn. Nhờ khách làm mới mã, rồi quét lại.',
    invalid: 'Không nhận ra mã. Nhờ khách làm mới mã, rồi quét lại.',
    kind: 'Không nhận loại mã này. Mời khách trả cách khác.',
    balance: 'Số dư trong ví không đủ. Mời khách dùng thẻ hoặc ví khác.',
    userLimit: 'Số tiền vượt hạn mức của khách. Mời khách dùng thẻ hoặc ví khác.',
    paymentLimit: 'Số tiền vượt hạn mức một lần trả. Mời khách trả cách khác.',
    count: 'Ví đã hết số lần thanh toán. Mời khách dùng thẻ hoặc ví khác.',
    verify: 'Ví cần xác minh người dùng trước. Mời khách dùng ví khác.',
    account: 'Tài khoản ví có vấn đề. Mời khách dùng ví khác.',
    notConfirmed: 'Khách chưa xác nhận trong ví. Xin mã mới và thử lại.',
    method: 'Cách trả này không dùng được ở đây. Mời khách dùng thẻ hoặc ví khác.',
    declined: 'Thanh toán bị từ chối. Mời khách trả cách khác.',
    regulation: 'Quy định không cho phép khoản này. Mời khách trả cách khác.',
    general: 'Thanh toán không thành công. Thử lại một lần với mã mới.',
    closed: 'Khoản này đã đóng và chưa thu gì. Hãy bắt đầu khoản mới.',
    setUp: 'Cửa hàng chưa nhận được cách trả này. Mời khách trả cách khác và báo kỹ thuật.',
    technical: 'Yêu cầu của máy không được chấp nhận. Mời khách trả cách khác và báo kỹ thuật.',
    unreachable: 'Không kết nối được dịch vụ thanh toán, chưa thu gì. Thử lại, hoặc trả cách khác.',
    otherAmount: 'Số tiền bị thu khác với yêu cầu. Khách nhận lại toàn bộ tiền.',
    foreign:
      'Đơn này đã bị thu tiền, nhưng có thể do máy khác. Giữ hàng lại. Quản lý tìm đơn này ở các máy khác, rồi nhận khoản thu cho đơn này hoặc trả lại.',
    otherRecord:
      'Dịch vụ thanh toán giữ tiền dưới tên khoản thanh toán này nhưng cho biết là của khoản khác. Giữ lại hàng. Quản lý tra cứu trên cổng của dịch vụ thanh toán.',
    stillOpen:
      'Dịch vụ thanh toán vẫn chưa cho biết kết quả của khoản này, dù trang của nó lẽ ra đã kết thúc từ lâu. Giữ lại hàng. Quản lý nhờ dịch vụ thanh toán tra cứu. Tiền trả muộn sẽ tự được hoàn lại.',
    otherTill: 'Đơn này đang được trả ở máy khác. Đừng thu ở đây.',
    gone: 'Khoản này đã được trả lại cho khách, không phải bởi máy này. Hãy báo quản lý và tìm đơn ở các máy khác.',
    late: 'Không có trả lời kịp lúc. Giữ hàng lại: máy hủy thanh toán.',
    byCashier: 'Đơn đã hủy.',
    voided: 'Khoản trả đã hủy. Khách nhận lại toàn bộ tiền.',
    lateCharge: 'Tiền bị thu sau khi đơn kết thúc. Khách nhận lại toàn bộ tiền.',
    goodsGone:
      'Hàng có thể đã giao, nhưng tiền không về. Không có khoản nào bị trừ. Hãy đề nghị khách trả cách khác và báo quản lý.',
    shopsRisk: 'Chấp nhận với rủi ro của cửa hàng. Chưa xác nhận thanh toán.',
    disputed:
      'Ngân hàng của khách khiếu nại khoản thanh toán này. Chưa thể hoàn tiền cho đến khi có kết luận.',
    notCollected:
      'Thanh toán đã được duyệt nhưng không thu được tiền. Khách không bị thu tiền. Hãy đề nghị cách trả khác.',
  },
  unreachable: {
    connecting: { headline: 'Đang tìm máy', say: 'Xin chờ một chút.' },
    lost: {
      headline: 'Máy không trả lời',
      say: 'Giữ hàng lại và không thu lần nữa. Trang này tự trở lại khi máy trả lời.',
    },
    locked: {
      headline: 'Hãy mở lại máy',
      say: 'Máy đã khởi động lại và không nhận ra cửa sổ này. Hãy đóng lại và khởi động máy.',
    },
    again: {
      headline: 'Máy đang khởi động lại',
      say: 'Giữ hàng lại và không thu lần nữa. Máy đang xem kết quả khoản trả gần nhất. Chỉ vài giây.',
    },
    config: {
      headline: 'Máy chưa sẵn sàng',
      say: 'Không dùng được cài đặt. Hãy gọi kỹ thuật. Máy sẽ tự thử lại.',
    },
    journal: {
      headline: 'Không dùng được nhật ký',
      say: 'Đừng thu tiền ở đây và hãy gọi kỹ thuật. Máy sẽ tự thử lại.',
    },
  },
  notice: {
    dismiss: 'Đã xem',
    chargeGone:
      'Một khoản máy này ghi là đã trả đã được hoàn lại cho khách, không phải bởi máy này. Hãy tìm đơn đó trong danh sách và báo quản lý.',
    noAnswer: 'Máy không trả lời. Hãy xem đơn trước khi thử lại.',
    signIn: 'Hãy đăng nhập trước.',
    repeated: 'Mã này vừa được quét. Xin khách mã mới.',
    notWanted: 'Có mã được quét nhưng không đơn nào đang chờ. Mã không được dùng.',
    unresolved:
      'Khoản thanh toán trước của đơn này chưa rõ kết quả. Hãy quét lại sau giây lát, hoặc hủy đơn này.',
    refused: {
      wallet: 'Ví này không được nhận ở đây. Mời khách trả cách khác.',
      newer: 'Mã này mới hơn máy này. Mời khách trả cách khác, và báo cửa hàng rằng máy cần cập nhật.',
      notForPaying: 'Mã ví này không phải để trả tiền. Mời khách mở mã thanh toán rồi quét lại.',
      weChat: 'Đây là mã WeChat Pay, không được nhận ở đây. Mời khách dùng ví hoặc cách trả khác.',
      unionPay: 'Đây là mã UnionPay, không được nhận ở đây. Mời khách dùng ví hoặc cách trả khác.',
      card: 'Đây là mã thẻ ngân hàng, không được nhận ở đây. Mời khách dùng ví hoặc cách trả khác.',
      unknown: 'Đây không phải mã thanh toán. Mời khách mở mã thanh toán rồi quét lại.',
      tooLong: 'Quá dài để là mã thanh toán. Mời khách mở mã thanh toán rồi quét lại.',
      unreadable: 'Không đọc được mã. Mời khách làm mới mã rồi quét lại.',
      choose: 'Mã này hợp với nhiều cách trả. Hãy chọn một.',
      tooOld: 'Mã đó đã quá cũ. Xin khách mã mới rồi quét.',
    },
  },
};
