// The names in the set-up of a till that a page has words for.

/** The parts of the set-up, in their order. */
export const CHAPTERS = ['shop', 'acquirers', 'devices', 'people', 'end'] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** The questions; `field` is one of an acquirer's own, which has a name of its own. */
export const QUESTIONS = [
  'languages',
  'shopName',
  'country',
  'city',
  'business',
  'currency',
  'settlement',
  'timeZone',
  'merchantId',
  'storeId',
  'tillId',
  'acquirers',
  'field',
  'check',
  'scanner',
  'printer',
  'printerAddress',
  'paper',
  'testPrint',
  'manager',
  'managerPin',
  'cashier',
  'cashierPin',
  'technician',
  'technicianPin',
  'customerScreen',
] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/**
 * How a question is answered. `pick`, `picks`: one, or several of its options. `secret`, `pin`: never shown again. `ownKey`:
 * `make`, or a file. `trial`: it is tried, and passed over at will. `scanner`: an entry of the config, as JSON.
 */
export const FORMS = [
  'text',
  'pick',
  'picks',
  'secret',
  'pin',
  'ownKey',
  'theirKey',
  'trial',
  'scanner',
  'screen',
] as const;
export type Form = (typeof FORMS)[number];

/** Why an answer is not taken: empty, not in the form, a file that cannot be used, a PIN that is too short, not saved. */
export const FAULTS = ['empty', 'form', 'file', 'pin', 'notSaved', 'config'] as const;
export type FaultKind = (typeof FAULTS)[number];

/** What a shop may be, and the merchant category code of each. Source: ISO 18245. */
export const BUSINESSES = {
  restaurant: '5812',
  fastFood: '5814',
  grocery: '5411',
  clothing: '5651',
  pharmacy: '5912',
  hotel: '7011',
  other: '5999',
} as const;
export type Business = keyof typeof BUSINESSES;
