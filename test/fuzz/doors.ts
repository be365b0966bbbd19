import { routeOf } from '../../drivers/api/routes.ts';
import { run } from '../../drivers/api/run.ts';
import { parseConfig } from '../../src/acquirers/kinds.ts';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import { COMMANDS, type Handlers } from '../../src/contract/contract.ts';
import { problemBody, PROBLEMS } from '../../src/contract/problems.ts';
import { COMMAND_NAMES, ROUTES } from '../../src/contract/routes.ts';
import { decodedText } from '../../src/ground/outside-text.ts';
import { ok } from '../../src/ground/result.ts';
import { answerPhone, isPhonePath, type PhoneDoor } from '../../src/phone/phone.ts';
import { holdsPaymentCode } from '../../src/scan/held-code.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import type { Random } from '../torture/random.ts';
import { givenAmount } from '../vectors/alipay-plus/given-messages.ts';
import { mutatedBytes, mutatedJson, mutatedText } from './mutation.ts';
import { demand, type Surface } from './surface.ts';

/** A code as a wallet shows it: wherever it is put, it must stand in nothing that the till says. */
const CODE = '281001020123456789012345';

/** Bodies that the commands take, so that changes of them get far in. */
const BODIES: readonly unknown[] = [
  {
    ...{ referenceOrderId: 'ORD-1', orderDescription: 'Two coffees', homeTerminalId: 'T07' },
    amount: { currency: 'MYR', value: '4550' },
  },
  { text: CODE },
  { tender: 'qr' },
  { gateway: 'alipayPlus' },
  { approver: { id: 'm1', pin: '471147' }, reason: 'Wrong size' },
  {
    ...{ paymentRequestId: '90123456789012345678901299', amount: { currency: 'MYR', value: '1' } },
    ...{ reason: 'x', approver: { id: 'm1', pin: '471147' } },
  },
  { id: 'c1', pin: '4711', post: 'till' },
  { again: true },
  { id: 'inquiry-lost' },
  { keys: [{ code: 'Digit1', atMs: 1 }] },
];
const QUERIES: readonly string[] = [
  'format=png&copy=customer&limit=5&before=2',
  'from=2026-11-20T00:00:00%2B08:00&to=2026-11-21T00:00:00%2B08:00&format=csv',
  'referenceOrderId=ORD-1&paymentRequestId=1&limit=999999999999',
  '',
];

/** What was sent to a handler, kept by the stub that takes it. */
let handled: unknown = null;
const HANDLERS = new Proxy(
  {},
  {
    get: () => (input: unknown) => {
      handled = input;
      return Promise.resolve(ok('{}'));
    },
  },
) as Handlers;

const CODE_PLACES = ['enterCode', 'identifyCode'];

/** Every call of the local API: what reaches a handler fits its row, and holds a payment code in no wrong place. */
const API: Surface = {
  name: 'calls of the local API',
  step: async (random) => {
    const name = random.pick(COMMAND_NAMES);
    const { method, path } = ROUTES[name];
    const piece = random.pick(['S1', '1', 'customer', CODE, '%2e%2e', '%ff', 'a%20b', '__proto__']);
    const asked = routeOf(method, changed(path.replaceAll(/\{\w+\}/g, piece), random, 0.05));
    if (asked === null) return;
    const body = random.chance(0.05) ? '' : JSON.stringify(mutatedJson(random.pick(BODIES), random) ?? null);
    const query = new URLSearchParams(changed(random.pick(QUERIES), random, 0.5));
    const idempotencyKey = random.chance(0.5) ? undefined : changed('key-1', random, 0.5);
    handled = null;
    const reply = await replyOf(asked, { query, body, idempotencyKey });
    if (reply === null) return;
    demand(handled === null, 'a refused call reaches no handler');
    demand(Object.hasOwn(PROBLEMS, reply.slug), `${reply.slug} is a problem of the contract`);
    const said = JSON.stringify(problemBody(reply));
    demand(!said.includes(CODE), `a refusal quotes a payment code: ${said}`);
  },
};

