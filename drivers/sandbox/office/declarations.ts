import type { Clock } from '../../../src/ground/ports.ts';
import { gatewayTime, resultOf } from '../answers.ts';
import type { BookEntry } from '../books.ts';
import type { OfficeFaults } from './faults.ts';
import type { OfficeBody } from './requests.ts';

/** A declaration as it is booked. */
export interface BookedDeclaration {
  readonly body: OfficeBody<'declare'>;
  readonly atMs: number;
  readonly taken: number;
  /** What was decided by hand or by a fault; null while time decides. */
  readonly status: string | null;
  readonly resultCode: string | null;
}

export interface DeclarationParts {
  readonly clock: Clock;
  readonly faults: OfficeFaults;
  readonly books: () => readonly BookEntry[];
  /** What may be declared of a payment, in minor units of CNY; null where another wallet paid. */
  readonly customsMinorOf: (payment: BookEntry) => number | null;
}

/** Days of waiting, shortened. Ours. */
const IN_PROCESS_AFTER_MS = 2000;
const ACCEPTED_AFTER_MS = 6000;

/** Declarations to the customs. Source: office dossier section 4. */
export class Declarations {
  readonly #parts: DeclarationParts;
  readonly #booked = new Map<string, BookedDeclaration>();

  constructor(parts: DeclarationParts) {
    this.#parts = parts;
  }

  get books(): readonly BookedDeclaration[] {
    return [...this.#booked.values()];
  }

  declare(body: OfficeBody<'declare'>): object {
    const { faults, books, clock, customsMinorOf } = this.#parts;
    if (faults.happens('cus-not-cn')) return { result: resultOf('PARAM_ILLEGAL', 'not an AlipayCN payment') };
    if (faults.happens('cus-exceeds')) return { result: resultOf('AMOUNT_EXCEED', 'parts exceed the whole') };
    const payment = books().find(({ paymentRequestId }) => paymentRequestId === body.paymentRequestId);
    if (payment === undefined) return { result: resultOf('ORDER_NOT_EXIST') };
    const wholeMinor = customsMinorOf(payment);
    if (wholeMinor === null) return { result: resultOf('PARAM_ILLEGAL', 'not an AlipayCN payment') };
    const id = body.customsDeclarationRequestId;
    const others = this.books.filter(
      (each) =>
        each.body.paymentRequestId === body.paymentRequestId && each.body.customsDeclarationRequestId !== id,
    );
    const sum = others.reduce((minor, each) => minor + Number(each.body.declarationAmount.value), 0);
    if (sum + Number(body.declarationAmount.value) > wholeMinor)
      return { result: resultOf('AMOUNT_EXCEED', 'parts exceed the whole') };
    const known = this.#booked.get(id);
    if (known !== undefined && known.body.paymentRequestId !== body.paymentRequestId)
      return { result: resultOf('REPEAT_REQ_INCONSISTENT') };
    this.#booked.set(id, {
      body,
      atMs: known?.atMs ?? clock.nowMs(),
      taken: (known?.taken ?? 0) + 1,
      status: known?.status ?? this.#fated(),
      resultCode: known?.resultCode ?? null,
    });
    if (faults.happens('cus-unknown')) return { result: resultOf('UNKNOWN_EXCEPTION') };
    const identity = faults.happens('cus-identity') ? 'CHECK_NOT_PASSED' : 'CHECK_PASSED';
    return {
      result: resultOf('SUCCESS'),
      pspPaymentId: `${payment.paymentId}CN`.slice(0, 64),
      pspDeclarationRequestId: `D${id}`,
      pspCustomsCode: '31222699S7',
      clearingChannel: 'CUP',
      clearingTransactionId: `C${id}`,
      pspOrderAmount: { currency: 'CNY', value: String(wholeMinor) },
      ...((body.buyerCertificate ?? body.buyer) ? { identityCheckResult: identity } : {}),
    };
  }

  inquire({ declarationRequestIds }: OfficeBody<'inquireDeclarationRequests'>): object {
    const lost = declarationRequestIds.filter((id) => !this.#booked.has(id));
    const found = declarationRequestIds.flatMap((id) => this.#booked.get(id) ?? []);
    return {
      result: resultOf('SUCCESS'),
      ...(lost.length === 0 ? {} : { declarationRequestsNotFound: lost }),
      declarationRecords: found.map((each) => this.#recordOf(each)),
    };
  }

  /** Decides one by hand; whether there is such a one. */
  decide(id: string, status: string, resultCode: string | null): boolean {
    const known = this.#booked.get(id);
    if (known !== undefined) this.#booked.set(id, { ...known, status, resultCode });
    return known !== undefined;
  }

  #fated(): string | null {
    const { faults } = this.#parts;
    if (faults.happens('cus-waiting-long')) return 'WAITING_FOR_PROCESSING';
    if (faults.happens('cus-accepted')) return 'CUSTOMS_ACCEPT_SUCCESS';
    return faults.happens('cus-refused') ? 'CUSTOMS_REJECT' : null;
  }

  #recordOf(declared: BookedDeclaration): object {
    const { body, resultCode } = declared;
    const status = this.#statusOf(declared);
    const at = gatewayTime(this.#parts.clock.nowMs());
    const isEnd = status.startsWith('CUSTOMS_');
    const code = resultCode ?? (status === 'CUSTOMS_ACCEPT_SUCCESS' ? '2' : '9');
    const { customsDeclarationRequestId, customs, merchantCustomsInfo, declarationAmount } = body;
    return {
      ...{ customsDeclarationRequestId, customs, merchantCustomsInfo, declarationAmount },
      isSplit: body.isSplit ?? 'false',
      referenceOrderId: body.referenceOrderId ?? body.paymentRequestId,
      declarationRequestStatus: status,
      modifiedTime: at,
      ...(isEnd
        ? {
            customsResultCode: code,
            customsResultDescription: code === '2' ? 'success_example' : 'refused_example',
            customsResultReturnedTime: at,
          }
        : {}),
    };
  }

  #statusOf({ status, atMs }: BookedDeclaration): string {
    if (status !== null) return status;
    const age = this.#parts.clock.nowMs() - atMs;
    if (age < IN_PROCESS_AFTER_MS) return 'WAITING_FOR_PROCESSING';
    return age < ACCEPTED_AFTER_MS ? 'IN_PROCESS' : 'CUSTOMS_ACCEPT_SUCCESS';
  }
}
