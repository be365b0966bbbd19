/** A bug to be planted: texts of the source, each of which stands there exactly once, and what takes their place. */
export interface PlantedBug {
  readonly id: string;
  readonly patches: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const bug = (id: string, file: string, from: string, to: string): PlantedBug => ({
  id,
  patches: [{ file: `src/${file}`, from, to }],
});

const PURSUIT = 'payment/pursuit.ts';
/** How the next attempt of an order is named. */
const ATTEMPT = `const number = payments.length + 1;
  const paymentRequestId = paymentRequestIdOf(referenceMerchantId, referenceOrderId, number);
  // An id that is taken already is that of a payment of another till, which was taken in to be refunded: paid there.
  const isTaken = book.ofPayment(paymentRequestId) !== undefined;`;
const GIVE_BACK = 'payment/give-back.ts';
const RECHECK = 'payment/recheck.ts';

/** Bugs that the search must find, each one that somebody could have written; some of them once stood there. */
export const PLANTED: readonly PlantedBug[] = [
  bug(
    'the second send of pay has a new id',
    'acquirers.ts',
    'const order = { paymentRequestId, referenceOrderId,',
    `const again = sale.payments.some((p) => 'sends' in p.state && p.state.sends === 2);
        const order = { paymentRequestId: again ? paymentRequestId + 'R' : paymentRequestId, referenceOrderId,`,
  ),
  bug(
    'U is taken as failed',
    'alipay-plus/outcome.ts',
    "? result.resultStatus : 'U'",
    "? result.resultStatus : 'F'",
  ),
  bug(
    'silence is taken as failed',
    PURSUIT,
    `      return ask(at, {
        ...state,
        kind: 'checking',
        doubted: true,
        contradicted`,
    `      return answer.code === undefined ? stay(failed(GATEWAY_UNREACHABLE)) : ask(at, {
        ...state,
        kind: 'checking',
        doubted: true,
        contradicted`,
  ),
  bug(
    'an unsigned answer is believed',
    'alipay-plus/gateway.ts',
    'if (!verified.ok) return',
    'if (false) return',
  ),
  bug(
    'a forged notification is believed',
    'alipay-plus/notification.ts',
    'if (!verified.ok) return',
    'if (false) return',
  ),
  bug(
    'the wish to cancel is dropped at a restart',
    PURSUIT,
    'sends: 2,\n        doubted',
    'sends: 2,\n        cancelWanted: false,\n        doubted',
  ),
  {
    id: 'an effect starts before its event is committed',
    patches: [
      {
        file: 'src/terminal.ts',
        from: '    for (const effect of step.effects) this.#run(effect);\n',
        to: '',
      },
      {
        file: 'src/terminal.ts',
        from: `    if (!this.#isOnlyTally(before, step.sale, event)) {
      if (before !== null) this.#keepTallies(before, event.atMs);
      this.#parts.journal.append(event, entryOf(before, step.sale, event));
    }
    this.book.put(before, step.sale);
`,
        to: `    this.book.put(before, step.sale);
    for (const effect of step.effects) this.#run(effect);
    if (before !== null) this.#keepTallies(before, event.atMs);
    this.#parts.journal.append(event, entryOf(before, step.sale, event));
`,
      },
    ],
  },
  bug(
    'a give-back is tried again under a new id',
    GIVE_BACK,
    "effects: [{ kind: 'refundPayment', ...giveBackOf(at.facts, state) }]",
    "effects: [{ kind: 'refundPayment', ...giveBackOf(at.facts, state), refundRequestId: `${at.facts.paymentRequestId}-back-${state.tries}` }]",
  ),
  bug(
    'a late success is ignored',
    RECHECK,
    'if (answer.charge.paymentId === state.refundedPaymentId) return',
    'if (answer.charge.paymentId !== null) return',
  ),
  bug(
    'a success of another amount is taken',
    'payment/charge-doubt.ts',
    "return sameAmount(charge.amount, at.facts.amount) ? null : 'amount';",
    'return null;',
  ),
  bug(
    'ORDER_NOT_EXIST is taken as failed',
    PURSUIT,
    'return mayResend(at, told) ? resend(told) :',
    "return !mayResend(at, told) ? stay({ kind: 'failed', reason: GATEWAY_UNREACHABLE }) :",
  ),
  bug(
    'a refusal after an unknown is taken as final',
    PURSUIT,
    "return state.doubted ? ask(at, { ...state, kind: 'checking' }) : stay(failed(answer.reason));",
    'return stay(failed(answer.reason));',
  ),
  bug(
    'ORDER_NOT_EXIST confirms a cancel while the code lives',
    GIVE_BACK,
    'return !state.payInFlight && state.triedAtMs >= state.codeDeadAtMs;',
    'return !state.payInFlight;',
  ),
  bug(
    'nothing is looked at again after a cancel',
    GIVE_BACK,
    'dueAtMs: at.nowMs + at.timing.recheckAfterCancelMs,\n      inFlight',
    'dueAtMs: null,\n      inFlight',
  ),
  bug(
    'an order is opened again while its cancel is owed',
    'payment/order.ts',
    'isUnresolved(p) || isBeingRechecked(p)',
    "(isUnresolved(p) && p.state.kind !== 'cancelling') || isBeingRechecked(p)",
  ),
  bug(
    'an order is opened again before its cancelled payment is looked at',
    'payment/order.ts',
    'isUnresolved(p) || isBeingRechecked(p)',
    'isUnresolved(p)',
  ),
  bug(
    'a code is accepted twice',
    'intake.ts',
    'if (this.#guard.isRepeated(code, atMs))',
    'if (this.#guard.isRepeated(code, NaN))',
  ),
  bug(
    'a success makes paid what is being cancelled',
    GIVE_BACK,
    "  const isNew = answer.kind === 'charged' && state.charge === null && state.cancelSent;",
    `  const isNew = answer.kind === 'charged' && state.charge === null && state.cancelSent;
  if (answer.kind === 'charged' && state.charge === null)
    return stay({ kind: 'paid', charge: answer.charge, cancelWanted: false, refundedInFull: false, ...UNQUESTIONED });`,
  ),
  bug('a restart pays again', PURSUIT, 'sends: 2,\n        doubted', 'sends: 1,\n        doubted'),
  bug(
    "another payment's charge is believed",
    'acquirers.ts',
    'if (owner === null || owner === paymentRequestId) return false;',
    'if (owner !== null || owner === null) return false;',
  ),
  bug(
    'a charge that comes too late leaves its paymentId unknown',
    'journal/entry.ts',
    'ids: [...idsIn(event), ',
    "ids: [...(after.payments.at(-1)?.state.kind === 'cancelled' ? [] : idsIn(event)), ",
  ),
  bug(
    "the inquiry answer to another payment's call is believed",
    'alipay-plus/outcome.ts',
    'return response.paymentRequestId !== undefined && response.paymentRequestId !== paymentRequestId;',
    'return false;',
  ),
  bug(
    'the retry is kept in memory only',
    'terminal.ts',
    'this.#parts.journal.append(event, entryOf(before, step.sale, event));',
    "if (event.kind !== 'retryRequested') this.#parts.journal.append(event, entryOf(before, step.sale, event));",
  ),
  bug(
    "the cashier's cancel is kept in memory only",
    'terminal.ts',
    'this.#parts.journal.append(event, entryOf(before, step.sale, event));',
    "if (!(event.kind === 'paymentChanged' && event.change.kind === 'cancelRequested')) this.#parts.journal.append(event, entryOf(before, step.sale, event));",
  ),
  bug(
    'the window ends by a clock that was set back',
    PURSUIT,
    'windowEndsAtMs: Math.min(state.windowEndsAtMs, at.nowMs + at.timing.windowMs),',
    '',
  ),
  bug(
    "a code's death is told from a clock that was set",
    'payment/step.ts',
    'return at.nowMs + at.timing.codeLifeMs;',
    'return at.facts.startedAtMs + at.timing.codeLifeMs;',
  ),
  bug(
    'a look at the start takes the place of the due one',
    RECHECK,
    'const isOpen = recheck.inFlight || recheck.dueAtMs !== null;',
    'const isOpen = false;',
  ),
  bug(
    'a start asks for its own payments',
    'payment/resume.ts',
    'if (!replayed.has(paymentRequestId)) return [];',
    '',
  ),
  bug('another sale is opened at a busy till', 'desk.ts', 'if (busy !== undefined) {', 'if (busy?.closed) {'),
  bug(
    'a cancel without an answer is taken as confirmed',
    GIVE_BACK,
    "      return surelyNotCharged(state) ? cancelled(at, state, { neverThere: true }) : retry(at, state);\n    case 'throttled':\n    case 'unknown':\n      return retry(at, state);",
    "      return surelyNotCharged(state) ? cancelled(at, state, { neverThere: true }) : retry(at, state);\n    case 'throttled':\n    case 'unknown':\n      return cancelled(at, state);",
  ),
  bug(
    'a refund without an answer is taken as made',
    GIVE_BACK,
    "        : tryNow(at, { ...state, phase: 'inquire', refusal: answer.reason });\n    case 'throttled':\n    case 'unknown':\n      return retry(at, state);",
    "        : tryNow(at, { ...state, phase: 'inquire', refusal: answer.reason });\n    case 'throttled':\n    case 'unknown':\n      return cancelled(at, state);",
  ),
  bug(
    'attempts are counted per sale, not per order',
    'payment/order.ts',
    ATTEMPT,
    ATTEMPT.replace('payments.length', '(book.latest()?.payments.length ?? 0)').replace(
      'book.ofPayment(paymentRequestId) !== undefined',
      'false',
    ),
  ),
  bug(
    'a cancel that is too late is taken as confirmed',
    'alipay-plus/outcome.ts',
    "return { kind: 'tooLate' };",
    "return { kind: 'confirmed' };",
  ),
  bug(
    'the ceiling of refunds ignores pending ones',
    'payment/sale-refunds.ts',
    'const standing = standingMinor(sale, ',
    `const refunds = sale.refunds.filter(({ state }) => state.kind === 'refunded');
  const standing = standingMinor({ ...sale, refunds }, `,
  ),
  bug(
    'a refund is tried again under a new id',
    'acquirers.ts',
    'await gateway.refund(facts);',
    'await gateway.refund({ ...facts, refundRequestId: `${refundRequestId}${Date.now()}` });',
  ),
  bug(
    'an approval is used again for the next refund',
    'manager/approver.ts',
    'if (manager !== undefined && fits) return ok(manager);',
    `if (manager !== undefined && (fits || this.#parts.terminal.approvals.approvedMinor(id, this.#parts.clock.nowMs()) > 0))
      return ok(manager);`,
  ),
  bug(
    'a repeated request is approved as another refund',
    'manager/refund-desk.ts',
    'if (known === undefined) return null;',
    'if (known !== undefined || known === undefined) return null;',
  ),
  bug(
    'a refund that was under way is forgotten at a restart',
    'payment/resume.ts',
    "state.kind === 'pending' && replayed",
    "state.kind === 'pending' && state.tries === 0 && replayed",
  ),
  bug(
    'a refusal of a refund is believed while an earlier try is in doubt',
    'payment/refund.ts',
    'if (!state.doubted) return',
    'if (state.tries > 0) return',
  ),
  bug(
    'U of a refund is taken as refunded',
    'payment/refund.ts',
    'return retry(at, { ...state, doubted: true });',
    'return stay(refunded(at, {}));',
  ),
  {
    id: 'what is being refunded is voided as well',
    patches: [
      { file: 'src/payment/sale.ts', from: 'if (isTooLate) return', to: 'if (false) return' },
      {
        file: 'src/desk.ts',
        from: 'if (standingRefunds(sale, payment.facts.paymentRequestId).length > 0)',
        to: 'if (false)',
      },
    ],
  },
  bug(
    'a day is closed without the first of its sums',
    'manager/day.ts',
    'untilMs: nowMs, totals, unresolved',
    'untilMs: nowMs, totals: totals.slice(1), unresolved',
  ),
  bug(
    'a technical refusal of a give-back is taken as final',
    GIVE_BACK,
    "return kind === 'technical' || kind === 'setUp' || kind === 'unreachable';",
    "return kind === 'unreachable';",
  ),
  bug(
    'nothing is offered for money that is stuck',
    'payment/view.ts',
    "return isRefundable({ facts, state }) ? ['refund'] : [];",
    'return [];',
  ),
  bug(
    "a manager's refund does not end what is stuck",
    'payment/sale.ts',
    "if (payment?.state.kind !== 'cancelling') return step;",
    "if (payment?.state.kind !== 'cancelled') return step;",
  ),
  bug(
    'the whole is given back although a part was refunded elsewhere',
    GIVE_BACK,
    'const refundMinor = leftMinor ?? charge.amount.valueMinor;',
    'const refundMinor = charge.amount.valueMinor;',
  ),
  bug(
    'what is left is given back under the id of the whole',
    'payment/ids.ts',
    'return isWhole ? `${paymentRequestId}-back`',
    'return isWhole || back.valueMinor > 0 ? `${paymentRequestId}-back`',
  ),
  bug(
    'a till in doubt cancels without an answer',
    PURSUIT,
    "phase: isSaid(answer) && !state.contradicted ? 'cancel' : 'inquire',",
    "phase: 'cancel',",
  ),
  bug(
    'a cancel is repeated without asking between',
    GIVE_BACK,
    "const phase = state.phase === 'cancel' && state.charge === null ? 'inquire' : state.phase;",
    'const phase = state.phase;',
  ),
  bug(
    'a request for patience counts as an answer',
    'payment/step.ts',
    "if (answer.kind === 'throttled') return false;",
    "if (answer.kind === 'throttled') return true;",
  ),
  bug(
    "what another till's pay made is given back",
    'payment/charge-doubt.ts',
    'if (contradicted || isOutOfTime',
    'if (isOutOfTime',
  ),
  bug(
    'a hint after a refusal is asked about once and forgotten',
    'payment/ended.ts',
    "    case 'questioned':\n      return raise(at, state);",
    "    case 'questioned':\n      return { state, effects: [{ kind: 'inquirePayment' }] };",
  ),
  bug(
    'a question is not asked again after a restart',
    'payment/question.ts',
    'return askNow({ ...state, question: { ...question, sinceMs, inFlight: false }, lookedAtMs: null });',
    'return stay({ ...state, question: null, lookedAtMs: sinceMs });',
  ),
  bug(
    'a question ends with silence',
    'payment/question.ts',
    'return stay({ ...state, question: next });',
    'return stay({ ...state, question: next.tries > 0 ? null : next });',
  ),
  bug(
    'an order takes a second attempt while a question about it is open',
    'payment/transition.ts',
    "if (state.kind === 'failed') return state.question !== null;",
    "if (state.kind === 'failed') return false;",
  ),
  bug(
    'the close of a day looks at no payment',
    'manager/manager-desk.ts',
    '    this.#lookAtPaid(lastFromMs);\n',
    '',
  ),
  bug(
    'a paid sale does not believe that its charge is gone',
    'payment/ended.ts',
    "if (state.kind === 'failed') return answeredIn(at, state);\n  // Refunds",
    "if (state.kind !== 'attention') return answeredIn(at, state);\n  // Refunds",
  ),
  bug(
    'a doubted charge has no way out',
    'payment/view.ts',
    "return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : ['cancel'];",
    'return [];',
  ),
  bug(
    'a charge of another amount is accepted',
    'payment/ended.ts',
    "return state.doubt === 'owner' && sameAmount(state.charge.amount, facts.amount);",
    "return state.doubt === 'owner';",
  ),
  bug(
    'refunds in the books without our id count twice',
    'payment/refunds-seen.ts',
    'of paired(unnamed, unseen)) own.set',
    'of paired([], unseen)) own.set',
  ),
  bug(
    'a refused request takes in a sale',
    'manager/refund-desk.ts',
    'const sale = adopted(adoption);',
    'this.#parts.terminal.dispatch(adoption);\n        const sale = adopted(adoption);',
  ),
  bug(
    'a day is closed once per request, not per key',
    'manager/manager-desk.ts',
    'if (named !== null) return',
    'if (named?.number === 0) return',
  ),
  bug(
    'a refund of a payment that is gone is looked at for ever',
    'payment/refund.ts',
    "if (look.kind === 'notCharged')",
    "if (look.kind === 'notCharged' && refusal === null)",
  ),
  bug(
    'the tries are not kept before the next row',
    'terminal.ts',
    '      if (before !== null) this.#keepTallies(before, event.atMs);\n',
    '',
  ),
  bug(
    'a give-back that begins is taken for a try',
    'payment/tally.ts',
    'return !isKept && JSON.stringify(durableOf(before)) === JSON.stringify(durableOf(after));',
    'return !isKept && JSON.stringify(before.payments.map(({ state }) => state.kind)) === JSON.stringify(after.payments.map(({ state }) => state.kind));',
  ),
];
