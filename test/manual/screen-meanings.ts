import type { en } from '../../renderer/strings/en.ts';
import type { Meaning } from './sentence.ts';

const KEEP = 'Keep the goods. Do not charge again.';
const OTHER_WAY = 'Take another way to pay.';
const FRESH = 'Ask the customer to refresh the code in the wallet. Scan again.';
const TECHNICIAN = 'Take another way to pay for now. Call the technician.';

/** What the window says when it is not the window of a working till. */
export const WINDOW: Readonly<Record<keyof typeof en.unreachable, Meaning>> = {
  connecting: { means: 'The window has just opened and looks for the till.', todo: 'Wait a moment.' },
  lost: {
    means: 'The program behind the window does not answer. A payment may be under way.',
    todo: `${KEEP} Wait: the window comes back by itself. If not, restart the machine; nothing is lost.`,
  },
  locked: {
    means: 'The till was started again, and this window belongs to the one before.',
    todo: 'Close the window and start the till anew.',
  },
  again: {
    means: 'The till starts again after a fault, and looks up the last payment first.',
    todo: `${KEEP} Wait some seconds.`,
  },
  config: {
    means: 'The settings (`till.json`) have a fault. Nothing can be sold.',
    todo: 'The technician reads the log: each bad key is named with its mend. See [Configuration](configuration.md).',
  },
  journal: {
    means: 'The file of the journal is in use, of a newer version, damaged, or cannot be written.',
    todo: 'Take no payment here. The technician reads the log, and runs `npm run verify`. See [The operator](operator.md#the-journal).',
  },
};

/** The scenes of the stage that say to wait or to do something unusual. */
type Scene =
  | 'awaitingCode'
  | 'submitting'
  | 'customerConfirming'
  | 'capturing'
  | 'checking'
  | 'cancelling'
  | 'paid'
  | 'failed'
  | 'cancelled'
  | 'attention';

/** What each scene of a sale means. */
export const SCENES: Readonly<Record<Scene, Meaning>> = {
  awaitingCode: { means: 'Nothing is charged yet.', todo: 'Scan the code, or press _Cancel_.' },
  submitting: { means: 'The payment is on its way.', todo: 'Keep the goods and wait.' },
  customerConfirming: {
    means: 'The wallet asks its user to confirm.',
    todo: 'Ask the customer to look at the phone. Keep the goods.',
  },
  capturing: {
    means: 'The money is held for the shop and is being collected.',
    todo: 'Keep the goods and wait.',
  },
  checking: {
    means: 'The payment was sent, and no clear answer came. The customer may be charged or not.',
    todo: `${KEEP} The till asks by itself and cancels after about a minute.`,
  },
  cancelling: {
    means: 'Nothing may stay charged. The till delivers the cancel or the refund, now or later.',
    todo: 'Begin the next sale. Do not charge this order again.',
  },
  paid: { means: 'The payment service confirmed the payment.', todo: 'Hand over the goods.' },
  failed: {
    means: 'Surely nothing was charged.',
    todo: 'Try again with a fresh code, or take another way to pay.',
  },
  cancelled: {
    means: 'Nothing was charged, or it was given back.',
    todo: 'Take another way to pay, or begin the next sale.',
  },
  attention: {
    means: 'The till cannot settle this without a person.',
    todo: 'Keep the goods. The manager reads what the screen says. See [The manager](manager.md#decisions-that-only-a-manager-takes).',
  },
};

