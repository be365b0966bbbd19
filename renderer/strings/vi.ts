import { vi as around } from './around/vi.ts';
import { vi as trouble } from './trouble/vi.ts';
import { plural } from './plural.ts';
import { vi as till } from './till/vi.ts';
import type { Catalogue } from './words.ts';

/** Every word of the page in Vietnamese. */
export const vi: Catalogue = {
  language: 'vi',
  till,
  training: { mark: 'LUYỆN TẬP', say: 'Chỉ để luyện tập. Không có tiền thật.' },
  test: { mark: 'TEST', say: 'Hệ thống thử nghiệm của dịch vụ thanh toán. Không có tiền thật.' },
  orderDescription: (store) => `Bán hàng tại ${store}`,
  pad: {
    headline: 'Số tiền cần thu',
    charge: 'Thu tiền',
    clear: 'Xóa',
    erase: 'Xóa số cuối',
    point: 'Dấu thập phân',
    digits: 'Chữ số',
    overLimit: (amount) => `Máy này nhận tối đa ${amount} cho một lần bán.`,
    unusual: {
      headline: 'Số tiền này đúng không?',
      say: 'Số tiền lớn hơn mức thường ngày rất nhiều. Hãy so với hóa đơn.',
      change: 'Đổi số tiền',
    },
    jammed: 'Quá dài để là số tiền, có lẽ là mã vừa quét. Chưa thu gì cả. Hãy nhập lại số tiền.',
  },
  awaitingCode: {
    headline: 'Quét mã của khách',
    say: 'Đặt điện thoại của khách dưới máy quét.',
    type: 'Nhập mã',
    label: 'Hoặc nhập mã',
    use: 'Dùng mã này',
    cancel: 'Hủy',
    choose: 'Khách trả bằng gì?',
  },
  trainingCode: {
    show: 'Hiện mã mới',
    another: 'Mã khác',
    scan: 'Quét',
    picture: 'Mã thanh toán để luyện tập',
  },
  submitting: { headline: 'Đang hỏi ví điện tử', say: 'Hãy chờ trả lời. Khoan giao hàng.' },
  customerConfirming: {
    headline: 'Khách đang xác nhận',
    say: 'Nhờ khách xác nhận trên điện thoại. Khoan giao hàng.',
  },
  approved: {
    word: 'Đã duyệt',
    atRisk: 'Đã chấp nhận',
    headline: 'Giao hàng',
    say: 'Số tiền đã được giữ trên thẻ. Máy tự thu tiền.',
  },
  capturing: { headline: 'Đã duyệt, đang thu tiền', say: 'Chờ một lát. Giữ hàng cho đến khi thu xong.' },
  checking: {
    headline: 'Chưa biết kết quả',
    keep: 'Khoan giao hàng.',
    never: 'Không thu lần nữa.',
    say: 'Máy đang tự hỏi dịch vụ thanh toán.',
    until: (time) => `Máy hỏi đến ${time}, sau đó hủy.`,
  },
  cancelling: { headline: 'Đang trả lại tiền', say: 'Lệnh hủy đang được gửi. Bạn có thể bán đơn tiếp theo.' },
  page: {
    making: { headline: 'Đang chuẩn bị mã', say: 'Chưa có khoản nào bị trừ.' },
    shown: {
      headline: 'Khách quét màn hình',
      say: 'Khách quét mã trên màn hình bằng điện thoại rồi trả tiền. Khoan giao hàng cho đến khi trả xong.',
    },
    opened: { headline: 'Khách đang trả tiền', say: 'Khách trả trên điện thoại. Khoan giao hàng.' },
    askNow: 'Kiểm tra ngay',
    again: 'Mã mới',
    closing: {
      headline: 'Đang đóng thanh toán',
      say: (time) => `Khách có thể vẫn trả được đến ${time}. Tiền đó sẽ tự được trả lại. Khoan giao hàng.`,
    },
    late: 'Khách trả quá muộn. Tiền sẽ tự được trả lại.',
    free: 'Thu cách khác',
    override: 'Vẫn thu ở đây',
  },
  cancelThis: 'Hủy đơn này',
  cancelNoted: 'Đã ghi nhận hủy. Máy hỏi trước xem đã trả tiền chưa.',
  codeLives: (seconds) => plural('vi', seconds, { other: 'Mã còn hiệu lực # giây' }),
  codeDead: 'Mã đã hết hiệu lực',
  seconds: 'giây',
  paid: {
    headline: 'Hãy giao hàng',
    paid: 'Đã trả',
    with: (wallet, time) => `${wallet} · ${time}`,
    next: 'Đơn tiếp theo',
    print: 'In lại',
    overtaken: 'Khách đã trả trước khi kịp hủy. Hãy giao hàng, hoặc trả lại tiền.',
  },
  paper: {
    waiting: 'Hóa đơn đang chờ máy in.',
    printing: 'Đang in hóa đơn.',
    printed: 'Đã in hóa đơn.',
    notPrinted: () => 'Chưa in được hóa đơn. Hãy xem máy in.',
    choose: 'Hóa đơn…',
    asQr: 'Hiện mã QR',
    skip: 'Bỏ hóa đơn',
    on: (p) => `In ở ${p}`,
    skipped: 'Đã bỏ qua hóa đơn.',
    elsewhere: (p) => `Hóa đơn ra ở máy in khác: ${p}.`,
    unknown: 'Không chắc hóa đơn đã in. Hãy xem máy in.',
  },
  slip: {
    print: 'Phiếu “chưa trả”',
    notPrinted: 'Phiếu có thể chưa in. Hãy xem máy in rồi in lại.',
  },
  failed: {
    headline: 'Chưa trả',
    say: 'Chưa thu gì cả. Mời khách trả cách khác.',
    retry: 'Quét lại',
    other: 'Trả cách khác',
  },
  cancelled: {
    headline: 'Đã hủy đơn',
    say: 'Mời khách trả cách khác, hoặc bán đơn tiếp theo.',
    notCharged: 'Khách không bị thu tiền.',
    refunded: 'Đã hoàn tiền cho khách.',
  },
  attention: {
    headline: 'Gọi quản lý',
    say: 'Giữ hàng lại và gọi quản lý.',
    otherAmount: (charged: string, asked: string) =>
      `Đã thu ${charged} thay vì ${asked}. Giữ hàng lại: khách nhận lại toàn bộ tiền.`,
    manager: 'Chỉ quản lý mới xử lý được, bằng mã PIN.',
    desk: 'Trang quản lý',
    owed: (amount) =>
      `Còn nợ khách ${amount}: dịch vụ thanh toán từ chối trả lại. Giữ hàng lại. Quản lý hoàn tiền ở trang quản lý, hoặc trên cổng của dịch vụ thanh toán.`,
    unreadable: (amount) =>
      `Dịch vụ thanh toán đã thu tiền của khách, nhưng không đọc được là bao nhiêu. Đã yêu cầu ${amount}. Giữ hàng lại. Quản lý xem trên cổng của dịch vụ thanh toán, rồi hoàn ở đó hoặc ở trang quản lý.`,
    refunding: 'Đã duyệt hoàn tiền, chưa được xác nhận. Đừng hoàn lần nữa.',
    theirs: 'Mã ở dịch vụ thanh toán',
    ours: 'Mã ở máy này',
    act: 'Trả lại tiền',
    next: 'Đơn tiếp theo',
  },
  ...around,
  ...trouble,
};
