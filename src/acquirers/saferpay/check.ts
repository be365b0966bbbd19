import { z } from 'zod';
import type { GatewayCheck } from '../../contract/technician-commands.ts';
import { jsonOf } from '../answer-json.ts';
import { callManagement } from './calls.ts';
import type { SaferpayParts } from './gateway.ts';
import { isOtherStage } from './stage.ts';

const terminalInfo = z.object({
  TerminalId: z.string(),
  Type: z.string().optional(),
  PaymentMethods: z.array(z.object({ PaymentMethod: z.string(), Currencies: z.array(z.string()) })),
});

/** Terminals that the Payment Page and its variant run on. Source: dossier section 5.4. */
const TYPES: readonly (string | undefined)[] = ['ECOM', 'SPG', undefined];

/** Asks what the terminal can take: stage, login, account, Alipay+ and the shop's currency. Source: dossier section 5.4. */
export async function checkSaferpay(
  parts: Omit<SaferpayParts, 'name' | 'publicUrl' | 'log'>,
  newId: string,
): Promise<GatewayCheck> {
  const { config, clock } = parts;
  const startedMs = clock.nowMs();
  const exchange = await callManagement(parts, {
    method: 'GET',
    path: `/terminals/${config.terminalId}`,
    requestId: newId,
    timeoutMs: config.timing.inquiryTimeoutMs,
  });
  const roundTripMs = clock.nowMs() - startedMs;
  const unknown = { accepted: 'unknown', verified: 'unknown', roundTripMs } as const;
  if (exchange.kind !== 'answered')
    return { reached: false, ...unknown, found: 'noAnswer', say: exchange.why };
  const answered = { reached: true, verified: 'yes', roundTripMs } as const;
  if (exchange.status === 401 || exchange.status === 403)
    return { ...answered, accepted: 'no', found: 'refused', say: 'the login was refused' };
  const json = jsonOf(exchange.body);
  const read = json.ok ? terminalInfo.safeParse(json.value) : null;
  if (exchange.status !== 200 || read?.success !== true)
    return { reached: true, ...unknown, found: 'notTheirs', say: `HTTP ${exchange.status}` };
  const lack = lackOf(read.data, parts);
  return {
    ...{ ...answered, accepted: 'yes' },
    found: lack === null ? 'fine' : 'refused',
    say: lack ?? 'answered as it should',
  };
}

/** What keeps the terminal from being paid by Alipay+; null where nothing does. */
function lackOf(
  { TerminalId, Type, PaymentMethods }: z.infer<typeof terminalInfo>,
  { config, terminal }: Pick<SaferpayParts, 'config' | 'terminal'>,
): string | null {
  if (isOtherStage(config)) return `the address is not of the stage ${config.stage} that the config says`;
  if (TerminalId !== config.terminalId) return `the answer is of another terminal, ${TerminalId}`;
  if (!TYPES.includes(Type)) return `a terminal of the type ${Type ?? ''} has no payment page`;
  const alipay = PaymentMethods.find(({ PaymentMethod }) => PaymentMethod === 'ALIPAY');
  if (alipay === undefined) return 'the terminal lacks Alipay+';
  return alipay.Currencies.includes(terminal.currency) ? null : `Alipay+ lacks ${terminal.currency}`;
}
