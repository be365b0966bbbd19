import { z } from 'zod';
import type { GatewayCheck } from '../../contract/technician-commands.ts';
import { jsonOf } from '../answer-json.ts';
import { basic } from '../basic-login.ts';
import type { SaferpayParts } from './gateway.ts';

const terminalInfo = z.object({
  PaymentMethods: z.array(z.object({ PaymentMethod: z.string(), Currencies: z.array(z.string()) })),
});

/** Asks what the terminal can take: login, Alipay+ and the shop's currency. Source: dossier section 5.4. */
export async function checkSaferpay(
  { config, password, terminal, http, clock }: Omit<SaferpayParts, 'name' | 'publicUrl' | 'log'>,
  newId: string,
): Promise<GatewayCheck> {
  const startedMs = clock.nowMs();
  const exchange = await http.send({
    method: 'GET',
    url: `${config.baseUrl.replace(/\/+$/, '')}/rest/customers/${config.customerId}/terminals/${config.terminalId}`,
    headers: {
      Authorization: basic(config.user, password),
      'Saferpay-ApiVersion': config.specVersion,
      'Saferpay-RequestId': newId.slice(0, 50),
      Connection: 'close',
    },
    body: null,
    timeoutMs: config.timing.inquiryTimeoutMs,
  });
  const roundTripMs = clock.nowMs() - startedMs;
  const unknown = { accepted: 'unknown', verified: 'unknown', roundTripMs } as const;
  if (exchange.kind !== 'answered')
    return { reached: false, ...unknown, found: 'noAnswer', say: exchange.why };
  if (exchange.status === 401 || exchange.status === 403)
    return {
      reached: true,
      accepted: 'no',
      verified: 'yes',
      roundTripMs,
      found: 'refused',
      say: 'the login was refused',
    };
  const methods = methodsIn(exchange.body);
  if (exchange.status !== 200 || methods === null)
    return { reached: true, ...unknown, found: 'notTheirs', say: `HTTP ${exchange.status}` };
  const alipay = methods.find(({ PaymentMethod }) => PaymentMethod === 'ALIPAY');
  const isFine = alipay?.Currencies.includes(terminal.currency) === true;
  const lacks = alipay === undefined ? 'the terminal lacks Alipay+' : `Alipay+ lacks ${terminal.currency}`;
  return {
    ...{ reached: true, accepted: 'yes', verified: 'yes', roundTripMs },
    found: isFine ? 'fine' : 'refused',
    say: isFine ? 'answered as it should' : lacks,
  };
}

function methodsIn(body: Uint8Array): z.infer<typeof terminalInfo>['PaymentMethods'] | null {
  const json = jsonOf(body);
  const read = json.ok ? terminalInfo.safeParse(json.value) : null;
  return read?.success === true ? read.data.PaymentMethods : null;
}
