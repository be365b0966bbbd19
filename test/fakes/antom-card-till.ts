import { startCardSandbox, type CardSandbox } from '../../drivers/sandbox/antom-card/server.ts';
import type { PageTimes } from '../../drivers/sandbox/pages/times.ts';
import { AGENT_CLIENT_ID, type AgentFolder, type Patch } from './agent-folder.ts';
import { cleanUp, FOR_AGENTS, givenAgentFolder } from './agent-process.ts';
import { QUICK_TIMES } from './page-times.ts';

/** Waits of a test's card payment: the real flow, in a second or two. */
export const QUICK_CARD_TIMING = {
  payTimeoutMs: 3000,
  inquiryTimeoutMs: 3000,
  cancelTimeoutMs: 3000,
  refundTimeoutMs: 3000,
  captureTimeoutMs: 3000,
  inquiryEveryMs: 60,
  windowMs: 2500,
  codeLifeMs: 2000,
  resendUntilMs: 0,
  retryMs: [40, 80],
  backgroundRetryMs: 150,
  recheckAfterCancelMs: 300,
  throttledMs: 60,
  firstInquiryMs: 60,
  closingEveryMs: 80,
  watchEveryMs: 100,
};

/** What a card holds at Antom, and no till may keep or send: as the sandbox tells it. */
export const OF_THE_CARD = [
  '40546957',
  '************3768',
  'A CARDHOLDER',
  'CARD-TOKEN-EXAMPLE',
  'NETWORK-EXAMPLE',
];

/** A sandbox of Antom's cards in this process, in real time, that knows the keys of the agents. */
export async function givenCardSandbox(times: Partial<PageTimes> = QUICK_TIMES): Promise<CardSandbox> {
  const sandbox = await startCardSandbox({ ...FOR_AGENTS, times });
  cleanUp(() => sandbox.close());
  return sandbox;
}

/** A folder of a till whose one acquirer is Antom's cards; `gateway` is laid over what its config says of it. */
export function givenCardFolder({ url }: CardSandbox, gateway: object = {}, patch: Patch = {}): AgentFolder {
  return givenAgentFolder(url, {
    terminal: { currency: 'SGD', settlementCurrency: 'SGD' },
    gateways: {
      alipayPlus: undefined,
      card: {
        ...{ kind: 'antom-card', baseUrl: url, clientId: AGENT_CLIENT_ID, stage: 'test', expiryMs: 6000 },
        privateKey: { file: 'keys/till.pem' },
        publicKeys: { 1: { file: 'keys/gateway.pub.pem' } },
        merchantRegion: 'SG',
        timing: QUICK_CARD_TIMING,
        ...gateway,
      },
    },
    tenders: [{ id: 'card', gateway: 'card', say: { en: 'Card, on the phone' } }],
    notify: { path: '/notify' },
    public: { url: 'https://pay.shop.example/t07' },
    printers: [],
    scanners: [],
    ...patch,
  });
}
