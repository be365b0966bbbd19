import { describe, expect, it } from 'vitest';
import { antomCardConfig } from '../../src/acquirers/antom-card/config.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import { antomInstoreConfig } from '../../src/acquirers/antom-instore/config.ts';
import { AntomInstoreGateway } from '../../src/acquirers/antom-instore/gateway.ts';
import { ok } from '../../src/ground/result.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { givenAmount, givenPayInput } from '../vectors/alipay-plus/given-messages.ts';

// Hosted payments, section 3: two tills that were given one order meet at Antom under the attempt's id.

const DONE = { resultStatus: 'S', resultCode: 'SUCCESS' };
const OTHERWISE = { result: { resultStatus: 'F', resultCode: 'REPEAT_REQ_INCONSISTENT' } };
const ACCOUNT = {
  ...{ baseUrl: 'https://gateway.example', clientId: 'SANDBOX_EXAMPLE000000000' },
  ...{ privateKey: { file: 'till.pem' }, publicKeys: { 1: { file: 'gateway.pub.pem' } } },
};

/** The reason for which no page is made whose id another till has used; `found`: what Antom says of that one. */
async function reasonFor(product: 'card' | 'instore', found: object | null): Promise<string | undefined> {
  const { terminal, merchant } = givenPayInput();
  const parts = {
    ...{ terminal, merchant, notifyUrl: undefined, clock: new ManualClock() },
    signing: { sign: () => 's', verify: () => ok(undefined) },
    log: { info: () => undefined, warn: () => undefined },
    http: {
      send: ({ url }: { readonly url: string }) => {
        const answer = url.endsWith('/pay') ? OTHERWISE : found;
        if (answer === null) return Promise.resolve({ kind: 'silent', why: 'no answer' } as const);
        const body = new TextEncoder().encode(JSON.stringify(answer));
        const headers = { 'response-time': '0' };
        return Promise.resolve({ kind: 'answered', status: 200, headers, body } as const);
      },
    },
  };
  const gateway =
    product === 'card'
      ? new AntomCardGateway({ ...parts, config: antomCardConfig.parse({ ...ACCOUNT, kind: 'antom-card' }) })
      : new AntomInstoreGateway({
          ...{ ...parts, config: antomInstoreConfig.parse({ ...ACCOUNT, kind: 'antom-instore' }) },
        });
  const { answer } = await gateway.open({
    ...{ paymentRequestId: '90123456789012345678901201', referenceOrderId: 'O', orderDescription: 'D' },
    ...{ amount: givenAmount('SGD', '1999'), startedAtMs: 0, backUrl: 'https://pay.example/b/x' },
  });
  return answer.kind === 'refused' ? answer.reason.code : undefined;
}

describe.each(['card', 'instore'] as const)(
  'An order that another till has begun at Antom › %s',
  (product) => {
    it.each([
      ['is being paid', { result: DONE, paymentStatus: 'PROCESSING' }, 'PAID_AT_OTHER_TILL'],
      ['cannot be asked about', null, 'PAID_AT_OTHER_TILL'],
      ['is paid', { result: DONE, paymentStatus: 'SUCCESS' }, 'PAID_AT_OTHER_TILL'],
      ['was not paid', { result: DONE, paymentStatus: 'FAIL' }, 'TRIED_AT_OTHER_TILL'],
    ])('that %s has no page here, and says so', async (_, found, code) => {
      expect(await reasonFor(product, found)).toBe(code);
    });
  },
);
