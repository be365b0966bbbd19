/**
 * What a refusal asks of the cashier. Source: dossier section 5.2, column class.
 *
 * `rescan` a fresh code · `user` the customer's wallet · `otherTender` · `risk` no retry · `general` · `closed` the
 * id is used up · `setUp` the shop is not set up · `technical` till or gateway · `unreachable` no byte left ·
 * `contradiction` what was answered cannot be ours.
 */
export const REASON_CLASSES = [
  'rescan',
  'user',
  'otherTender',
  'risk',
  'general',
  'closed',
  'setUp',
  'technical',
  'unreachable',
  'contradiction',
] as const;
export type ReasonClass = (typeof REASON_CLASSES)[number];
