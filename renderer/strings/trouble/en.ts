/** What the page says where something went wrong, in English. */
export const en = {
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
    otherRecord:
      "The payment service holds money under this payment's name that it says is another payment's. Keep the goods. A manager looks it up in the portal of the payment service.",
    stillOpen:
      'The payment service still does not say what became of this payment, although its page should have ended long ago. Keep the goods. A manager has the payment service look it up. What is paid after all goes back by itself.',
    otherTill: 'This order is being paid at another till. Do not charge it here.',
    gone: 'This payment was given back to the customer, and not by this till. Ask the manager, and look for the sale at the other tills.',
    late: 'No answer came in time. Keep the goods: the till cancels the payment.',
    byCashier: 'The sale was cancelled.',
    voided: 'The payment is voided. The customer gets the whole amount back.',
    lateCharge: 'The wallet was charged after the sale had ended. All of it goes back to the customer.',
    goodsGone:
      'The goods could go, but the money did not come. Nothing was charged. Ask the customer for another payment, and tell the manager.',
    shopsRisk: 'Accepted at the shop’s risk. Settlement is not confirmed yet.',
    disputed: 'The customer’s bank disputes this payment. It cannot be refunded until that is decided.',
    notCollected:
      'The payment was approved, but could not be collected. The customer was not charged. Offer another way of paying.',
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
    signIn: 'Sign in first.',
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
} as const;
