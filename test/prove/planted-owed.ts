import { bug, type PlantedBug } from './planted-bug.ts';

const PURSUIT = 'payment/pursuit.ts';
const GIVE_BACK = 'payment/give-back.ts';

/** Bugs about money that is owed, ids that tills share, questions, books that know more, and what needs no row. */
export const PLANTED_OWED: readonly PlantedBug[] = [
  bug(
    'nothing is offered for money that is stuck',
    'payment/view.ts',
    "return isRefundable(payment) && offeredMinor(sale, payment) > 0 ? ['refund'] : [];",
    'return [];',
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
    "phase: isAnswered && !state.contradicted ? 'cancel' : 'inquire',",
    "phase: 'cancel',",
  ),
  bug(
    'a cancel is repeated without asking between',
    'payment/give-back-try.ts',
    "const phase = state.phase === 'cancel' && asksFirst ? 'inquire' : state.phase;",
    'const phase = asksFirst ? state.phase : state.phase;',
  ),
  bug(
    'a request for patience counts as an answer',
    'payment/step.ts',
    "if (answer.kind === 'throttled') return false;",
    "if (answer.kind === 'throttled') return true;",
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
    'the close of a day looks at no payment',
    'till/manager/manager-desk.ts',
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
  {
    id: 'a cashier voids alone',
    patches: [
      {
        file: 'src/till/desk.ts',
        from: "  paid: 'void',\n",
        to: '',
      },
      { file: 'src/till/terminal.ts', from: '    guardVoid(before, event);\n', to: '' },
    ],
  },
  bug(
    'a void is approved with any PIN',
    'till/manager/approver.ts',
    "if (found !== 'right')",
    "if (found !== 'right' && this.#parts.terminal.book.ofPayment(request.paymentRequestId)?.refunds.length !== 0)",
  ),
  bug(
    'a lock-out is forgotten at a restart',
    'till/terminal.ts',
    'this.approvals.remember(remembered(journal.approvals(), nowMs), nowMs);',
    '',
  ),
  // Either alone opens nothing: the lock is looked at before the PIN, and once more where it is approved.
  {
    id: 'a right PIN opens a lock-out',
    patches: [
      {
        file: 'src/till/manager/approver.ts',
        from: 'if (locked !== null) return locked;\n    const found',
        to: "if (locked !== null && request.approver.pin === '000000') return locked;\n    const found",
      },
      {
        file: 'src/till/manager/approver.ts',
        from: 'if (locked !== null) return locked;\n    return this',
        to: 'return this',
      },
    ],
  },
  bug(
    'a charge of another amount is accepted',
    'payment/ended.ts',
    'return !state.cancelSent && sameAmount(state.charge.amount, facts.amount);',
    'return !state.cancelSent;',
  ),
  bug(
    'a refused request takes in a sale',
    'till/manager/refund-desk.ts',
    'const sale = adopted(adoption);',
    'this.#parts.terminal.dispatch(adoption);\n        const sale = adopted(adoption);',
  ),
  bug(
    'the tries are not kept before the next row',
    'till/terminal.ts',
    '          journal.append(this.#byOperator(tally), entryOf(before, before, tally));\n',
    '          void tally;\n',
  ),
  bug(
    'a give-back that begins is taken for a try',
    'payment/tally.ts',
    'return !isKept && isSame(durableOf(before), durableOf(after));',
    'return !isKept && JSON.stringify(before.payments.map(({ state }) => state.kind)) === JSON.stringify(after.payments.map(({ state }) => state.kind));',
  ),
  {
    id: 'refunds in the books without our id count twice',
    patches: [
      {
        file: 'src/payment/refunds-seen.ts',
        from: 'of paired(unnamed, unseen)) own.set',
        to: 'of paired([], unseen)) own.set',
      },
      {
        file: 'src/payment/refunds-seen.ts',
        from: 'const refund = ours.find((each) => refundIdOf(each) === entry.refundId);',
        to: "const refund = ours.find((each) => refundIdOf(each) === 'none');",
      },
    ],
  },
];