/** The problem that a call is refused with; null where it was handled, which is looked at here. */
async function replyOf(asked: Parameters<typeof run>[1], sent: Parameters<typeof run>[2]) {
  const { reply } = COMMANDS[asked.name];
  // A stub has no papers and no links to give out; the check of what was sent comes before them.
  if (reply.type !== 'json') return null;
  const result = await run(HANDLERS, asked, sent);
  if (!result.ok) return result.error;
  demand(handled !== null, 'a call that is not refused reaches its handler');
  const held = holdsPaymentCode(withoutPins(JSON.stringify(handled)), CODE_BOOK);
  demand(!held || CODE_PLACES.includes(asked.name), `${asked.name} takes in a payment code`);
  return null;
}

function withoutPins(json: string): string {
  return json.replaceAll(/"pin":"[^"]*"/g, '');
}

function changed(text: string, random: Random, share: number): string {
  return random.chance(share)
    ? Buffer.from(mutatedBytes(Buffer.from(text), random)).toString('latin1')
    : text;
}

const KINDS_FOUND = ['stranger', 'over', 'elsewhere', 'opened', 'notNow'] as const;

/** The pages for phones: nothing that a phone sends comes back to it. */
const PHONES: Surface = {
  name: 'pages for phones',
  step: async (random) => {
    const path = changed(`/${random.pick(['p', 'b'])}/${'Ab3_'.repeat(10)}`, random, 0.3);
    // The listener asks this first: any other path is none of these pages'.
    if (!isPhonePath(path)) return;
    const canary = `canary${random.below(1e9)}<b>`;
    const door: PhoneDoor = {
      shop: 'Kopi "Corner" <b>',
      look: () =>
        random.chance(0.5)
          ? { kind: 'open', amount: givenAmount('MYR', '4550') }
          : { kind: random.pick(KINDS_FOUND) },
      tap: () => Promise.resolve({ kind: random.pick(KINDS_FOUND) }),
      back: () => random.chance(0.5),
    };
    const request = {
      method: random.pick(['GET', 'POST', 'HEAD', 'PUT', 'TRACE', canary]),
      ...{ path, language: changed(`zh-TW,${canary};q=0.9,en;q=0.8`, random, 0.7) },
      cookie: changed(`paycode-till-phone=${canary}; x=y`, random, 0.7),
      userAgent: changed(`Mozilla/5.0 (Linux; Android 16; ${canary})`, random, 0.7),
    };
    const { status, headers, body } = await answerPhone(door, request, random.chance(0.5));
    demand([200, 404, 405].includes(status), `a phone is answered ${status}`);
    demand(!body.includes('canary') && !JSON.stringify(headers).includes('canary'), 'a page quotes a phone');
    demand(!body.includes('<b>'), 'a name of the shop is markup');
  },
};

const CONFIG_TEXT = JSON.stringify({
  ...agentConfig('https://gateway.example'),
  scanners: [{ kind: 'serial', path: '/dev/ttyACM0', baudRate: 9600, suffix: '\r' }],
  printers: [{ kind: 'tcp', host: '127.0.0.1', port: 9100, profile: 'generic-80mm', copies: ['customer'] }],
  routes: [{ prefix: '281099', length: 24, to: 'alipayPlus' }],
  tenders: [{ id: 'qr', gateway: 'alipayPlus', say: { en: 'QR' } }],
  reports: { participantId: '1022', folder: 'reports' },
});

/** A config: taken as it stands, with every default, or refused by the path of each fault. */
const CONFIG: Surface = {
  name: 'configs',
  step: (random) => {
    const text = decodedText(mutatedText(CONFIG_TEXT, random));
    if (!text.ok) return;
    const read = parseConfig(text.value);
    if (!read.ok) {
      demand(read.error.length > 0, 'a refused config has a fault');
      demand(
        read.error.every(({ path, why }) => typeof path === 'string' && why !== ''),
        'a fault has its path and why',
      );
      return;
    }
    demand(Object.isFrozen(read.value), 'a config that is taken is frozen');
    demand(Object.keys(read.value.gateways).length > 0, 'a config that is taken has a gateway');
    const amounts = read.value.terminal.limits.amountMax ?? '1';
    demand(/^\d+$/.test(amounts), `a limit of ${amounts}`);
  },
};

export const DOOR_SURFACES: readonly Surface[] = [API, PHONES, CONFIG];
