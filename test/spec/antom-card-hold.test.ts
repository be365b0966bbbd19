import { describe, expect, it } from 'vitest';
import { gatewayTime, resultOf } from '../../drivers/sandbox/answers.ts';
import { antomCardConfig } from '../../src/acquirers/antom-card/config.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { keyedSignature, TILL_SIGNING } from '../prove/keyed-signing.ts';
import { givenAmount, givenPayInput } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// Dossier section 5.2: a hold lasts until authExpiryTime, else 7 days; from day 5 on what is not collected alarms. Nobody may
// learn of it only when the money is gone.

const CLIENT_ID = 'SANDBOX_5Y00000000000042';
const HELD_AT = Date.parse('2026-11-20T02:30:00Z');
const DAY_MS = 86_400_000;

/** What is told of a capture that is tried `day` days after the hold began. `holdEndsAt`: where the acquirer named it. */
async function toldOn(day: number, heard: 'silence' | 'unknown', holdEndsAt?: number) {
  const clock = new ManualClock(HELD_AT + day * DAY_MS);
  const { terminal, merchant } = givenPayInput();
  const gateway = new AntomCardGateway({
    config: antomCardConfig.parse({
      ...{ kind: 'antom-card', baseUrl: 'https://gateway.example', clientId: CLIENT_ID },
      ...{ privateKey: { file: 'till.pem' }, publicKeys: { 1: { file: 'gateway.pub.pem' } } },
    }),
    ...{ terminal, merchant, notifyUrl: undefined, signing: TILL_SIGNING, clock },
    log: QUIET,
    http: {
      send: ({ url }) => {
        if (heard === 'silence') return Promise.resolve({ kind: 'silent', why: 'no answer' } as const);
        const { pathname: uri } = new URL(url);
        const body = new TextEncoder().encode(JSON.stringify({ result: resultOf('UNKNOWN_EXCEPTION') }));
        const time = gatewayTime(clock.nowMs());
        const signature = keyedSignature('gateway', { method: 'POST', uri, clientId: CLIENT_ID, time, body });
        return Promise.resolve({
          ...({ kind: 'answered', status: 200, body } as const),
          headers: { 'response-time': time, signature },
        });
      },
    },
  });
  const { answer } = await gateway.capture({
    paymentRequestId: 'T0007-261120-000042-1',
    amount: givenAmount('SGD', '1999'),
    facts: {
      ...{ paymentId: 'P-1', startedAt: String(HELD_AT) },
      ...(holdEndsAt === undefined ? {} : { holdEndsAt: new Date(holdEndsAt).toISOString() }),
    },
  });
  return answer.kind === 'unknown' && answer.alarm === true ? 'alarm' : answer.kind;
}

describe('A hold that nears its end and is not collected', () => {
  it.each(['silence', 'unknown'] as const)('alarms from day 5 of its seven days on: %s', async (heard) => {
    expect(await toldOn(4.9, heard)).toBe('unknown');
    expect(await toldOn(5, heard)).toBe('alarm');
    expect(await toldOn(6.5, heard)).toBe('alarm');
  });

  it('alarms before the end that the acquirer named, however short the hold is', async () => {
    const endsAt = HELD_AT + 2 * DAY_MS;

    expect(await toldOn(1, 'silence', endsAt)).toBe('unknown');
    expect(await toldOn(1.5, 'silence', endsAt)).toBe('alarm');
    expect(await toldOn(1.9, 'unknown', endsAt)).toBe('alarm');
  });
});
