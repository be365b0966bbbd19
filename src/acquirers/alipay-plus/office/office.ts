import { z } from 'zod';
import type { Config } from '../../../config/config.ts';
import type { Log } from '../../../ground/ports.ts';
import { textTrouble } from '../../../ground/outside-text.ts';
import type { OfficeFacts } from '../../../journal/office-records.ts';
import type { OfficeWording } from '../../kind.ts';
import type {
  AcquirerOffice,
  Declarable,
  DeclarationOrder,
  DisputeAnswerOrder,
  OfficeAsked,
  OfficeCall,
  OfficeReply,
  RegistrationOrder,
} from '../../office.ts';
import type { Called, SignedCalls } from '../../signed-wire/calls.ts';
import { cleanCode, statusOf, type WireResult } from '../../signed-wire/results.ts';
import { amount, bytesOf, id, loose, NAME_CHARACTERS_MAX, result } from '../../signed-wire/values.ts';
import { ENDPOINTS, paymentRequestIdRequest } from '../messages.ts';
import {
  ALIPAY_CN,
  ASKED_AT_ONCE,
  declarationId,
  declarationStandings,
  declareCall,
  inquiredDeclarations,
} from './customs.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { isOfficeEndpoint, OFFICE_ENDPOINTS, type OfficeEndpoint } from './endpoints.ts';
import { allOfWallets, registrationStanding, walletsOf } from './registration-news.ts';
import { registrationCall, registrationTrouble } from './registration.ts';

export interface AlipayPlusOfficeParts {
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly calls: SignedCalls;
  readonly log: Log;
  readonly timeoutMs: number;
  /** Where wallets' answers are told to; undefined where the till asks alone. */
  readonly notifyUrl: string | undefined;
  readonly words: OfficeWording;
}

const inquiredRegistration = z.looseObject({ result, ...registrationStanding });

/** What an inquiry for a payment says of its declaration. Source: office dossier section 4.1. */
const declarablePayment = z.looseObject({ result, pspId: id, customsDeclarationAmount: amount });

/** An answer of the office: its result, and whatever else it says. */
const officeResponse = z.looseObject({
  result: result.extend({ resultMessage: loose(NAME_CHARACTERS_MAX) }),
});

/**
 * The office of Alipay+.
 *
 * Errors: only a signed S or F is final; everything else is unknown, and the same bytes are sent again.
 * Source: office dossier sections 0.2 and 9.2.
 */
export class AlipayPlusOffice implements AcquirerOffice {
  readonly #parts: AlipayPlusOfficeParts;

  constructor(parts: AlipayPlusOfficeParts) {
    this.#parts = parts;
  }

