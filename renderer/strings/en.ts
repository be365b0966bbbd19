import { en as around } from './around/en.ts';
import { en as trouble } from './trouble/en.ts';
import { plural } from './plural.ts';

/** Every word of the page in English. A headline has five words at most; a sentence says what happened, then what to do. */
export const en = {
  language: 'en',
  /** The till's own sentences are in English. */
  till: null,
  training: { mark: 'TRAINING', say: 'Practice only. No money moves.' },
  test: { mark: 'TEST', say: 'The payment service’s test system. No real money moves.' },
  orderDescription: (store: string) => `Sale at ${store}`,
  pad: {
    headline: 'Amount to charge',
    charge: 'Charge',
    clear: 'Clear',
    erase: 'Erase last digit',
    point: 'Decimal point',
    digits: 'Digits',
    overLimit: (amount: string) => `This till takes at most ${amount} in one sale.`,
    unusual: {
      headline: 'Is this amount right?',
      say: 'It is far more than usual here. Compare it with the bill.',
      change: 'Change amount',
    },
    jammed:
      'That was too long for an amount, perhaps a scanned code. Nothing was charged. Type the amount again.',
  },
  awaitingCode: {
    headline: "Scan the customer's code",
    say: "Hold the customer's phone under the scanner.",
    type: 'Type the code',
    label: 'Or type or paste the code',
    use: 'Use this code',
    cancel: 'Cancel',
    choose: 'How does the customer pay?',
  },
  trainingCode: {
    show: 'Show a fresh code',
    another: 'Another code',
    scan: 'Scan it',
    picture: 'A payment code for practice',
  },
  submitting: {
    headline: 'Asking the wallet',
    say: 'Wait for the answer. Keep the goods until it is here.',
  },
  customerConfirming: {
    headline: 'Customer confirms on phone',
    say: 'Ask the customer to confirm in the wallet. Keep the goods until then.',
  },
  approved: {
    word: 'Approved',
    atRisk: 'Accepted',
    headline: 'Hand over the goods',
    say: 'The money is held on the card. The till collects it by itself.',
  },
  capturing: { headline: 'Collecting the payment', say: 'It is approved. Keep the goods until it is paid.' },
  checking: {
    headline: 'Result not known yet',
    keep: 'Keep the goods.',
    never: 'Do not charge again.',
    say: 'The till keeps asking the payment service by itself.',
    until: (time: string) => `It asks until ${time}, then it cancels.`,
  },
  cancelling: {
    headline: 'Giving it back',
    say: 'The till is sending the cancel. You can start the next sale.',
  },
  /** On an acquirer's page, which the customer opens on the own phone. */
  page: {
    making: { headline: 'Preparing the payment code', say: 'Nothing is charged yet.' },
    shown: {
      headline: 'Customer scans the display',
      say: 'The customer scans the code on the display with the phone, and pays there. Keep the goods until it is paid.',
    },
    opened: { headline: 'Customer pays on the phone', say: 'Keep the goods until it is paid.' },
    askNow: 'Ask now',
    again: 'New code',
    closing: {
      headline: 'Closing the payment',
      say: (time: string) =>
        `The customer may still be able to pay until ${time}. Such money goes back by itself. Keep the goods.`,
    },
    late: 'The customer paid too late. The money goes back by itself.',
    free: 'Charge in another way',
    override: 'Take it here all the same',
  },
  cancelThis: 'Cancel this sale',
  cancelNoted: 'The till asks first if it was paid. Then it cancels.',
  codeLives: (seconds: number) =>
    plural('en', seconds, {
      one: 'The code works for # more second',
      other: 'The code works for # more seconds',
    }),
  codeDead: 'The code has expired',
  seconds: 'seconds',
  paid: {
    headline: 'Hand over the goods',
    paid: 'Paid',
    with: (wallet: string, time: string) => `${wallet} · ${time}`,
    next: 'Next sale',
    print: 'Print again',
    overtaken: 'The customer paid before the cancel. Hand over the goods, or give the money back.',
  },
  paper: {
    waiting: 'The receipt waits for the printer.',
    printing: 'The receipt is being printed.',
    printed: 'The receipt is printed.',
    notPrinted: (why: string) => `The receipt was not printed: ${why}`,
    choose: 'Receipt …',
    asQr: 'Show as QR code',
    skip: 'Skip the receipt',
    on: (p: string) => `Print on ${p}`,
    skipped: 'The receipt was skipped.',
    elsewhere: (p: string) => `The receipt came out of another printer: ${p}.`,
    unknown: 'The receipt may or may not be on paper. Look at the printer.',
  },
  /** A paper for staff while it is not known whether a sale is paid. */
  slip: {
    print: 'Slip “not paid”',
    notPrinted: 'The slip may not be on paper. Look at the printer, then print it again.',
  },
  failed: {
    headline: 'Not paid',
    say: 'Nothing was charged. Ask for another way to pay.',
    retry: 'Scan again',
    other: 'Other way to pay',
  },
  cancelled: {
    headline: 'Sale cancelled',
    say: 'Take another way to pay, or begin the next sale.',
    notCharged: 'The customer was not charged.',
    refunded: 'The customer was refunded.',
  },
  attention: {
    headline: 'Call the manager',
    say: 'Keep the goods and call the manager.',
    otherAmount: (charged: string, asked: string) =>
      `${charged} was charged, not ${asked}. Keep the goods: all of it goes back to the customer.`,
    manager: 'Only a manager can settle this, with a PIN.',
    desk: "Manager's desk",
    owed: (amount: string) =>
      `${amount} is owed to the customer: the payment service refused to give it back. Keep the goods. A manager refunds it at the desk, or in the portal of the payment service.`,
    unreadable: (amount: string) =>
      `The payment service charged the customer, but how much cannot be read. ${amount} was asked. Keep the goods. A manager looks in its portal, and refunds it there or at the desk.`,
    refunding: 'A refund was approved and is not confirmed yet. Do not refund it again.',
    theirs: 'Id at the payment service',
    ours: 'Id at this till',
    act: 'Give the money back',
    next: 'Next sale',
  },
  ...around,
  ...trouble,
} as const;
