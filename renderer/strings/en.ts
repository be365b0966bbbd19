/** Every word of the page in English. A headline has five words at most; a sentence says what happened, then what to do. */
export const en = {
  language: 'en',
  training: { mark: 'TRAINING', say: 'Practice only. No money moves.' },
  orderDescription: (store: string) => `Sale at ${store}`,

  pad: {
    headline: 'Amount to charge',
    charge: 'Charge',
    clear: 'Clear',
    erase: 'Erase last digit',
    point: 'Decimal point',
    digits: 'Digits',
    jammed:
      'That was too long for an amount, perhaps a scanned code. Nothing was charged. Type the amount again.',
    gatewayDown: (why: string) =>
      `The payment service does not answer: ${why} A charge that cannot be sent is not charged.`,
  },

  awaitingCode: {
    headline: "Scan the customer's code",
    say: "Hold the customer's phone under the scanner.",
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
  checking: {
    headline: 'Result not known yet',
    keep: 'Keep the goods.',
    never: 'Do not charge again.',
    say: 'The till keeps asking the payment service by itself.',
    until: (time: string) => `It asks until ${time}, then it cancels.`,
  },
  cancelling: {
    headline: 'Giving it back',
    say: 'The cancel is being delivered, now or later. You can go on with the next sale.',
  },
  cancelThis: 'Cancel this sale',
  cancelNoted: 'The cancel is noted. The till asks first whether it was paid.',
  codeLives: (seconds: number) => `The code lives for ${seconds} more seconds`,
  codeDead: 'The life of the code is over',
  seconds: 'seconds',

  paid: {
    headline: 'Hand over the goods',
    paid: 'Paid',
    with: (wallet: string, time: string) => `${wallet} · ${time}`,
    next: 'Next sale',
    print: 'Print again',
    overtaken: 'It was paid before the cancel could stop it. Hand over the goods, or give the money back.',
  },
  paper: {
    waiting: 'The receipt waits for the printer.',
    printing: 'The receipt is being printed.',
    printed: 'The receipt is printed.',
    notPrinted: (why: string) => `The receipt was not printed: ${why}`,
    unknown: 'The receipt may or may not be on paper. Look at the printer.',
  },
  failed: {
    headline: 'Not paid',
    say: 'Nothing was charged. Ask for another way to pay.',
    retry: 'Scan again',
    other: 'Other way to pay',
  },
  cancelled: {
    headline: 'Sale cancelled',
    say: 'Nothing stays charged. Take another way to pay, or begin the next sale.',
  },
  attention: {
    headline: 'Needs a person',
    say: 'Keep the goods and call the manager.',
    who: 'The cashier may do this. Call the manager if in doubt.',
    nobody: 'The till cannot mend this by itself. Do what it says, with the manager.',
    act: 'Give the money back',
    next: 'Next sale',
  },

  unreachable: {
    connecting: { headline: 'Looking for the till', say: 'One moment.' },
    lost: {
      headline: 'The till does not answer',
      say: 'Keep the goods and do not charge again. This page comes back by itself as soon as the till answers.',
    },
    locked: {
      headline: 'Open the till again',
      say: 'The till was started again and does not know this window any more. Close it and start the till anew.',
    },
  },

  notice: { dismiss: 'Seen', noAnswer: 'The till did not answer. Look at the sale before you try again.' },

  tape: {
    headline: 'Sales',
    empty: 'No sale yet. The newest will stand here.',
    back: 'Back to the sales',
    receipt: 'Receipt',
    story: 'What happened',
    noReceipt: 'There is no receipt for this sale.',
    order: (id: string) => `Order ${id}`,
    attempt: (time: string, state: string, code: string) => `${time} ${state}, code ${code}`,
  },
  states: {
    awaitingCode: 'Scan now',
    submitting: 'Asking',
    customerConfirming: 'Confirming',
    checking: 'Not known yet',
    cancelling: 'Giving back',
    paid: 'Paid',
    failed: 'Not paid',
    cancelled: 'Cancelled',
    attention: 'Needs a person',
  },

  strip: {
    label: 'State of the till',
    unreachable: 'The till does not answer. The sales above are as it said them last.',
    gateway: 'Gateway',
    scanner: 'Scanner',
    printer: 'Printer',
    journal: 'Journal',
    queue: 'Owed',
    ok: 'ready',
    down: 'not working',
    none: 'none',
    fine: (part: string) => `${part} works as it should.`,
    noneSay: (part: string) => `No ${part.toLowerCase()} is set up for this till.`,
    since: (time: string) => `Since ${time}.`,
    owedNothing: 'Nothing is owed to the payment service or to paper.',
    owed: (kind: string, tries: number, next: string) =>
      `${kind}: ${tries} ${tries === 1 ? 'try' : 'tries'} so far, next at ${next}.`,
    kinds: { cancel: 'Cancel', refund: 'Refund', inquiry: 'Question', receipt: 'Receipt' },
    close: 'Close',
  },
} as const;
