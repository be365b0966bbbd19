import { randomBytes } from 'node:crypto';
import { startComputopSandbox } from '../drivers/sandbox/computop/server.ts';
import { startSaferpaySandbox } from '../drivers/sandbox/saferpay/server.ts';
import { startTrustSandbox } from '../drivers/sandbox/trust-payments/server.ts';
import { blowfishCipher } from '../src/acquirers/computop/crypto.ts';
import type { Clock, Log } from '../src/ground/ports.ts';
import type { Keys } from './settings.ts';
import type { RunningTerminal } from './compose.ts';
import { startTrainingAntom, type PracticeCustomer } from './training-antom.ts';

/** Ways to pay on a phone, to practise with: the acquirers' sandboxes, and a customer who plays along. */
export interface TrainingPages {
  /** What the config of the till says of them. */
  readonly parts: {
    readonly gateways: Readonly<Record<string, object>>;
    readonly tenders: readonly object[];
    readonly notify: object;
    readonly public: object;
  };
  readonly keys: Keys;
  /** From now on notices reach the till, and each link that it shows finds its customer. */
  connect(terminal: Pick<RunningTerminal, 'handlers' | 'view' | 'watch' | 'notify'>): void;
  stop(): Promise<void>;
}

/** Where phones would reach the till; nobody does, and the sandboxes know the way inside the machine. */
const REACH = 'https://training.invalid';
/** From showing a link to the customer's phone: long enough to read what the till says. */
const PHONE_MS = 3000;
const MINUTE_MS = 60_000;
/** The till of practice waits a minute, so that whoever tries a customer that leaves need not wait for long. */
const WINDOW_MS = MINUTE_MS;
const SAFERPAY = { customerId: '123456', terminalId: '17654321', user: 'API_123456_12345678' } as const;
const TRUST = { siteReference: 'test_training', user: 'training@example.com' } as const;
const MERCHANT_ID = 'training';

/**
 * Starts the sandboxes; passwords are made anew and never leave the process. The account of practice takes the shop's
 * currency everywhere.
 */
export async function startTrainingPages(clock: Clock, log: Log, currency: string): Promise<TrainingPages> {
  const [password, cipherKey, hmacKey] = [secret(), secret().slice(0, 16), secret()];
  const times = { tillWindowMs: WINDOW_MS };
  const saferpay = await startSaferpaySandbox({
    ...{ ...SAFERPAY, port: 0, clock, password, times, currencies: [currency] },
    ...{ linkLifeMs: 5 * MINUTE_MS, sessionMs: MINUTE_MS, inquireLagMs: 0 },
    ...{ noticeRepeatMs: MINUTE_MS, assertsMax: Infinity },
  });
  const computop = await startComputopSandbox({
    ...{ port: 0, clock, times, pageLifeMs: MINUTE_MS },
    merchant: { merchantId: MERCHANT_ID, cipher: blowfishCipher(cipherKey), hmacKey },
  });
  const trust = await startTrustSandbox({
    ...{ ...TRUST, port: 0, clock, times, linkLifeMs: MINUTE_MS },
    ...{ password, notificationPassword: hmacKey },
  });
  const antom = await startTrainingAntom(clock, log, WINDOW_MS);
  const customers = new Map<string, PracticeCustomer>([
    ...antom.customers,
    ['saferpay', saferpay.payer],
    ['computop', computop.payer],
    ['trust', trust.payer],
  ]);
  const inMemory = { file: 'in-memory' };
  const callOffs = new Set<() => void>();
  return {
    parts: {
      gateways: {
        ...antom.gateways,
        saferpay: {
          ...{ kind: 'saferpay', baseUrl: saferpay.url, stage: 'test', ...SAFERPAY, password: inMemory },
          ...{ sessionGraceMs: MINUTE_MS, timing: { windowMs: WINDOW_MS } },
        },
        computop: {
          ...{ kind: 'computop', baseUrl: computop.url, stage: 'test', merchantId: MERCHANT_ID },
          ...{ password: inMemory, hmacKey: inMemory, fxCurrency: currency },
          timing: { windowMs: WINDOW_MS, closeAfterMs: MINUTE_MS },
        },
        trust: {
          ...{ kind: 'trust-payments', baseUrl: trust.url, stage: 'test', ...TRUST, live: false },
          ...{ password: inMemory, notificationPassword: inMemory, billingCountry: 'MY' },
          ...{ currencies: [currency], timing: { windowMs: WINDOW_MS } },
        },
      },
      tenders: [
        ...antom.tenders,
        { id: 'saferpay', gateway: 'saferpay', say: { en: 'QR · Saferpay' }, mode: 'landing' },
        {
          id: 'computop',
          gateway: 'computop',
          say: { en: 'QR · Computop' },
          mode: 'landing',
          createOn: 'tap',
        },
        { id: 'trust', gateway: 'trust', say: { en: 'QR · Trust' }, mode: 'landing', createOn: 'tap' },
      ],
      notify: { port: 0 },
      public: { url: REACH },
    },
    keys: new Map([
      ...antom.keys,
      ['saferpay', new Map([['password', password]])],
      [
        'computop',
        new Map([
          ['password', cipherKey],
          ['hmacKey', hmacKey],
        ]),
      ],
      [
        'trust',
        new Map([
          ['password', password],
          ['notificationPassword', hmacKey],
        ]),
      ],
    ]),
    connect: (terminal) => {
      const listener = new URL(terminal.notify ?? REACH).origin;
      saferpay.relay(REACH, listener);
      computop.relay(REACH, listener);
      antom.relay(REACH, listener);
      computop.notices({ to: `${listener}/n/computop` });
      trust.relay(REACH, listener);
      trust.notices(`${listener}/n/trust`);
      callOffs.add(sendCustomers(clock, terminal, customers));
    },
    stop: async () => {
      for (const callOff of callOffs) callOff();
      await Promise.all([saferpay.close(), computop.close(), trust.close(), antom.stop()]);
    },
  };
}

/** Each link that is shown finds a customer, a moment later, who does what the amount says. */
function sendCustomers(
  clock: Clock,
  { handlers, view, watch }: Pick<RunningTerminal, 'handlers' | 'view' | 'watch'>,
  customers: ReadonlyMap<string, PracticeCustomer>,
): () => void {
  const served = new Set<string>();
  const callOffs = new Set<() => void>();
  const serve = async (gateway: string, value: string): Promise<void> => {
    const link = await handlers.showLink({ params: {}, query: {}, body: null });
    if (link.ok) await customers.get(gateway)?.play(link.value.url, value);
  };
  const see = (): void => {
    const { sale } = view();
    const attempt = sale?.attempts.at(-1);
    if (sale === null || attempt?.linkState !== 'shown' || served.has(attempt.paymentRequestId)) return;
    served.add(attempt.paymentRequestId);
    const { amount } = sale;
    const callOff = clock.after(PHONE_MS, () => {
      callOffs.delete(callOff);
      // A customer who finds nothing any more goes away.
      serve(attempt.gateway, amount.value).catch(() => undefined);
    });
    callOffs.add(callOff);
  };
  const unwatch = watch(see);
  return () => {
    unwatch();
    for (const callOff of callOffs) callOff();
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
