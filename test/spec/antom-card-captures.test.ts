import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gatewayTime } from '../../drivers/sandbox/answers.ts';
import { antomCardConfig } from '../../src/acquirers/antom-card/config.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import { ANTOM_CARD_NOTICES } from '../../src/acquirers/antom-card/notification.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { keyedSignature, TILL_SIGNING } from '../prove/keyed-signing.ts';
import { givenAmount, givenPayInput } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// Dossier section 5: what the books show as captured is what is charged, whoever captured it.

const ID = 'T0007-261120-000042-1';
const CLIENT_ID = 'SANDBOX_5Y00000000000042';
const CAPTURE_ID = '2026112019401089000000000000C042';

function sampleOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/antom/${name}.json`, import.meta.url), 'utf8'));
}

/** A gateway whose acquirer shows these captures of 19.99: what each is called, and over how much it is. */
function given(captures: readonly (readonly [name: string, value: string])[], captureMode = 'MANUAL') {
  const clock = new ManualClock(Date.parse('2026-11-20T02:33:00Z'));
  const { terminal, merchant } = givenPayInput();
  const sample = sampleOf('inquiryPayment.response.captured') as { transactions: [object] };
  const transactions = captures.map(([transactionRequestId, value]) => ({
    ...sample.transactions[0],
    ...{ transactionRequestId, transactionAmount: { currency: 'SGD', value } },
  }));
  return new AntomCardGateway({
    config: antomCardConfig.parse({
      ...{ kind: 'antom-card', baseUrl: 'https://gateway.example', clientId: CLIENT_ID, captureMode },
      ...{ privateKey: { file: 'till.pem' }, publicKeys: { 1: { file: 'gateway.pub.pem' } } },
    }),
    ...{ terminal, merchant, notifyUrl: undefined, signing: TILL_SIGNING, clock },
    log: QUIET,
    http: {
      send: ({ url }) => {
        const { pathname: uri } = new URL(url);
        const body = new TextEncoder().encode(JSON.stringify({ ...sample, transactions }));
        const time = gatewayTime(clock.nowMs());
        const signature = keyedSignature('gateway', { method: 'POST', uri, clientId: CLIENT_ID, time, body });
        return Promise.resolve({
          ...({ kind: 'answered', status: 200, body } as const),
          headers: { 'response-time': time, signature },
        });
      },
    },
  });
}

const asked = { paymentRequestId: ID, facts: {} };

describe('What the books show as captured (antom-card dossier 5)', () => {
  it.each([
    ['by the acquirer, a part of it', [['ACQUIRER-1', '1000']], '1000', CAPTURE_ID],
    [
      'in two parts: a refund is of neither alone',
      [
        ['A-1', '1000'],
        ['A-2', '999'],
      ],
      '1999',
      undefined,
    ],
  ] as const)('is what is charged: %s', async (_, captures, value, captureId) => {
    const { answer } = await given(captures).inquire(asked);

    expect(answer).toMatchObject({ kind: 'charged', charge: { amount: givenAmount('SGD', value) } });
    expect('facts' in answer ? answer.facts?.['captureId'] : null).toBe(captureId);
  });

  it('by the acquirer itself, although the till captures, counts, and alarms once', async () => {
    const gateway = given([['ACQUIRER-1', '1999']]);

    const told = [await gateway.inquire(asked), await gateway.inquire(asked)];

    expect(told).toMatchObject([
      { answer: { kind: 'charged' }, alarm: expect.stringContaining('captureMode') as string },
      { answer: { kind: 'charged' }, alarm: undefined },
    ]);
  });

  it.each([
    ['it is the till’s own', `${ID}-C`, 'MANUAL'],
    ['the acquirer is to capture', 'ACQUIRER-1', 'AUTOMATIC'],
  ])('alarms nobody where %s', async (_, name, captureMode) => {
    const { answer, alarm } = await given([[name, '1999']], captureMode).inquire(asked);

    expect([answer.kind, alarm]).toEqual(['charged', undefined]);
  });

  it.each(['success', 'failed'])('is not told by a notice: which capture a refund is of (%s)', (name) => {
    const body = new TextEncoder().encode(JSON.stringify(sampleOf(`notifyCapture.request.${name}`)));

    const told = ANTOM_CARD_NOTICES.read(body, 'now');

    expect(told).not.toHaveProperty('value.content.facts.captureId');
  });
});
