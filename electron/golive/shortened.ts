import { parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';

type GatewayPart = TillConfig['gateways'][string];

/** The waits of the payment's flow that differ from the acquirer's own. */
const WAITS = [
  'payTimeoutMs',
  'inquiryTimeoutMs',
  'cancelTimeoutMs',
  'refundTimeoutMs',
  'inquiryEveryMs',
  'windowMs',
  'recheckAfterCancelMs',
] as const;

/** Waits that the config has made shorter or longer than the acquirer publishes them, in words; the report says so. */
export function shortenedIn(part: GatewayPart | undefined): readonly string[] {
  if (part === undefined) return [];
  const usual = usualTiming(part);
  return WAITS.flatMap((wait) => {
    const is = part.timing[wait];
    const was = usual?.[wait];
    return was === undefined || is === was ? [] : [`${wait} is ${is} ms, not ${was} ms`];
  });
}

function usualTiming(part: GatewayPart): TillConfig['gateways'][string]['timing'] | undefined {
  const place = { region: 'MY', city: 'x', address1: 'x', zipCode: '50000' };
  const store = { referenceStoreId: 'x', storeName: 'x', storeMCC: '5814', storeAddress: place };
  const read = parseConfig(
    JSON.stringify({
      terminal: {
        ...{ storeTerminalId: 'T', storeOperatorId: 'O', currency: 'MYR', settlementCurrency: 'USD' },
        ...{ languages: ['en'], timeZone: 'UTC' },
      },
      merchant: {
        referenceMerchantId: 'x',
        merchantName: 'x',
        merchantMCC: '5814',
        merchantAddress: place,
        store,
      },
      gateways: { usual: { ...part, timing: {} } },
    }),
  );
  return read.ok ? read.value.gateways['usual']?.timing : undefined;
}
