import type { CustomsOffice } from '../../acquirers/office.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import type { OfficeTask } from '../../contract/office-commands.ts';
import { refuse, refuseAmount, type Refused, type Problem } from '../../contract/problems.ts';
import { parseAmount } from '../../ground/money/amount.ts';
import { ok } from '../../ground/result.ts';
import type { Ms } from '../../ground/time.ts';
import type { OfficeCase } from '../../office/book.ts';
import {
  CORRECT_AFTER_MS,
  declarableMinor,
  declarationOf,
  declarationsOf,
  declaredMinor,
  type Declaration,
} from '../../office/declaration.ts';
import type { OfficeTry } from '../../office/queue.ts';
import type { Payment, Sale } from '../../payment/state.ts';
import type { Approver } from '../manager/approver.ts';
import { askAgain, ASK_CUSTOMS_MS } from './ask-again.ts';
import {
  declaresTheSame,
  factsOfDeclaration,
  partOf,
  sameFacts,
  shopOf,
  viewOfDeclaration,
} from './customs-view.ts';
import { backMinor } from './dispute-view.ts';
import { noMoney } from './no-money.ts';
import type { Office } from './office.ts';

export interface CustomsDeskParts {
  readonly office: Office;
  readonly approver: Approver;
  readonly iso: (atMs: Ms) => string;
}

export type CustomsHandlers = Pick<
  Handlers,
  'declare' | 'listDeclarations' | 'readDeclaration' | 'askDeclaration'
>;

type Body = InputOf<'declare'>['body'];

/** How long the customs are asked about. Source: office dossier section 4.3. */
const ASK_FOR_MS = 7 * 24 * 60 * 60_000;

/** The desk where payments are declared to customs. The parts of a payment never come to more than what it has left. */
export class CustomsDesk {
  readonly #parts: CustomsDeskParts;

  constructor(parts: CustomsDeskParts) {
    this.#parts = parts;
    parts.office.onAnswered((matter) => {
      if (matter.about === 'declaration' && declarationOf(matter)?.state === 'waiting') this.#ask(matter);
    });
  }

