import { plural } from './plural.ts';

/** Every word of the page in English. A headline has five words at most; a sentence says what happened, then what to do. */
export const en = {
  language: 'en',
  /** The till's own sentences are in English. */
  till: null,
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
    say: 'The cancel is being delivered, now or later. You can go on with the next sale.',
  },
  cancelThis: 'Cancel this sale',
  cancelNoted: 'The cancel is noted. The till asks first whether it was paid.',
  codeLives: (seconds: number) =>
    plural('en', seconds, {
      one: 'The code lives for # more second',
      other: 'The code lives for # more seconds',
    }),
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
    say: 'Nothing stays charged. Take another way to pay, or begin the next sale.',
  },
  attention: {
    headline: 'Call the manager',
    say: 'Keep the goods and call the manager.',
    otherAmount: (charged: string, asked: string) =>
      `${charged} was charged, not ${asked}. Keep the goods: all of it goes back to the customer.`,
    manager: 'Only a manager can settle this, with a PIN.',
    desk: "Manager's desk",
    owed: (amount: string) =>
      `${amount} is owed to the customer: the payment service refused to give it back. Keep the goods. A manager refunds it at the desk, or in the portal of the acquirer.`,
    unreadable: (amount: string) =>
      `The payment service charged the customer, but how much cannot be read. ${amount} was asked. Keep the goods. A manager looks in the portal of the acquirer, and refunds it there or at the desk.`,
    refunding: 'A refund was approved and is not confirmed yet. Do not refund it again.',
    theirs: 'Id at the payment service',
    ours: 'Id at this till',
    act: 'Give the money back',
    next: 'Next sale',
  },

  /** The sentences for the cashier, by what was refused; see reasons.ts. */
  reasons: {
    expired: 'The code has expired. Ask the customer to refresh it in the wallet, then scan again.',
    invalid: 'The code was not recognised. Ask the customer to refresh it in the wallet, then scan again.',
    kind: 'This kind of code is not accepted. Offer another way of paying.',
    balance: 'The balance in the wallet is too low. Ask the customer to choose another card or wallet.',
    userLimit: "The amount is over the wallet's limit for this customer. Ask for another card or wallet.",
    paymentLimit: 'The amount is over the limit of one payment. Offer another way of paying.',
    count: 'The wallet has reached its number of payments for now. Ask for another card or wallet.',
    verify: 'The wallet needs its user to be verified first. Ask the customer to use another wallet.',
    account: 'The wallet reports a problem with its account. Ask the customer to use another wallet.',
    notConfirmed:
      'The payment was not confirmed in the wallet. Ask the customer for a fresh code and try again.',
    method: 'This way of paying cannot be used here. Ask the customer to choose another card or wallet.',
    declined: 'The payment was declined. Offer another way of paying.',
    regulation: 'The payment is not permitted by regulation. Offer another way of paying.',
    general: 'The payment did not go through. Try once more with a fresh code.',
    closed: 'This payment is closed and nothing was charged. Start a new payment.',
    setUp:
      "This store cannot take this payment yet. Offer another way of paying. Tell the shop's technician.",
    technical:
      "The till's request was not accepted. Offer another way of paying. Tell the shop's technician.",
    unreachable:
      'No connection to the payment service, nothing was charged. Try again, or take another way to pay.',
    otherAmount: 'Another amount was charged than the one asked. All of it goes back to the customer.',
    foreign:
      'This order is charged, but perhaps by another till. Keep the goods. A manager looks for the sale at the other tills, then takes the charge for this sale or gives it back.',
    gone: 'This payment was given back to the customer, and not by this till. Ask the manager, and look for the sale at the other tills.',
    late: 'No answer came in time. Keep the goods: nothing stays charged.',
    byCashier: 'The sale was cancelled. Nothing stays charged.',
    voided: 'The payment is voided. The customer gets the whole amount back.',
    lateCharge: 'The wallet was charged after the sale had ended. All of it goes back to the customer.',
    notCollected:
      'The payment was approved, but could not be collected. Nothing stays charged. Offer another way of paying.',
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
    again: {
      headline: 'The till starts again',
      say: 'Keep the goods and do not charge again. The till looks up what became of the last payment. A few seconds.',
    },
    config: {
      headline: 'The till is not ready',
      say: 'Its settings cannot be used. Call the technician. The till tries again by itself.',
    },
    journal: {
      headline: 'The journal cannot be used',
      say: 'Take no payment here, and call the technician. The till tries again by itself.',
    },
  },

  notice: {
    dismiss: 'Seen',
    chargeGone:
      'A payment that this till showed as paid was given back to the customer, and not by this till. Look for the sale in the list, and ask the manager.',
    noAnswer: 'The till did not answer. Look at the sale before you try again.',
    repeated: 'This code was scanned a moment ago. Ask the customer for a fresh one.',
    notWanted: 'A code was scanned, but no sale waits for one. It was not used.',
    unresolved:
      'An earlier payment of this order is not resolved yet. Scan again in a moment, or cancel this sale.',
    refused: {
      wallet: 'This wallet is not accepted here. Ask for another way to pay.',
      newer:
        'This code is newer than this till. Ask for another way to pay, and tell the shop that the till needs an update.',
      notForPaying:
        'This wallet code is not for paying. Ask the customer to open the payment code and scan again.',
      weChat: 'This is a WeChat Pay code, which is not accepted here. Ask for another wallet or way to pay.',
      unionPay: 'This is a UnionPay code, which is not accepted here. Ask for another wallet or way to pay.',
      card: 'This is a bank card code, which is not accepted here. Ask for another wallet or way to pay.',
      unknown: 'This is not a payment code. Ask the customer to open the payment code and scan again.',
      tooLong:
        'That is too long for a payment code. Ask the customer to open the payment code and scan again.',
      unreadable: 'The code could not be read. Ask the customer to refresh it and scan again.',
      choose: 'More than one way of paying fits this code. Choose one.',
      tooOld: 'That code is too old now. Ask for a fresh one and scan it.',
    },
  },

  tape: {
    headline: 'Sales',
    empty: 'No sale yet. The newest will stand here.',
    back: 'Back to the sales',
    receipt: 'Receipt',
    story: 'What happened',
    gone: 'Given back elsewhere',
    noReceipt: 'There is no receipt for this sale.',
    order: (id: string) => `Order ${id}`,
    attempt: (time: string, state: string, code: string) => `${time} ${state}, code ${code}`,
    search: 'Search',
    searchFor: 'Amount, wallet or order',
    notFound: 'No sale like this among the last ones.',
    more: 'Story and refund',
    searchAll: 'Search all sales',
  },
  refunds: { pending: 'refund under way', refunded: 'refunded', failed: 'refund failed' },
  states: {
    awaitingCode: 'Scan now',
    submitting: 'Asking',
    customerConfirming: 'Confirming',
    checking: 'Not known yet',
    capturing: 'Collecting',
    cancelling: 'Giving back',
    paid: 'Paid',
    failed: 'Not paid',
    cancelled: 'Cancelled',
    attention: 'Call the manager',
  },
  voided: 'Voided',

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
      `${kind}: ${plural('en', tries, { one: '# try', other: '# tries' })} so far, next at ${next}.`,
    kinds: { cancel: 'Cancel', refund: 'Refund', inquiry: 'Question', receipt: 'Receipt' },
    technician: 'Technician',
    close: 'Close',
  },

  sound: { title: 'Sound', off: 'off', louder: 'Louder', softer: 'Softer', mute: 'Turn off', on: 'Turn on' },
  keys: {
    title: 'Keys',
    amount: 'Digits and point: the amount',
    main: 'Main action',
    second: 'Second action',
    search: 'Search the sales',
    refund: 'Refund',
    print: 'Print again',
    technician: "Technician's page",
    technicianBusy: "Finish or cancel the sale first. Then open the technician's page.",
    help: 'These keys',
    day: "Day's end",
    managerBusy: "Finish or cancel the sale first. Then open the manager's desk.",
  },
  faults: {
    title: 'Practise a fault',
    say: 'The next payment goes the way you choose.',
    next: (what: string) => `Next payment: ${what}`,
    names: {
      none: 'Everything goes well',
      'in-process-paid': 'The customer confirms late',
      'in-process-never': 'The customer never confirms',
      'lost-answer': 'Charged, and the answer is lost',
      'u-storm-charged': 'Charged, and no clear answer ever',
      'refuse-user-balance-not-enough': 'Too little money in the wallet',
      'refuse-expired-code': 'The code has expired',
    },
  },

  /** What the customer reads. Two to six words, from 1.5 m. */
  customer: {
    idle: 'Pay here with your phone',
    showCode: 'Show your payment code',
    refreshCode: 'Please refresh your code',
    wait: 'One moment, please',
    confirm: 'Confirm on your phone',
    paid: 'Paid',
    thanks: 'Thank you',
    takeReceipt: 'Scan for your receipt',
    otherWay: 'Please use another way to pay',
    cancelled: 'Cancelled',
  },
} as const;
