/** What is wrong with a part of the till, or could be better: a page chooses its words by it. */
export const HEALTH_REASONS = [
  // Gateway: it does not answer as it should.
  'noAnswer',
  // Gateway: it cannot be reached, or is silent.
  'noConnection',
  // Gateway: what keeps the till from it.
  'clockWrong',
  'oldTime',
  'certificateExpired',
  'otherHost',
  'filterBetween',
  'proxyDown',
  // Printer.
  'untried',
  'unreachable',
  'silent',
  'chatter',
  'paperOut',
  'paperLow',
  'coverOpen',
  'cutterStuck',
  'printerError',
  'printerPauses',
  'offline',
  'brokeOff',
  'queueStopped',
  // Scanner.
  'unplugged',
  'unusable',
  'babbles',
  'endless',
  'misfit',
  'sharedKeys',
  // Queue, marks and letters.
  'owedTooLong',
  'marksFaulty',
  'marksMissing',
  'lettersMissing',
] as const;
export type HealthReason = (typeof HEALTH_REASONS)[number];
