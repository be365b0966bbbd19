import type { Business, FaultKind, QuestionName } from './till-setup-names.ts';

/** What a question says: the headline, and one sentence under it. */
export interface QuestionWords {
  readonly ask: string;
  readonly say: string;
}

/** The sentences of the set-up, in one language: a question without words does not compile. */
export interface TillSetUpWords {
  readonly questions: Readonly<Record<QuestionName, QuestionWords>>;
  readonly businesses: Readonly<Record<Business, string>>;
  readonly faults: Readonly<Record<FaultKind, string>>;
  readonly trying: string;
  readonly makeKey: string;
  /** What was made and goes to the acquirer. */
  readonly handOver: string;
  readonly noScanner: string;
  readonly findScanner: string;
  readonly end: string;
  readonly gatewayGood: string;
  readonly gatewayBad: string;
  readonly accepted: string;
  readonly verified: string;
  readonly printGood: string;
  readonly printBad: string;
}

/** In English, for a terminal. */
export const TILL_SETUP_ENGLISH: TillSetUpWords = {
  questions: {
    languages: {
      ask: 'Which languages?',
      say: "The first one is the cashier's. The customer's screen shows all.",
    },
    shopName: { ask: 'What is the shop called?', say: 'As it stands on receipts.' },
    country: { ask: 'Which country?', say: 'Two letters, such as MY.' },
    city: { ask: 'Which city?', say: 'The city of this shop.' },
    business: { ask: 'What does it sell?', say: 'The kind of shop that the payment service knows.' },
    currency: { ask: 'Which currency?', say: 'Three letters, such as MYR: what customers pay in.' },
    settlement: { ask: 'Paid out in which currency?', say: 'What the payment service pays to the shop.' },
    timeZone: { ask: 'Which time zone?', say: 'Such as Asia/Kuala_Lumpur.' },
    merchantId: { ask: 'Your merchant number?', say: 'As it was agreed with the payment service.' },
    storeId: { ask: 'Number of this shop?', say: 'Another one for each shop.' },
    tillId: { ask: 'Number of this till?', say: 'Another one for each till of the shop.' },
    acquirers: {
      ask: 'Who takes the payments?',
      say: 'Every payment service that the shop has a contract with.',
    },
    field: { ask: '', say: 'As it stands in the papers of the payment service.' },
    check: {
      ask: 'Does it answer?',
      say: 'The till asks about a payment that cannot exist. No money moves.',
    },
    scanner: { ask: 'Which scanner?', say: 'Three codes are scanned from the screen.' },
    printer: { ask: 'Which printer?', say: 'These were found. One on the network is named by its address.' },
    printerAddress: { ask: 'Address of the printer?', say: 'Such as 192.168.1.50 or 192.168.1.50:9100.' },
    paper: { ask: 'Which kind of printer?', say: "The maker's name, or the width of the paper." },
    testPrint: { ask: 'Does it print?', say: 'A test page with letters, mark and codes.' },
    manager: { ask: 'Who is a manager?', say: 'Managers approve what gives money back.' },
    managerPin: { ask: 'PIN of the manager', say: 'At least six digits. The manager types it.' },
    cashier: { ask: 'Who is a cashier?', say: 'With a cashier, somebody signs in before a sale.' },
    cashierPin: { ask: 'PIN of the cashier', say: 'At least four digits. The cashier types it.' },
    technician: { ask: 'Who is the technician?', say: "With one, the technician's page asks for a PIN." },
    technicianPin: { ask: 'PIN of the technician', say: 'At least six digits. The technician types it.' },
    customerScreen: { ask: "Which screen is the customer's?", say: 'Tap the one that the customer sees.' },
  },
  businesses: {
    restaurant: 'Restaurant',
    fastFood: 'Coffee, snacks',
    grocery: 'Groceries',
    clothing: 'Clothes',
    pharmacy: 'Pharmacy',
    hotel: 'Hotel',
    other: 'Something else',
  },
  faults: {
    empty: 'This is needed.',
    form: 'This does not fit.',
    file: 'This file cannot be used.',
    pin: 'This PIN is too short, or is not only digits.',
    notSaved: 'It could not be saved. Look at the disk.',
    config: 'The till would not start with this.',
  },
  trying: 'One moment.',
  makeKey: 'Make a key here',
  handOver: 'Give this file to the payment service:',
  noScanner: 'It types like a keyboard',
  findScanner: 'Find the scanner',
  end: 'All is answered',
  gatewayGood: 'It answers as it should.',
  gatewayBad: 'It does not answer as it should.',
  accepted: 'Our signature accepted',
  verified: 'Their signature verified',
  printGood: 'Printed. Look at the page.',
  printBad: 'Not printed.',
};
