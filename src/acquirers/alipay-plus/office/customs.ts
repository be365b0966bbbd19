import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OfficeWording } from '../../kind.ts';
import type { DeclarationOrder, OfficeCall, OfficeStanding } from '../../office.ts';
import { bytesOf, id, loose, NAME_CHARACTERS_MAX, result } from '../../signed-wire/values.ts';

/** The participant whose payments may be declared. Source: Alipay+ dossier section 7.5; office dossier section 4.1. */
export const ALIPAY_CN = '1022088000000000001';

/** How many declarations one inquiry may name. Source: office dossier section 4.3. */
export const ASKED_AT_ONCE = 10;

/**
 * The id of a declaration: `7`, 23 digits of a hash over payment and part, and `01`.
 *
 * Why derived: the same part is never declared twice, even after a lost journal. At most 32 characters.
 * Source: office dossier section 4.4.
 */
export function declarationId(paymentRequestId: string, referenceOrderId: string | null): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([paymentRequestId, referenceOrderId]))
    .digest('hex');
  const digits = (BigInt(`0x${hash}`) % 10n ** 23n).toString().padStart(23, '0');
  return `7${digits}01`;
}

/** A declaration as the exact bytes to sign and send. Source: office dossier section 4.2. */
export function declareCall(
  order: DeclarationOrder,
  { buyerField }: Pick<OfficeWording, 'buyerField'>,
): OfficeCall & { readonly id: string } {
  const { paymentRequestId, referenceOrderId, customs, merchantCustomsInfo, declaredMinor } = order;
  const declared = declarationId(paymentRequestId, referenceOrderId);
  const body = bytesOf({
    paymentRequestId,
    customsDeclarationRequestId: declared,
    customs: { customsCode: customs.customsCode, region: 'CN' },
    merchantCustomsInfo,
    declarationAmount: { currency: 'CNY', value: String(declaredMinor) },
    isSplit: referenceOrderId === null ? 'false' : 'true',
    referenceOrderId: referenceOrderId ?? undefined,
    [buyerField]: order.buyerCertificate ?? undefined,
  });
  return { id: declared, call: 'declare', body };
}

const record = z.looseObject({
  customsDeclarationRequestId: id,
  declarationRequestStatus: loose(64),
  customsResultCode: loose(64),
  customsResultDescription: loose(NAME_CHARACTERS_MAX),
  customsResultReturnedTime: loose(64),
  pspDeclarationRequestId: loose(64),
});

/** The answer to an inquiry for declarations. */
export const inquiredDeclarations = z.looseObject({
  result,
  declarationRecords: z.array(record).nullish().catch(undefined),
});

/** How each declaration stands. One that is not found is not told of: it may be on its way. */
export function declarationStandings(
  response: z.infer<typeof inquiredDeclarations>,
): readonly OfficeStanding[] {
  return (response.declarationRecords ?? []).flatMap((each) => {
    const { customsDeclarationRequestId: declared, declarationRequestStatus: status, ...said } = each;
    if (declared === undefined || status === undefined) return [];
    const names = ['customsResultCode', 'customsResultDescription', 'customsResultReturnedTime'] as const;
    const facts = names.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]]));
    return [{ id: declared, status, facts: Object.fromEntries(facts) as Record<string, string>, parts: [] }];
  });
}