/** Why a sale is not paid or was given back. */
export const REASONS: Readonly<Record<keyof typeof en.reasons, Meaning>> = {
  expired: { means: 'A code lives for about a minute.', todo: FRESH },
  invalid: { means: 'The wallet does not know the code.', todo: FRESH },
  kind: { means: 'The wallet’s code is of a kind that cannot pay here.', todo: OTHER_WAY },
  balance: { means: 'There is too little money in the wallet.', todo: 'Ask for another card or wallet.' },
  userLimit: { means: 'The wallet limits its user.', todo: 'Ask for another card or wallet.' },
  paymentLimit: { means: 'One payment may not be that large.', todo: OTHER_WAY },
  count: { means: 'The wallet allows no more payments for now.', todo: 'Ask for another card or wallet.' },
  verify: { means: 'The wallet must check its user first.', todo: 'Ask for another wallet.' },
  account: { means: 'The customer’s account is closed or blocked.', todo: 'Ask for another wallet.' },
  notConfirmed: { means: 'The customer did not confirm, or failed to.', todo: FRESH },
  method: { means: 'The card in the wallet cannot be used here.', todo: 'Ask for another card or wallet.' },
  declined: { means: 'Declined for risk. A second try is not allowed.', todo: OTHER_WAY },
  regulation: { means: 'A law forbids this payment.', todo: OTHER_WAY },
  general: { means: 'The payment service failed. Nothing was charged.', todo: FRESH },
  closed: { means: 'The payment service has closed this order.', todo: 'Begin a new sale.' },
  setUp: {
    means: 'The contract or the registration of the shop does not allow this payment.',
    todo: `${TECHNICIAN} The log names the code of the payment service; its support helps.`,
  },
  technical: {
    means: 'The payment service does not accept the till: client id, keys or address are wrong.',
    todo: `${TECHNICIAN} _Check_ on the technician’s page says which.`,
  },
  unreachable: {
    means: 'There was no connection, and nothing was sent.',
    todo: 'Try again. If it stays, look at the strip, and at the network.',
  },
  otherAmount: {
    means: 'The payment service charged another amount. The till gives it back.',
    todo: `${KEEP} Then sell anew.`,
  },
  foreign: {
    means: 'The payment service knows a charge for this order that may be another till’s.',
    todo: 'Keep the goods. A manager decides. See [The manager](manager.md#decisions-that-only-a-manager-takes).',
  },
  otherRecord: {
    means:
      'The acquirer has money under the name of this payment, and says that it is of another payment. The till sends nothing.',
    todo: 'Keep the goods. A manager looks up the payment in the portal of the acquirer.',
  },
  otherTill: {
    means: 'The acquirer knows this order from another till, which charges it or has charged it.',
    todo: 'Do not charge it here. Look for the sale at the other tills. Once it is over there without a payment, press _Ask now_: then the order may be charged here.',
  },
  stillOpen: {
    means:
      'The time of the payment page is over, and the acquirer still does not say whether it was paid. The till goes on asking.',
    todo: 'Keep the goods. A manager has the acquirer look it up, and may free the order for another way to pay.',
  },
  gone: {
    means: 'Somebody gave the money back elsewhere: another till, or the portal.',
    todo: 'Ask the manager. Look for the sale at the other tills.',
  },
  late: {
    means: 'The time is over. The till gives back what may be charged.',
    todo: `${KEEP} Wait for the end.`,
  },
  byCashier: { means: 'The sale was given up here.', todo: 'Begin the next sale.' },
  voided: { means: 'A manager gave the whole payment back.', todo: 'Nothing.' },
  lateCharge: {
    means: 'The money came after the sale had ended. The till gives it back by itself.',
    todo: 'Nothing. Tell the customer that it comes back.',
  },
  goodsGone: {
    means: 'The goods could go before they were paid for, and the money did not come.',
    todo: 'Ask the customer for another payment. Tell the manager.',
  },
  shopsRisk: {
    means:
      'The shop chose in its config to hand over goods when the customer comes back from the payment page. It is not paid yet.',
    todo: 'Hand over the goods. The till goes on asking, and tells where no money comes.',
  },
  disputed: {
    means: 'The customer went to the bank, which asks for the money back.',
    todo: 'Answer it in the dashboard of the acquirer, until its day.',
  },
  notCollected: { means: 'The money was held, and is released again.', todo: OTHER_WAY },
};

/** Why a code is not taken. */
export const CODES: Readonly<Record<keyof typeof en.notice.refused, Meaning>> = {
  wallet: { means: 'No gateway of this till takes the wallet.', todo: OTHER_WAY },
  newer: {
    means: 'The wallet uses a kind of code that this version does not know.',
    todo: 'Take another way to pay. The till needs an update.',
  },
  notForPaying: {
    means: 'The customer shows a code to receive money, or to join.',
    todo: 'Ask for the payment code.',
  },
  weChat: { means: 'It is a code of WeChat Pay.', todo: OTHER_WAY },
  unionPay: { means: 'It is a code of UnionPay.', todo: OTHER_WAY },
  card: { means: 'It is a code of a bank card (EMV).', todo: OTHER_WAY },
  unknown: {
    means: 'It has the form of no payment code, for instance goods.',
    todo: 'Ask for the payment code.',
  },
  tooLong: { means: 'It has more than 512 characters.', todo: 'Ask for the payment code.' },
  unreadable: {
    means: 'The scanner sent signs that no code has.',
    todo: 'Scan again. If it stays, call the technician.',
  },
  choose: {
    means: 'The settings leave the choice to the cashier.',
    todo: 'Touch one of the ways on the screen.',
  },
  tooOld: { means: 'The choice took longer than a minute.', todo: FRESH },
};

/** What else the till notices, or does not do. */
export const NOTICES: Readonly<Record<Exclude<keyof typeof en.notice, 'refused' | 'dismiss'>, Meaning>> = {
  chargeGone: {
    means: 'A paid sale was given back elsewhere.',
    todo: 'Look for it in the list. Ask the manager.',
  },
  noAnswer: {
    means: 'The program behind the window did not answer in time.',
    todo: 'Look at the sale first, then try again.',
  },
  signIn: { means: 'Nobody is signed in.', todo: 'Sign in with your PIN or badge.' },
  repeated: { means: 'The same code came twice within a minute.', todo: FRESH },
  notWanted: {
    means: 'Something was scanned while no sale waited for a code.',
    todo: 'Type the amount first.',
  },
  unresolved: {
    means: 'The order has a payment whose end is not known.',
    todo: 'Wait and scan again, or cancel the sale.',
  },
};
