import { GIVEN_OFFICE } from '../fakes/given-office.ts';
import type { KeyObject } from 'node:crypto';
import { AlipayPlusGateway } from '../../src/acquirers/alipay-plus/gateway.ts';
import { ALIPAY_PLUS_NOTICES } from '../../src/acquirers/alipay-plus/notification.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import { ANTOM_CARD_NOTICES } from '../../src/acquirers/antom-card/notification.ts';
import { AntomInstoreGateway } from '../../src/acquirers/antom-instore/gateway.ts';
import { antomInstoreNotices } from '../../src/acquirers/antom-instore/notification.ts';
import type { AcquirerParts, OpenedAcquirer } from '../../src/acquirers/kind.ts';
import { hearingBy } from '../../src/acquirers/signed-wire/notification.ts';
import { keyedSignature, TILL_SIGNING } from '../prove/keyed-signing.ts';
import { openAcquirer, parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';
import type { ReceivedNotice } from '../../src/acquirers/notices.ts';
import type { Exchange, Gateway, HttpCall } from '../../src/acquirers/port.ts';
import { PaymentCode } from '../../src/ground/payment-code.ts';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS, agentConfig, type Patch } from '../fakes/agent-folder.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import type { Random } from '../torture/random.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import { BLOWFISH_KEY, HMAC_KEY, MERCHANT } from '../vectors/computop/given-computop.ts';
import { mutatedText } from './mutation.ts';
import { samplesOf } from './samples.ts';
import { demand, type Surface } from './surface.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** How a kind of acquirer is set up here, and what a success must say, whatever else it says. */
interface Setting {
  readonly kind: string;
  readonly part: Patch;
  readonly keys: Readonly<Record<string, string>>;
  readonly answers: readonly string[];
  readonly notices: readonly string[];
  /** An answer as this acquirer sends it to a call. */
  readonly sent: (bytes: Uint8Array, call: HttpCall, random: Random) => Exchange;
  /** What stands in every answer that tells of a charge. Independent of how the till reads it. */
  readonly success: RegExp;
  /** It signs every message, by a cheap signature here. */
  readonly isSigned?: true;
}

