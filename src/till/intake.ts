import type { Config } from '../config/config.ts';
import { attemptBegun, nextAttempt } from './order.ts';
import { ORDER_EXHAUSTED } from './refusals.ts';
import { ATTEMPTS_MAX } from '../payment/policy.ts';
import { SAME_CODE_REFUSED_MS } from '../config/scan-policy.ts';
import { saleStateOf } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import type { Clock } from '../ground/ports.ts';
import type { Scan } from '../scan/port.ts';
import { refuse, refuseOrder, type Problem } from '../contract/problems.ts';
import type { CODE_PROBLEMS } from '../contract/contract.ts';
import { ok, type Result } from '../ground/result.ts';
import { payableByCode, routingOf } from '../acquirers/routing.ts';
import { isRegistered } from '../office/registration.ts';
import { identify, type Identified, type Routing } from '../scan/classify.ts';
import { CodeGuard } from '../scan/code-guard.ts';
import { codeMark } from '../ground/code-mark.ts';
import { maskWhole, PaymentCode } from '../ground/payment-code.ts';
import type { OrderGate } from './order-gate.ts';
import type { Terminal } from './terminal.ts';
import type { WhyRefused } from '../contract/till-view.ts';
import type { Ms } from '../ground/time.ts';

export interface IntakeParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly gate: OrderGate;
}

/** Whether a payment was started with a code; else why the code is not used. */
export type Taken = Result<null, Problem<'not-awaiting-code' | (typeof CODE_PROBLEMS)[number]>>;

/** Takes codes for a sale, from whichever scanner: identified, routed, used once; then a payment is started. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #routing: Routing;
  readonly #guard = new CodeGuard();
  #hasLearnt = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#routing = routingOf(parts.config);
  }

  /** What a text would be taken for, without using it. */
  identify(text: string): Identified {
    return identify(text, this.#routing);
  }

  /** What a scan would be taken for, without using it; `text` is what was scanned, for its length. */
  wouldBe(scan: Scan, text: string): Identified {
    if (scan.kind === 'frame') return this.identify(scan.text);
    // Never read as a frame, so never of a family: the same words as a scan of it would get.
    const { rulesVersion, ruleId } = this.identify('');
    return {
      family: 'UNKNOWN',
      route: 'refuse',
      ruleId,
      rulesVersion,
      masked: maskWhole(text),
      say: UNREADABLE[scan.why],
      shopSays: false,
    };
  }

  /** Pays the sale with what was scanned. */
  take(sale: Sale, scan: Scan): Taken {
    if (saleStateOf(sale) !== 'awaitingCode') return NOT_AWAITING;
    if (scan.kind === 'refused')
      return refuse({ slug: 'code-refused', detail: UNREADABLE[scan.why], family: 'UNKNOWN', why: scan.why });
    const { clock, config } = this.#parts;
    const found = this.identify(scan.text);
    const { family, ruleId, rulesVersion, say, route, shopSays } = found;
    const because = (why: WhyRefused): { readonly why?: WhyRefused } => (shopSays ? {} : { why });
    const code = new PaymentCode(scan.text);
    if (route === 'refuse') {
      return refuse({
        slug: 'code-refused',
        detail: say ?? UNREADABLE.unprintable,
        ...{ family, ruleId, rulesVersion },
        ...because(family),
      });
    }
    if (route === 'ask') {
      this.#guard.hold(code, sale.saleId, clock.nowMs());
      const choices = payableByCode(config);
      return refuse({
        slug: 'code-refused',
        detail: say ?? 'Choose how to pay.',
        ...{ family, ruleId, rulesVersion, choices },
        ...because('choose'),
      });
    }
    return this.#pay(sale, code, found, route);
  }

  /** Pays the sale with the code that was scanned a moment ago, by the way that the cashier chose. */
  choose(sale: Sale, gateway: string): Taken {
    if (saleStateOf(sale) !== 'awaitingCode') return NOT_AWAITING;
    const code = this.#guard.heldFor(sale.saleId, this.#parts.clock.nowMs());
    if (code === null)
      return refuse({
        slug: 'code-refused',
        detail: 'That code is too old now. Ask for a fresh one and scan it.',
        why: 'tooOld',
      });
    if (!payableByCode(this.#parts.config).includes(gateway)) {
      return refuse({
        slug: 'code-refused',
        detail: `There is no way of paying called ${gateway} at this till.`,
        why: 'noGateway',
      });
    }
    return this.#pay(sale, code, this.identify(code.reveal()), gateway);
  }

  #pay(sale: Sale, code: PaymentCode, found: Identified, gateway: string): Taken {
    const { clock, config, gate, terminal } = this.#parts;
    const atMs = clock.nowMs();
    const { referenceMerchantId } = config.merchant;
    const entry = gate.entry(sale);
    const { attemptsElsewhere } = entry.ok ? entry.value : { attemptsElsewhere: 0 };
    const next = nextAttempt(terminal.book, referenceMerchantId, sale.referenceOrderId, attemptsElsewhere);
    // Free when the sale was opened, and perhaps no more: a start looks at cancelled payments again.
    if (next.refusal !== null) return refuseOrder(next.refusal);
    if (!entry.ok) return entry;
    this.#learnOnce(atMs);
    if (this.#guard.isRepeated(code, atMs)) {
      return refuse({
        slug: 'code-repeated',
        detail: 'This code was just used. Ask the customer to refresh it and scan again.',
      });
    }
    if (next.number > ATTEMPTS_MAX) return ORDER_EXHAUSTED;
    if (isBarred(config, terminal, gateway)) return STORE_NOT_REGISTERED;
    this.#guard.used(code, atMs);
    terminal.pay(
      {
        kind: 'paymentStarted',
        saleId: sale.saleId,
        atMs,
        family: found.family,
        code: code.masked,
        codeMark: codeMark(next.paymentRequestId, code),
        ...attemptBegun(this.#parts, next, gateway, entry.value.leave),
      },
      code,
    );
    return ok(null);
  }

  /** Before the first code of this run: which codes the run before it used a moment ago. */
  #learnOnce(nowMs: Ms): void {
    if (this.#hasLearnt) return;
    this.#hasLearnt = true;
    this.#guard.learn(this.#parts.terminal.book.startedSince(nowMs - SAME_CODE_REFUSED_MS), nowMs);
  }
}

/** The shop says that its store must be registered, and it is not. Source: office dossier section 2.7. */
function isBarred({ registration, merchant }: Config, terminal: Terminal, gateway: string): boolean {
  if (registration.needed !== 'block' || !terminal.wantsStore(gateway)) return false;
  return !isRegistered(terminal.office, merchant.store.referenceStoreId);
}

const STORE_NOT_REGISTERED = refuse({
  slug: 'store-not-registered',
  detail: 'This store is not registered for this way of paying yet. Use another way of paying.',
});
const NOT_AWAITING = refuse({ slug: 'not-awaiting-code', detail: 'This sale does not wait for a code now.' });

const UNREADABLE = {
  oversize: 'That is too long for a payment code. Ask the customer to open the payment code and scan again.',
  unprintable: 'The code could not be read. Ask the customer to refresh it and scan again.',
  misread: 'The scanner did not read the code right. Scan it again.',
  misfit: "The scanner's settings do not fit: call the technician.",
} as const;
