import { copyFileSync, readFileSync } from 'node:fs';
import { capturedMinor, creditedMinor } from '../../drivers/sandbox/computop/books.ts';
import type { PagePayer } from '../../drivers/sandbox/pages/payer.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { TillEntry } from '../../src/reconcile/entries.ts';
import type { AgentFolder, Patch } from './agent-folder.ts';
import { givenAgentSandbox, startAgent, type AgentProcess } from './agent-process.ts';
import { givenCardFolder, givenCardSandbox } from './antom-card-till.ts';
import { givenAntomFolder, givenAntomSandbox } from './antom-till.ts';
import { givenComputopFolder } from './computop-till.ts';
import { givenSaferpayFolder } from './saferpay-till.ts';
import { givenTrustFolder } from './trust-till.ts';

const PUBLIC = 'https://pay.shop.example/t07';

/** What an acquirer has kept, in minor units, by its name in the config. */
export type Nets = Readonly<Record<string, number>>;

/** A shop whose till has every acquirer; the sandboxes live in this process and outlive every till. */
export interface SixAcquirers {
  readonly folder: AgentFolder;
  readonly sandboxes: Sandboxes;
  /** A code that a wallet shows, which goes to that acquirer. */
  code(at: 'alipayPlus' | 'antom'): string;
  /** A customer comes to the link of a tender, and does what the amount says. */
  customer(tender: string, url: string): Promise<void>;
  /** Starts the till, and has every acquirer's notices find it. */
  open(): Promise<AgentProcess>;
  /** What the six acquirers have kept. */
  nets(): Nets;
}

interface Sandboxes {
  readonly alipay: Sandbox;
  readonly antom: Sandbox;
  readonly card: Awaited<ReturnType<typeof givenCardSandbox>>;
  readonly saferpay: Awaited<ReturnType<typeof givenSaferpayFolder>>['saferpay'];
  readonly trust: Awaited<ReturnType<typeof givenTrustFolder>>['trust'];
  readonly computop: Awaited<ReturnType<typeof givenComputopFolder>>['computop'];
}

const gatewaysOf = (from: AgentFolder): Patch =>
  (JSON.parse(readFileSync(from.config, 'utf8')) as { gateways: Patch }).gateways;

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

/** Opens the shop; `endAgents` closes it. `patch` is laid over the config. */
export async function givenSixAcquirers(patch: Patch = {}): Promise<SixAcquirers> {
  const [alipay, antom, card] = [
    await givenAgentSandbox(),
    await givenAntomSandbox(),
    await givenCardSandbox(),
  ];
  const { folder, saferpay } = await givenSaferpayFolder();
  const { folder: trustFolder, trust } = await givenTrustFolder();
  const { folder: computopFolder, computop } = await givenComputopFolder();
  for (const key of ['trust.password', 'trust.notices'])
    copyFileSync(trustFolder.file(`keys/${key}`), folder.file(`keys/${key}`));
  for (const key of ['ct.password', 'ct.hmac'])
    copyFileSync(computopFolder.file(`keys/${key}`), folder.file(`keys/${key}`));
  const tender = (id: string, gateway: string) => ({ id, gateway, say: { en: id } });
  folder.patch({
    gateways: {
      alipayPlus: { baseUrl: alipay.url },
      trust: gatewaysOf(trustFolder)['trust'],
      ct: gatewaysOf(computopFolder)['ct'],
      card: gatewaysOf(givenCardFolder(card))['card'],
      antom: { ...(gatewaysOf(givenAntomFolder(antom))['antom'] as object), paymentNotifyUrl: undefined },
    },
    // Codes of 19 digits go to Antom, all others to Alipay+.
    routes: [
      { length: 19, to: 'antom' },
      { family: 'ALIPAY_PLUS', to: 'alipayPlus' },
    ],
    tenders: [
      tender('orderCode', 'antom'),
      tender('card', 'card'),
      tender('saferpay', 'saferpay'),
      tender('trust', 'trust'),
      tender('computop', 'ct'),
    ],
    ...patch,
  });
  const payers: Readonly<Record<string, PagePayer>> = {
    saferpay: saferpay.payer,
    trust: trust.payer,
    computop: computop.payer,
    card: card.payer,
  };
  const ofLedger = ({ ledger }: Sandbox): number =>
    sum(ledger.books(Date.now()).map(({ netMinor }) => netMinor));
  return {
    folder,
    sandboxes: { alipay, antom, card, saferpay, trust, computop },
    code: (at) => (at === 'antom' ? antom.freshCode(19) : alipay.freshCode(24)),
    customer: async (id, url) => {
      const payer = payers[id];
      if (payer === undefined) await fetch(url, { method: 'POST' });
      else await payer.play(url);
    },
    open: async () => {
      const agent = await startAgent(folder);
      const { origin } = new URL((await agent.ready).notify ?? '');
      for (const side of [saferpay, trust, computop, card]) side.relay(PUBLIC, origin);
      trust.notices(`${origin}/n/trust`);
      computop.notices({ to: `${origin}/n/ct` });
      return agent;
    },
    nets: () => ({
      alipayPlus: ofLedger(alipay),
      antom: ofLedger(antom),
      card: sum(card.books.payments.map((payment) => card.books.netMinor(payment))),
      saferpay: sum(saferpay.books.payments.map((payment) => saferpay.books.leftMinor(payment))),
      trust: sum(trust.books.links.map(({ entry }) => trust.books.leftMinor(entry.transactionreference))),
      ct: sum(computop.books.payments.map((each) => capturedMinor(each) - creditedMinor(each))),
    }),
  };
}

/** What the rows of a journal say that each acquirer has kept. */
export function netsOfEntries(entries: Iterable<TillEntry>): Nets {
  const kept: Record<string, number> = {};
  for (const { gateway, type, says, amount } of entries)
    if (says === 'done')
      kept[gateway] = (kept[gateway] ?? 0) + amount.valueMinor * (type === 'PAYMENT' ? 1 : -1);
  return kept;
}
