import type { Config } from '../../config/config.ts';
import type { InputOf } from '../../contract/contract.ts';
import type { DeclarationView } from '../../contract/office-matters.ts';
import { refuse, type Problem } from '../../contract/problems.ts';
import { ok, type Result } from '../../ground/result.ts';
import type { Ms } from '../../ground/time.ts';
import type { OfficeApproved } from '../../journal/office-records.ts';
import type { Declaration } from '../../office/declaration.ts';

type Body = InputOf<'declare'>['body'];
type CustomsConfig = NonNullable<Config['customs']>;

/** A declaration as the API and the desk have it. */
export function viewOfDeclaration(declaration: Declaration, iso: (atMs: Ms) => string): DeclarationView {
  const { approved, answered, told, referenceOrderId } = declaration;
  return {
    customsDeclarationRequestId: declaration.id,
    paymentRequestId: declaration.paymentRequestId,
    ...(referenceOrderId === null ? {} : { referenceOrderId }),
    declarationAmount: { currency: 'CNY', value: String(declaration.declaredMinor) },
    state: declaration.state,
    customsCode: approved.facts['customsCode'] ?? '',
    ...(told === null ? {} : { status: told.status }),
    facts: { ...(answered?.facts ?? {}), ...(told?.facts ?? {}) },
    ...(approved.facts['certificateNo'] === undefined
      ? {}
      : { certificateNo: approved.facts['certificateNo'] }),
    ...(answered === null ? {} : { resultCode: answered.resultCode }),
    approver: approved.approverId,
    at: iso(approved.atMs),
  };
}

/** The order number of a part; null where the whole is declared. */
export function partOf({
  isSplit,
  referenceOrderId,
}: Body): Result<string | null, Problem<'invalid-request'>> {
  const isPart = isSplit === 'true' || (isSplit === undefined && referenceOrderId !== undefined);
  if (isPart && referenceOrderId === undefined)
    return refuse({
      slug: 'invalid-request',
      detail: 'a part has an order number',
      field: 'referenceOrderId',
    });
  if (!isPart && referenceOrderId !== undefined)
    return refuse({
      slug: 'invalid-request',
      detail: 'only a part has an order number of its own: say isSplit',
      field: 'isSplit',
    });
  return ok(isPart ? (referenceOrderId ?? null) : null);
}

/** The shop as the customs know it. */
export function shopOf({
  merchantCustomsCode,
  merchantCustomsName,
}: {
  readonly merchantCustomsCode: string;
  readonly merchantCustomsName: string;
}) {
  return { merchantCustomsCode, merchantCustomsName };
}

/** What a row keeps. The buyer's number stands in it by its last four only. */
export function factsOfDeclaration(
  body: Body,
  { part, declaredMinor: minor }: { readonly part: string | null; readonly declaredMinor: number },
  wholeMinor: number,
  customs: CustomsConfig,
): Record<string, string> {
  const { paymentRequestId } = body;
  return {
    ...{ paymentRequestId, declaredMinor: String(minor), wholeMinor: String(wholeMinor) },
    ...declaredTo(body, customs),
    ...(part === null ? {} : { referenceOrderId: part }),
  };
}

/** To whom it is declared, and whose paper goes with it. */
function declaredTo(
  { customs: district, merchantCustomsInfo, buyerCertificate }: Body,
  customs: CustomsConfig,
): Record<string, string> {
  return {
    customsCode: (district ?? customs).customsCode,
    ...(merchantCustomsInfo ?? shopOf(customs)),
    ...(buyerCertificate === undefined ? {} : { certificateNo: lastFour(buyerCertificate.certificateNo) }),
  };
}

/**
 * Whether a call declares what is declared already: another amount, district or shop is a correction.
 *
 * Rows of before the shop's names were kept tell none: those then count as the same.
 */
export function declaresTheSame(
  { facts }: Pick<OfficeApproved, 'facts'>,
  body: Body,
  customs: CustomsConfig,
): boolean {
  const isKept = (name: string): boolean =>
    name === 'customsCode' || name === 'certificateNo' || name in facts;
  return (
    facts['declaredMinor'] === body.declarationAmount.value &&
    Object.entries(declaredTo(body, customs)).every(([name, value]) => !isKept(name) || facts[name] === value)
  );
}

function lastFour(text: string): string {
  return `${'*'.repeat(Math.max(0, text.length - 4))}${text.length > 4 ? text.slice(-4) : '*'.repeat(text.length)}`;
}

/** Whether the same was told before. */
export function sameFacts(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