  handlers(): CustomsHandlers {
    return {
      declare: (input) => this.#declare(input),
      listDeclarations: ({ query }) =>
        Promise.resolve(
          ok(
            this.#all()
              .filter(
                ({ paymentRequestId }) =>
                  query.paymentRequestId === undefined || query.paymentRequestId === paymentRequestId,
              )
              .map((declaration) => viewOfDeclaration(declaration, this.#parts.iso)),
          ),
        ),
      readDeclaration: ({ params }) => Promise.resolve(this.#read(params.customsDeclarationRequestId)),
      askDeclaration: ({ params: { customsDeclarationRequestId: id } }) => {
        const { office } = this.#parts;
        const matter = office.book.of('declaration', id);
        if (matter !== undefined && declarationOf(matter)?.state !== 'sending') this.#ask(matter);
        office.queue.now(id);
        return Promise.resolve(this.#read(id));
      },
    };
  }

  /** What a person has to do about declarations. */
  tasks(): OfficeTask[] {
    return this.#all().flatMap((declaration) => this.#taskOf(declaration) ?? []);
  }

  #all(): Declaration[] {
    return this.#parts.office.book
      .all('declaration')
      .flatMap((matter) => declarationOf(matter) ?? [])
      .reverse();
  }

  #read(id: string): AnswerOf<'readDeclaration'> {
    const matter = this.#parts.office.book.of('declaration', id);
    const declaration = matter === undefined ? null : declarationOf(matter);
    return declaration === null ? NO_SUCH : ok(viewOfDeclaration(declaration, this.#parts.iso));
  }

  #paid(paymentRequestId: string): { readonly sale: Sale; readonly payment: Payment } | null {
    const sale = this.#parts.office.parts.terminal.book.ofPayment(paymentRequestId);
    const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
    return sale === undefined || payment?.state.kind !== 'paid' ? null : { sale, payment };
  }

  async #declare({ body, idempotencyKey }: InputOf<'declare'>): Promise<AnswerOf<'declare'>> {
    const { office, approver } = this.#parts;
    const { offices, config } = office.parts;
    const paid = this.#paid(body.paymentRequestId);
    if (paid === null) return NOT_PAID;
    const { gateway } = paid.payment.facts;
    const customs = offices.get(gateway)?.customs;
    if (customs === undefined || config.customs === undefined) return NO_CUSTOMS;
    const amount = parseAmount(body.declarationAmount);
    if (!amount.ok) return refuseAmount(amount.error);
    if (amount.value.currency !== 'CNY')
      return refuse({ slug: 'invalid-request', detail: 'is declared in CNY', field: 'declarationAmount' });
    const part = partOf(body);
    if (!part.ok) return part;
    const id = customs.idOf(body.paymentRequestId, part.value);
    const repeated = this.#repeated(id, body, idempotencyKey ?? null);
    if (repeated !== null) return repeated;
    if (body.approver === undefined) return APPROVER_REQUIRED;
    const manager = await approver.identify({
      approver: body.approver,
      paymentRequestId: body.paymentRequestId,
      amount: noMoney(config.terminal.currency),
    });
    if (!manager.ok) return manager;
    const declarable = await customs.declarable(body.paymentRequestId);
    if (declarable.kind === 'otherWallet') return OTHER_WALLET;
    if (declarable.kind === 'unknown')
      return refuse({
        slug: 'not-available',
        detail: `It is not known how much may be declared: ${declarable.why}.`,
        why: 'notKnown',
      });
    // From here on nothing is awaited: parts that are declared side by side are counted one after the other.
    const again = this.#repeated(id, body, idempotencyKey ?? null);
    if (again !== null) return again;
    const asked = { id, part: part.value, declaredMinor: amount.value.valueMinor };
    const refused = this.#refusalOf(body.paymentRequestId, asked, declarable.wholeMinor);
    if (refused !== null) return refused;
    const approved = office.approve({
      ...{ about: 'declaration', id, gateway, amount: null },
      call: customs.declare({
        ...{ paymentRequestId: body.paymentRequestId, referenceOrderId: part.value },
        declaredMinor: asked.declaredMinor,
        customs: body.customs ?? config.customs,
        merchantCustomsInfo: body.merchantCustomsInfo ?? shopOf(config.customs),
        buyerCertificate: body.buyerCertificate ?? null,
      }),
      facts: factsOfDeclaration(body, asked, declarable.wholeMinor, config.customs),
      approverId: manager.value.manager.id,
      idempotencyKey: idempotencyKey ?? null,
    });
    if (!approved.ok) return refuse({ slug: 'paper-refused', detail: `${approved.error}.`, why: 'notKept' });
    return this.#read(id);
  }

  /** The same part with the same content is the same declaration; a correction comes five minutes later at the earliest. */
  #repeated(id: string, body: Body, key: string | null): AnswerOf<'declare'> | null {
    const { office, iso } = this.#parts;
    const byKey = key === null ? null : this.#repeatedByKey(id, body, key);
    if (byKey !== null) return byKey;
    const matter = office.book.of('declaration', id);
    const known = matter === undefined ? null : declarationOf(matter);
    if (known === null || known.state === 'refused') return null;
    const { customs } = office.parts.config;
    if (customs !== undefined && declaresTheSame(known.approved, body, customs))
      return ok(viewOfDeclaration(known, this.#parts.iso));
    const fromMs = known.approved.atMs + CORRECT_AFTER_MS;
    if (known.state !== 'sending' && office.parts.clock.nowMs() >= fromMs) return null;
    const until = iso(fromMs);
    const detail = `The last declaration of this part is too young. A correction is taken from ${until} on.`;
    return refuse({ slug: 'declaration-too-soon', detail, until });
  }

  #repeatedByKey(id: string, body: Body, key: string): AnswerOf<'declare'> | null {
    const { book, parts } = this.#parts.office;
    const approved = book.approvedWith('declaration', key);
    if (approved === undefined) return null;
    const { customs } = parts.config;
    const isSame = approved.id === id && customs !== undefined && declaresTheSame(approved, body, customs);
    return isSame ? this.#read(id) : MISMATCH;
  }

  #refusalOf(
    paymentRequestId: string,
    { id, declaredMinor: minor }: { readonly id: string; readonly declaredMinor: number },
    wholeMinor: number,
  ): Refused<Problem<'declaration-exceeds-payment' | 'not-found'>> | null {
    const left = this.#leftMinor(paymentRequestId, id, wholeMinor);
    if (left === null) return NOT_PAID;
    if (minor <= left) return null;
    return refuse({
      slug: 'declaration-exceeds-payment',
      detail: 'All parts together would be more than what is left of the payment.',
      declarable: { currency: 'CNY', value: String(Math.max(0, left)) },
    });
  }

  #leftMinor(paymentRequestId: string, besideId: string, wholeMinor: number): number | null {
    const paid = this.#paid(paymentRequestId);
    if (paid === null) return null;
    const back = backMinor(paid.sale, paymentRequestId, () => true);
    const whole = declarableMinor(wholeMinor, paid.payment.facts.amount.valueMinor, back);
    const declarations = declarationsOf(this.#parts.office.book, paymentRequestId);
    return whole - declaredMinor(declarations, besideId);
  }

  #ask(matter: OfficeCase): void {
    const { id, gateway } = matter;
    const customs = this.#parts.office.parts.offices.get(gateway)?.customs;
    if (customs === undefined) return;
    const named = { about: 'declaration', id, gateway } as const;
    askAgain(this.#parts.office, named, ASK_CUSTOMS_MS, () => this.#askOnce(customs, matter));
  }

  /** Asks for one, and in the same call for others that wait. */
  async #askOnce(customs: CustomsOffice, { id, gateway, openedAtMs }: OfficeCase): Promise<OfficeTry> {
    const { office } = this.#parts;
    const others = this.#all().filter((each) => each.id !== id && each.state === 'waiting');
    const ids = [id, ...others.map((each) => each.id)].slice(0, customs.askedAtOnce);
    const asked = await customs.ask(ids);
    if (asked.kind === 'unknown') return { kind: 'again', answer: asked.why };
    for (const { id: told, status, facts, parts } of asked.standings) {
      const matter = ids.includes(told) ? office.book.of('declaration', told) : undefined;
      const before = matter === undefined ? null : declarationOf(matter);
      if (before === null || (before.told?.status === status && sameFacts(before.told.facts, facts)))
        continue;
      office.note({
        kind: 'officeTold',
        atMs: office.parts.clock.nowMs(),
        ...{ about: 'declaration', id: told, gateway, source: 'inquiry', status, facts, parts },
        dueAtMs: null,
      });
    }
    const matter = office.book.of('declaration', id);
    const now = matter === undefined ? null : declarationOf(matter);
    const isTooOld = office.parts.clock.nowMs() - openedAtMs > ASK_FOR_MS;
    return now?.state !== 'waiting' || isTooOld
      ? { kind: 'over' }
      : { kind: 'again', answer: now.told?.status ?? 'WAITING' };
  }