  disputeAnswer(order: DisputeAnswerOrder): OfficeCall {
    return disputeAnswer(order, this.#parts);
  }

  readonly registration = {
    trouble: () => registrationTrouble(this.#parts.merchant),
    request: (order: RegistrationOrder) => registrationCall(order, this.#parts),
    ask: (id: string | null) => this.#askStore(id),
  };

  readonly customs = {
    idOf: declarationId,
    declarable: (paymentRequestId: string) => this.#declarable(paymentRequestId),
    declare: (order: DeclarationOrder) => declareCall(order, this.#parts.words),
    ask: (ids: readonly string[]) => this.#askDeclarations(ids),
    askedAtOnce: ASKED_AT_ONCE,
  };

  async #askStore(registrationRequestId: string | null): Promise<OfficeAsked> {
    const { merchant } = this.#parts;
    const { referenceMerchantId, store } = merchant;
    const { referenceStoreId } = store;
    const named =
      registrationRequestId === null ? { referenceMerchantId, referenceStoreId } : { registrationRequestId };
    const asked = await this.#ask('inquiryRegistrationStatus', named, inquiredRegistration);
    if (asked.kind === 'unknown') return asked;
    const { response } = asked;
    const id = registrationRequestId ?? referenceStoreId;
    const standing = { id, status: allOfWallets(response), facts: {}, parts: walletsOf(response) };
    return { kind: 'told', standings: asked.isFound ? [standing] : [] };
  }

  async #askDeclarations(ids: readonly string[]): Promise<OfficeAsked> {
    const named = { declarationRequestIds: ids.slice(0, ASKED_AT_ONCE) };
    const asked = await this.#ask('inquireDeclarationRequests', named, inquiredDeclarations);
    if (asked.kind === 'unknown') return asked;
    return { kind: 'told', standings: asked.isFound ? declarationStandings(asked.response) : [] };
  }

  async #declarable(paymentRequestId: string): Promise<Declarable> {
    const { calls, timeoutMs } = this.#parts;
    const body = paymentRequestIdRequest(paymentRequestId);
    const path = ENDPOINTS.inquiryPayment;
    const called = await calls.call({ path, body, timeoutMs, schema: declarablePayment });
    if (called.kind !== 'read') return { kind: 'unknown', why: 'the acquirer cannot be asked now' };
    const { result: said, pspId, customsDeclarationAmount } = called.response;
    if (statusOf(said) !== 'S') return { kind: 'unknown', why: `the acquirer says ${said.resultCode}` };
    if (pspId !== ALIPAY_CN) return { kind: 'otherWallet' };
    return customsDeclarationAmount?.currency === 'CNY'
      ? { kind: 'declarable', wholeMinor: customsDeclarationAmount.valueMinor }
      : { kind: 'unknown', why: 'the acquirer does not say how much may be declared' };
  }

  /** An inquiry of the office. A signed F says that there is no such thing; it ends nothing. */
  async #ask<S extends z.ZodType<{ readonly result: WireResult }>>(
    endpoint: OfficeEndpoint,
    named: object,
    schema: S,
  ): Promise<
    | { readonly kind: 'heard'; readonly isFound: boolean; readonly response: z.infer<S> }
    | { readonly kind: 'unknown'; readonly why: string }
  > {
    const { calls, timeoutMs } = this.#parts;
    const path = OFFICE_ENDPOINTS[endpoint];
    const called = await calls.call({ path, body: bytesOf(named), timeoutMs, schema });
    if (called.kind === 'notSent') return { kind: 'unknown', why: called.why };
    if (called.kind === 'unread') return { kind: 'unknown', why: called.answer.why };
    const { response } = called;
    const status = statusOf(response.result);
    if (status === 'U') return { kind: 'unknown', why: cleanCode(response.result.resultCode) };
    return { kind: 'heard', isFound: status === 'S', response };
  }

  async send({ call, body }: OfficeCall): Promise<OfficeReply> {
    if (!isOfficeEndpoint(call)) return { kind: 'unknown', why: `this acquirer has no call ${call}` };
    const { calls, log, timeoutMs } = this.#parts;
    const path = OFFICE_ENDPOINTS[call];
    const called = await calls.call({ path, body, timeoutMs, schema: officeResponse });
    const reply = replyOf(called);
    const code = reply.code === undefined ? {} : { code: reply.code };
    log.info('the acquirer answered the office', { endpoint: call, answer: reply.kind, ...code });
    return reply;
  }
}

function replyOf(called: Called<z.infer<typeof officeResponse>>): OfficeReply {
  if (called.kind === 'notSent') return { kind: 'unknown', why: called.why };
  if (called.kind === 'unread') {
    const { why, code } = called.answer;
    return { kind: 'unknown', why, code };
  }
  const { response } = called;
  const { resultMessage } = response.result;
  const code = cleanCode(response.result.resultCode);
  switch (statusOf(response.result)) {
    case 'S':
      return { kind: 'accepted', code, say: resultMessage ?? null, facts: factsOf(response) };
    case 'F':
      return { kind: 'refused', code, say: resultMessage ?? null, facts: {} };
    case 'U':
      return { kind: 'unknown', why: 'the acquirer does not know yet', code };
  }
}

/** Every short text of an answer by its name, beside its result: what a shop may need, whatever it is called. */
function factsOf(response: Readonly<Record<string, unknown>>): OfficeFacts {
  return Object.fromEntries(
    Object.entries(response).flatMap(([name, value]) =>
      typeof value === 'string' && value.length <= NAME_CHARACTERS_MAX && textTrouble(value) === null
        ? [[name, value]]
        : [],
    ),
  );
}
