import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs that only payments on an acquirer's page show: links, notices, closings, freeing, reverses and refunds of them. */
export const PLANTED_HOSTED: readonly PlantedBug[] = [
  {
    id: 'a link is shown before it is in the journal',
    patches: [
      {
        file: 'src/till/acquirer-calls.ts',
        from: "this.#parts.tell(paymentRequestId, { kind: 'pageOpened', answer, clockOffsetMs });",
        to: "this.#parts.clock.after(1500, () => this.#parts.tell(paymentRequestId, { kind: 'pageOpened', answer, clockOffsetMs }));",
      },
      {
        file: 'src/till/tender-desk.ts',
        from: "const isOver = state.cancelWanted || state.kind === 'submitting';",
        to: 'const isOver = state.cancelWanted;',
      },
    ],
  },
  bug(
    'a notice of Trust Payments is believed',
    'acquirers/trust-payments/notification.ts',
    "{ kind: 'told', payment, content: { kind: 'hint' }, reply }",
    "{ kind: 'told', payment, content: fields.get('settlestatus') === '100' ? { kind: 'charged', charge: { amount: { currency: 'SGD', valueMinor: 4550 }, paymentId: fields.get('transactionreference') } } : { kind: 'hint' }, reply }",
  ),
  bug('Saferpay is asked by a timer', 'acquirers/saferpay/terms.ts', "ask: 'onTriggers',", "ask: 'freely',"),
  bug(
    "Trust Payments' 10 is taken as paid",
    'acquirers/trust-payments/outcome.ts',
    'const settled = auths.filter(({ settlestatus }) => settlestatus === SETTLED);',
    'const settled = auths.filter(({ settlestatus }) => settlestatus === SETTLED || settlestatus === LINK_MADE);',
  ),
  bug(
    'a closing is ended by the clock',
    'payment/give-back-told.ts',
    'state.triedAtMs >= state.codeDeadAtMs',
    'state.triedAtMs >= state.sinceMs',
  ),
  bug(
    'a late success on a page that had said no is kept',
    'payment/ended.ts',
    "return state.kind === 'failed' ? lateCharge(at, state, answer) : answeredIn(at, state);",
    'return answeredIn(at, state);',
  ),
  {
    id: 'money that another brand only holds is taken for paid',
    patches: [
      {
        file: 'src/acquirers/saferpay/asserts.ts',
        from: '    if (isHold(called.answer)) return settleHold(this.#parts, called.answer, orderId, waits);\n',
        to: '',
      },
      {
        file: 'src/acquirers/saferpay/outcome.ts',
        from: "    case 'CAPTURED': {\n",
        to: "    case 'AUTHORIZED':\n    case 'CAPTURED': {\n",
      },
    ],
  },
  bug(
    'a charge is reversed after a reverse or a credit of it',
    'payment/occasion.ts',
    'state.cancelSent || state.refundSentAtMs !== null || state.refusal !== null || state.stuck !== null;',
    'state.stuck !== null;',
  ),
  bug(
    'a freed attempt is forgotten',
    'payment/give-back.ts',
    'return !state.inFlight && at.nowMs >= state.nextTryAtMs ? tryNow(at, state) : stay(state);',
    'return !state.inFlight && at.nowMs >= state.nextTryAtMs && !at.facts.freed ? tryNow(at, state) : stay(state);',
  ),
  bug(
    'a page that is paid with another amount is kept',
    'acquirers/computop/outcome.ts',
    'const amount = parseAmount({ currency, value: captured });',
    'const amount = asked === null ? parseAmount({ currency, value: captured }) : { ok: true, value: asked };',
  ),
  bug(
    'a notice of Computop is heard without its MAC',
    'acquirers/computop/notification.ts',
    "    if (!isSigned(values, merchant.hmacKey)) return refused('its MAC is not right');\n",
    '    void isSigned;\n',
  ),
  bug(
    'a give-back that the books show is made once more',
    'payment/give-back.ts',
    'if (state.refundSentAtMs === null) return cancelled(at, state);',
    'if (state.tries > 0) return cancelled(at, state);',
  ),
  bug(
    'an attempt that nobody ever had the link of is asked about',
    'payment/recheck.ts',
    '  if (state.neverGiven === true) return stay(state);\n',
    '',
  ),
  {
    id: 'nobody hears or looks for what a sale that is over brings',
    patches: [
      {
        file: 'src/till/book.ts',
        from: '[...this.open(), ...this.recent(AT_HAND)]',
        to: 'this.open()',
      },
      {
        file: 'src/payment/watch.ts',
        from: "  if (way.kind !== 'page' || way.pace === null) return {};",
        to: "  if (way.kind !== 'page' || way.pace === null || nowMs > 0) return {};",
      },
    ],
  },
  {
    id: 'a refund that was under way counts twice in one sum',
    patches: [
      {
        file: 'src/till/manager/refund-desk.ts',
        from: 'const facts = this.#paymentOf(paymentRequestId)?.payment.facts;\n    const attempt',
        to: 'const before = this.#paymentOf(paymentRequestId)?.sale;\n    const facts = this.#paymentOf(paymentRequestId)?.payment.facts;\n    const attempt',
      },
      {
        file: 'src/till/manager/refund-desk.ts',
        from: 'const sale = this.#paymentOf(paymentRequestId)?.sale;\n      const answer',
        to: 'const sale = before;\n      const answer',
      },
    ],
  },
];