  #taskOf(declaration: Declaration): OfficeTask | null {
    const { iso } = this.#parts;
    const { id, state, approved, paymentRequestId } = declaration;
    const task = { id, since: iso(approved.atMs) };
    if (state === 'refused')
      return { ...task, kind: 'declarationRefused', say: 'The acquirer refused a declaration.' };
    if (state === 'attention')
      return { ...task, kind: 'customsSay', say: 'The customs say something about a declaration: read it.' };
    const wholeMinor = Number(approved.facts['wholeMinor'] ?? '0');
    const left = this.#leftMinor(paymentRequestId, id, wholeMinor);
    return left !== null && left >= declaration.declaredMinor
      ? null
      : { ...task, kind: 'declarationLower', say: 'A declared payment was refunded: lower the declaration.' };
  }
}

const NO_SUCH = refuse({ slug: 'not-found', detail: 'There is no declaration with this id.' });
const NOT_PAID = refuse({ slug: 'not-found', detail: 'There is no paid payment with this id at this till.' });
const OTHER_WALLET = refuse({
  slug: 'not-an-alipaycn-payment',
  detail: 'Only payments of the AlipayCN wallet are declared.',
});
const MISMATCH = refuse({
  slug: 'idempotency-mismatch',
  detail: 'This Idempotency-Key was used for another declaration.',
});
const APPROVER_REQUIRED = refuse({ slug: 'approver-required', detail: 'A manager approves a declaration.' });
const NO_CUSTOMS = refuse({
  slug: 'not-available',
  detail: 'This till declares nothing: there is no `customs` in its config.',
  why: 'noCustoms',
});
