import { z } from 'zod';
import type { ToldPart } from '../../../journal/office-records.ts';
import type { OfficeNews } from '../../office.ts';
import { id, ID_CHARACTERS_MAX, loose, NAME_CHARACTERS_MAX, readResponse } from '../../signed-wire/values.ts';

/** The sister product writes the reason in the plural. Source: office dossier section 2.3. */
const registrationResult = z.looseObject({
  registrationStatus: loose(ID_CHARACTERS_MAX),
  rejectionReason: loose(NAME_CHARACTERS_MAX),
  rejectReasons: loose(NAME_CHARACTERS_MAX),
});

/** What an inquiry and a notice have in common. */
export const registrationStanding = {
  registrationResult: registrationResult.nullish().catch(undefined),
  pspRegistrationResultList: z
    .array(
      z.looseObject({
        pspName: loose(ID_CHARACTERS_MAX),
        registrationResult: registrationResult.nullish().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
};

const message = z.looseObject({
  ...registrationStanding,
  registrationRequestId: id,
  referenceMerchantId: id,
  referenceStoreId: id,
});

type Standing = z.infer<z.ZodObject<typeof registrationStanding>>;

/** How all wallets together stand; a word that nobody knows is kept as it is. */
export function allOfWallets({ registrationResult }: Standing): string {
  return registrationResult?.registrationStatus ?? 'UNKNOWN';
}

/** Each wallet's answer, by the name that the acquirer gives it. */
export function walletsOf({ pspRegistrationResultList }: Standing): ToldPart[] {
  return (pspRegistrationResultList ?? []).flatMap(({ pspName, registrationResult: said }) =>
    pspName === undefined
      ? []
      : [
          {
            name: pspName,
            status: said?.registrationStatus ?? 'UNKNOWN',
            why: said?.rejectionReason ?? said?.rejectReasons ?? null,
          },
        ],
  );
}

/** What a notice says of a registration; null where it names none. Source: office dossier section 2.5. */
export function registrationNews(body: Uint8Array): OfficeNews | null {
  const read = readResponse(message, body);
  if (!read.ok) return null;
  const { registrationRequestId, referenceMerchantId, referenceStoreId } = read.value;
  const name = registrationRequestId ?? referenceStoreId ?? referenceMerchantId;
  if (name === undefined || read.value.registrationResult === undefined) return null;
  return {
    about: registrationRequestId === undefined ? 'store' : 'registration',
    id: name,
    status: allOfWallets(read.value),
    facts: {
      ...(referenceMerchantId === undefined ? {} : { referenceMerchantId }),
      ...(referenceStoreId === undefined ? {} : { referenceStoreId }),
    },
    parts: walletsOf(read.value),
    dueAtMs: null,
    outcome: null,
  };
}
