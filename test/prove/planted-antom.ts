import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs that only Antom shows: what is made, held, collected, let go of, told late, and paid by a code that goes to it. */
export const PLANTED_ANTOM: readonly PlantedBug[] = [
  bug(
    'an order code that was made is taken as paid',
    'acquirers/antom/outcome.ts',
    "default:\n      return 'processing';",
    "default:\n      return 'success';",
  ),
  bug(
    'a hold is collected under a new name each time',
    'acquirers/antom-card/outcome.ts',
    'export function captureRequestIdOf(paymentRequestId: string): string {\n  return `${paymentRequestId}-C`;',
    'let names = 0;\nexport function captureRequestIdOf(paymentRequestId: string): string {\n  return `${paymentRequestId}-C${(names += 1)}`;',
  ),
  {
    id: 'a hold is collected after it was asked to be let go of',
    patches: [
      {
        file: 'src/payment/give-back.ts',
        from: "    case 'authorised':\n      return stillHeld(at, noLongerOpen(state), answer.hold);",
        to: "    case 'authorised':\n      return state.cancelSent ? held(at, { cancelWanted: false, contradicted: false }, answer.hold) : stillHeld(at, noLongerOpen(state), answer.hold);",
      },
      {
        file: 'src/payment/give-back.ts',
        from: "import { retry, tryNow } from './give-back-try.ts';",
        to: "import { held } from './capture.ts';\nimport { retry, tryNow } from './give-back-try.ts';",
      },
    ],
  },
  bug(
    'a hold whose capture was refused is forgotten',
    'payment/capture.ts',
    "if (state.refused || isHoldOver(at, state)) return letGo(at, 'notCollected');",
    "if (state.refused) return stay({ kind: 'failed', reason: { code: 'X', class: 'general', say: '' }, ...UNQUESTIONED });",
  ),
  bug(
    'milliseconds since 1970 are read as seconds',
    'acquirers/signed-wire/times.ts',
    'return Number(text);',
    'return Number(text) * 1000;',
  ),
  bug(
    'a genuine notice that comes late is refused',
    'acquirers/antom-instore/notification.ts',
    'const payment = { by',
    "if (at === 'stale') return refused('stale', 'it is old');\n    const payment = { by",
  ),
  bug(
    'a notice of a hold is taken as paid',
    'acquirers/antom-card/notification.ts',
    "return ok({ payment, content: { kind: 'hint', facts } });",
    "return ok({ payment, content: { kind: 'charged', charge: { amount: { currency: 'SGD', valueMinor: 4550 }, paymentId: paymentId ?? '' } as never, facts } });",
  ),
  bug(
    'an answer that somebody else has signed is believed',
    'acquirers/signed-wire/calls.ts',
    'if (!verified.ok) return',
    "if (!verified.ok && !uri.startsWith('/ams/')) return",
  ),
  bug(
    'what Antom gives back by itself is refunded too',
    'payment/recheck.ts',
    'if (returnsWithinMs(at) > 0 && !state.neverThere) return returning(at, state, seen, answer);',
    'void returning;',
  ),
  bug(
    'what may come back after a cancel without an answer is refunded at once',
    'payment/returning.ts',
    'return returnEndsAtMs !== null && nowMs < returnEndsAtMs;',
    'return returnEndsAtMs !== null && nowMs < 0;',
  ),
  bug(
    'a payment is refunded while a bank disputes it',
    'till/manager/refund-refusals.ts',
    'if (disputes.some(blocksRefunds)) return DISPUTED;',
    'void blocksRefunds;\n  void DISPUTED;',
  ),
  bug(
    'a dispute is acknowledged and not kept',
    'acquirers/antom-card/disputes.ts',
    "if (notice !== null) return { kind: 'office', notice, reply };",
    "if (notice !== null) return { kind: 'refused', isAddressed, why: '', reply: () => reply('kept') };",
  ),
  bug(
    'a payment by code is asked about at another acquirer than it was sent to',
    'till/acquirer-calls.ts',
    'const gateway = this.#parts.gatewayOf(facts);',
    'const gateway = [...this.#parts.gateways.values()][0] ?? this.#parts.gatewayOf(facts);',
  ),
  bug(
    'a refund that Antom calls failed is taken as made',
    'acquirers/antom/outcome.ts',
    "return { kind: 'refused', reason: notGivenBack(reasonOf('PROCESS_FAIL')) };",
    "return { kind: 'refunded', refundId, refundTime };",
  ),
  bug(
    'a refund names the payment to Antom by our own id',
    'acquirers/antom/calls.ts',
    'facts[FACTS.paymentId] ?? (await this.#paymentIdOf(paymentRequestId))',
    'paymentRequestId',
  ),
  bug(
    'what Antom calls cancelled is waited for',
    'acquirers/antom/outcome.ts',
    "return 'cancelled';\n    case 'PENDING'",
    "return 'processing';\n    case 'PENDING'",
  ),
  bug(
    'an answer of Antom to another code payment is believed',
    'acquirers/antom-instore/outcome.ts',
    'if (isOfAnother(paymentRequestId, response)) return ofAnother(response.result);\n  const failed = failedInquiry(response);\n  if (failed !== null) return failed;\n  const status = paymentStatusOf(response);',
    'const failed = failedInquiry(response);\n  if (failed !== null) return failed;\n  const status = paymentStatusOf(response);',
  ),
  bug(
    'an order that Antom does not know is taken as not paid',
    'acquirers/antom/outcome.ts',
    "? { kind: 'notFound' }\n        : alarm('the inquiry was rejected', result);",
    "? ({ kind: 'notCharged', reason: { code: 'X', class: 'general', say: '' } } as never)\n        : alarm('the inquiry was rejected', result);",
  ),
];