const NOW_MS = Date.parse('2026-11-20T10:31:05Z');
const ORDER = {
  paymentRequestId: paymentRequestIdOf('M-KL-0007', 'ORD-1', 1),
  referenceOrderId: 'ORD-1',
  orderDescription: 'Two coffees',
  amount: givenAmount('EUR', '1999'),
  startedAtMs: NOW_MS,
  backUrl: 'https://pay.shop.example/b/x',
};
const FACTS = {
  ...{ transactionreference: '23-86-113', token: 'tok', captureId: 'cap', transactionId: 'tid' },
  paymentId: '20261120194010890000000000000042',
  ...{ payId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', PayID: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
};

function pem(key: KeyObject): string {
  return key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
}

const plainly =
  (ids: (text: string, call: HttpCall) => string) =>
  (bytes: Uint8Array, call: HttpCall): Exchange => ({
    kind: 'answered',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(ids(Buffer.from(bytes).toString('latin1'), call), 'latin1'),
  });

/** The id of a request in the place of the sample's: an answer to another request proves nothing. */
const withIdOf =
  (name: string) =>
  (text: string, { body }: HttpCall): string => {
    const id = new RegExp(`"${name}" *: *"([^"]*)"`).exec(Buffer.from(body ?? []).toString())?.[1] ?? '';
    return text.replaceAll(new RegExp(`("${name}" *: *")[^"]*"`, 'g'), `$1${id}"`);
  };

/** The names of the request in the places of the sample's, where it has them. */
function namesOf(text: string, call: HttpCall): string {
  const asked = Buffer.from(call.body ?? []).toString();
  const names = ['paymentRequestId', 'captureRequestId', 'refundRequestId'];
  return names
    .filter((name) => asked.includes(`"${name}"`))
    .reduce((told, name) => withIdOf(name)(told, call), text);
}

/** What acquirers have in common that sign every message; `times`: how their Response-Time is written. */
const signed = (
  times: readonly string[],
): Pick<Setting, 'part' | 'keys' | 'sent' | 'success' | 'isSigned'> => ({
  isSigned: true,
  part: {
    ...{ clientId: AGENT_CLIENT_ID, keyVersion: 1 },
    ...{ privateKey: { file: 'k' }, publicKeys: { 1: { file: 'p' } } },
  },
  keys: {
    privateKey: pem(AGENT_KEYS.till.privateKey),
    'publicKeys.1': pem(AGENT_KEYS.gateway.publicKey),
  },
  sent: (bytes, call, random) => {
    const { url, headers } = call;
    const body = Buffer.from(namesOf(Buffer.from(bytes).toString('latin1'), call), 'latin1');
    const time = random.pick(times);
    const clientId = headers['Client-Id'] ?? '';
    const message = { method: 'POST', uri: new URL(url).pathname, clientId, time, body } as const;
    const signature = keyedSignature(random.chance(0.05) ? 'stranger' : 'gateway', message);
    return { kind: 'answered', status: 200, headers: { 'response-time': time, signature }, body };
  },
  success: /"(resultStatus|paymentStatus|transactionStatus)"\s*:\s*"S/i,
});
const ISO_TIME = '2026-11-20T18:31:05+08:00';
const EPOCH_TIME = String(NOW_MS);

const SETTINGS: readonly Setting[] = [
  {
    kind: 'alipay-plus',
    ...signed([ISO_TIME]),
    answers: samplesOf('alipay-plus', /\.response\./),
    notices: samplesOf('alipay-plus', /^notify.*request/),
  },
  {
    kind: 'antom-instore',
    ...signed([ISO_TIME, EPOCH_TIME, '2026-11-20T18:31:05+0800']),
    answers: samplesOf('antom-instore', /\.response\./),
    notices: samplesOf('antom-instore', /^notify.*request/),
  },
  {
    kind: 'antom-card',
    ...signed([ISO_TIME, EPOCH_TIME]),
    answers: samplesOf('antom', /\.response\./),
    notices: samplesOf('antom', /^notify.*request/),
  },
  {
    kind: 'trust-payments',
    part: {
      ...{ siteReference: 'test_pos12345', user: 'webservices@pos-demo.example', billingCountry: 'DE' },
      ...{ password: { file: 'k' }, notificationPassword: { file: 'n' }, live: false },
    },
    keys: { password: 'Passw0rd^', notificationPassword: 'NotifyPassword1' },
    answers: samplesOf('trust-payments', /\.response\./),
    notices: samplesOf('trust-payments', /^notify.*form$/),
    sent: plainly(withIdOf('requestreference')),
    success: /"settlestatus"\s*:\s*"?100/,
  },
  {
    kind: 'saferpay',
    part: {
      ...{ customerId: '123456', terminalId: '17654321', user: 'API_123456_12345678' },
      ...{ password: { file: 'k' } },
    },
    keys: { password: 'S3cret-Demo-16ch' },
    answers: samplesOf('saferpay', /\.(response|error)\.|spg-offer.get/),
    notices: samplesOf('saferpay', /^notify.*http$/),
    sent: plainly(withIdOf('RequestId')),
    success: /"Status"\s*:\s*"(CAPTURED|AUTHORIZED|PAID)/,
  },
  {
    kind: 'computop',
    part: {
      ...{ merchantId: MERCHANT.merchantId, fxCurrency: 'EUR' },
      ...{ password: { file: 'k' }, hmacKey: { file: 'h' } },
    },
    keys: { password: BLOWFISH_KEY, hmacKey: HMAC_KEY },
    answers: samplesOf('computop', /\.answer\..*plain\.txt$/),
    notices: samplesOf('computop', /^notify.*plain\.txt$/),
    sent: (bytes) => ({ kind: 'answered', status: 200, headers: {}, body: sealedForm(bytes) }),
    success: /Status=(OK|AUTHORIZED|SUCCESS|CAPTURED|PAID)/i,
  },
];

/** A text as Computop sends it: hidden by the shop's key. */
function sealedForm(bytes: Uint8Array): Uint8Array {
  const { data, len } = MERCHANT.cipher.seal(Buffer.from(bytes).toString('latin1'));
  return Buffer.from(`MerchantID=${MERCHANT.merchantId}&Len=${len}&Data=${data}`);
}

function configOf({ kind, part }: Setting): TillConfig {
  const base = agentConfig('https://gateway.example');
  const terminal = { ...(base['terminal'] as object), currency: 'EUR' };
  const gateways = { g: { kind, baseUrl: 'https://gateway.example', stage: 'test', ...part } };
  const config = parseConfig(JSON.stringify({ ...base, terminal, gateways, notify: {} }));
  demand(config.ok, `the config of ${kind} is refused: ${JSON.stringify(config)}`);
  return config.value;
}

function opened(setting: Setting, send: (call: HttpCall) => Exchange): OpenedAcquirer {
  const { gateways, terminal, merchant } = configOf(setting);
  const [config, clock] = [gateways['g']!, new ManualClock(NOW_MS)];
  const held = { part: config, texts: new Map(Object.entries(setting.keys)) };
  const parts: AcquirerParts = {
    ...{ name: 'g', terminal, merchant, publicUrl: 'https://pay.shop.example', clock },
    keys: new Map(Object.entries(setting.keys)),
    keysNow: () => held,
    office: GIVEN_OFFICE,
    http: { send: (call) => Promise.resolve(send(call)) },
    log: QUIET,
  };
  const acquirer = openAcquirer(config, parts);
  // The real signature costs more than all the rest, and has vectors of its own.
  const { timeZone } = terminal;
  const hearing = { clientId: AGENT_CLIENT_ID, signing: TILL_SIGNING, timeZone, isAddress: () => true };
  const signedBy = { ...parts, signing: TILL_SIGNING, notifyUrl: 'https://pay.shop.example/n/g' };
  switch (config.kind) {
    case 'alipay-plus':
      return {
        ...acquirer,
        gateway: new AlipayPlusGateway({ ...signedBy, config }),
        hear: hearingBy(ALIPAY_PLUS_NOTICES, hearing),
      };
    case 'antom-instore':
      return {
        ...acquirer,
        gateway: new AntomInstoreGateway({ ...signedBy, config }),
        hear: hearingBy(antomInstoreNotices({}), hearing),
      };
    case 'antom-card':
      return {
        ...acquirer,
        gateway: new AntomCardGateway({ ...signedBy, config }),
        hear: hearingBy(ANTOM_CARD_NOTICES, hearing),
      };
    default:
      return acquirer;
  }
}

/** The answers of each kind of acquirer, to every call that it knows. */
export const ANSWER_SURFACES: readonly Surface[] = SETTINGS.map((setting) => {
  let answer: { readonly text: string; readonly exchange: (call: HttpCall) => Exchange };
  const acquirer = opened(setting, (call) => answer.exchange(call));
  return {
    name: `answers of ${setting.kind}`,
    step: async (random) => {
      const bytes = mutatedText(random.pick(setting.answers), random);
      answer = {
        text: Buffer.from(bytes).toString(),
        exchange: (call) =>
          random.chance(0.05)
            ? { kind: 'answered', status: random.below(600), headers: {}, body: bytes }
            : setting.sent(bytes, call, random),
      };
      const { kind, ...said } = await asked(acquirer, random);
      demand(typeof kind === 'string', 'an answer says what it is');
      if (kind !== 'charged' && kind !== 'captured' && kind !== 'authorised') return;
      demand(setting.success.test(answer.text), `${kind} by an answer that says no success: ${answer.text}`);
      const { charge, hold } = said as Partial<Record<'charge' | 'hold', { amount: { valueMinor: number } }>>;
      const minor = (charge ?? hold)?.amount.valueMinor ?? 0;
      demand(Number.isSafeInteger(minor) && minor > 0, `${kind} over ${minor}`);
    },
  };
});

/** One of the calls that the acquirer knows. */
async function asked({ gateway }: OpenedAcquirer, random: Random): Promise<{ readonly kind: string }> {
  const name = { paymentRequestId: ORDER.paymentRequestId, facts: FACTS };
  const back = {
    ...name,
    refundRequestId: 'R1',
    number: 1,
    amount: ORDER.amount,
    isAgain: random.chance(0.5),
  };
  switch (random.below(6)) {
    case 0:
      return asksForMoney(gateway, random);
    case 1:
      return (await gateway.refund(back)).answer;
    case 2:
      return (await gateway.lookUp({ ...name, refundNumbers: [1] })).answer;
    case 3:
      return (await (gateway.cancel?.(name) ?? gateway.inquire(name))).answer;
    case 4:
      return (await (gateway.capture?.({ ...name, amount: ORDER.amount }) ?? gateway.inquire(name))).answer;
    default:
      return (await gateway.inquire({ ...name, isToldPaid: random.chance(0.5) })).answer;
  }
}

/** A pay by a code, or a page; one that does both is asked for either. */
async function asksForMoney(gateway: Gateway, random: Random): Promise<{ readonly kind: string }> {
  const byCode = 'pay' in gateway ? gateway : null;
  if ('open' in gateway && (byCode === null || random.chance(0.5))) return (await gateway.open(ORDER)).answer;
  demand(byCode !== null, 'an acquirer is paid by a code or on a page');
  return (await byCode.pay({ ...ORDER, amount: givenAmount('MYR', '4550') }, CODE)).answer;
}

const CODE = new PaymentCode('281001020123456789012345');

/** What reaches the listener for each kind: the acquirer's own notices changed, and what strangers send. */
export const NOTICE_SURFACES: readonly Surface[] = SETTINGS.map((setting) => {
  const { hear } = opened(setting, () => ({ kind: 'silent', why: 'not asked' }));
  return {
    name: `notices of ${setting.kind}`,
    step: (random) => {
      const heard = hear(noticeOf(setting, random), NOW_MS + random.below(3_600_000));
      demand(
        ['told', 'stranger', 'refused'].includes(heard.kind),
        'a notice is told, a stranger’s or refused',
      );
      const { status } = heard.kind === 'told' ? heard.reply(random.chance(0.5)) : heard.reply();
      demand(status >= 200 && status < 500, `a notice is answered with ${status}`);
    },
  };
});

function noticeOf(setting: Setting, random: Random): ReceivedNotice {
  const text = random.pick(setting.notices);
  const bytes = random.chance(0.1) ? Buffer.from(text) : mutatedText(text, random);
  const uri = random.pick([
    '/notify',
    '/n/g',
    '/n/g/x?secret=1&x=%',
    `/n/g?${Buffer.from(bytes).toString('latin1').slice(0, 200)}`,
  ]);
  const call = { method: 'POST' as const, url: `https://till${uri}`, headers: {}, body: null, timeoutMs: 1 };
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
  if (setting.isSigned !== true || random.chance(0.2)) {
    const body = setting.kind === 'computop' ? sealedForm(bytes) : bytes;
    return { method: random.pick(['POST', 'GET']), uri, headers, body };
  }
  const signed = setting.sent(bytes, { ...call, headers: { 'Client-Id': AGENT_CLIENT_ID } }, random);
  const { signature, 'response-time': time } = signed.kind === 'answered' ? signed.headers : {};
  const own = { 'client-id': AGENT_CLIENT_ID, 'request-time': time, signature };
  return { method: 'POST', uri, headers: { ...headers, ...own }, body: bytes };
}
