import { describe, expect, it } from 'vitest';
import { gatewayTime, resultOf } from '../../drivers/sandbox/answers.ts';
import { antomCardConfig } from '../../src/acquirers/antom-card/config.ts';
import { AntomCardGateway } from '../../src/acquirers/antom-card/gateway.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { keyedSignature, TILL_SIGNING } from '../prove/keyed-signing.ts';
import { givenPayInput } from '../vectors/alipay-plus/given-messages.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const HOUR_MS = 3_600_000;
const CLIENT_ID = 'SANDBOX_5Y00000000000042';

/** A gateway whose acquirer offers cards, or does not; `asked` are the calls that it was sent. */
function given(offered: () => 'on' | 'off' | 'refused', currency = 'SGD') {
  const clock = new ManualClock(Date.parse('2026-11-20T02:30:00Z'));
  const asked: string[] = [];
  const bodies: string[] = [];
  const { terminal, merchant } = givenPayInput();
  const gateway = new AntomCardGateway({
    config: antomCardConfig.parse({
      ...{ kind: 'antom-card', baseUrl: 'https://gateway.example', clientId: CLIENT_ID },
      ...{ privateKey: { file: 'till.pem' }, publicKeys: { 1: { file: 'gateway.pub.pem' } } },
    }),
    ...{ terminal: { ...terminal, currency: currency as Currency }, merchant },
    ...{ notifyUrl: undefined, signing: TILL_SIGNING, clock },
    log: QUIET,
    http: {
      send: ({ url, body: sent }) => {
        const { pathname: uri } = new URL(url);
        const call = uri.slice(uri.lastIndexOf('/') + 1);
        asked.push(call);
        bodies.push(new TextDecoder().decode(sent ?? undefined));
        const paymentOptions = [{ paymentMethodType: 'CARD', enabled: String(offered() === 'on') }];
        const consulted =
          offered() === 'refused'
            ? { result: resultOf('INVALID_CONTRACT') }
            : { result: resultOf('SUCCESS'), paymentOptions };
        const answer = call === 'consult' ? consulted : { result: resultOf('ORDER_NOT_EXIST') };
        const body = new TextEncoder().encode(JSON.stringify(answer));
        const time = gatewayTime(clock.nowMs());
        const signature = keyedSignature('gateway', { method: 'POST', uri, clientId: CLIENT_ID, time, body });
        return Promise.resolve({
          ...({ kind: 'answered', status: 200, body } as const),
          headers: { 'response-time': time, signature },
        });
      },
    },
  });
  return { gateway, clock, asked, bodies };
}

describe('Whether cards can be taken (antom-card dossier 2)', () => {
  it('is asked at the start and every four hours; between, only whether the line is there', async () => {
    const { gateway, clock, asked } = given(() => 'on');

    for (const afterMs of [0, HOUR_MS, 3 * HOUR_MS]) {
      await clock.advance(afterMs);
      expect((await gateway.checkLine()).answer).toEqual({ kind: 'there' });
    }

    expect(asked).toEqual(['consult', 'inquiryPayment', 'consult']);
  });

  it.each([
    ['SGD', '100'],
    ['JPY', '1'],
    ['KWD', '1000'],
  ])('is asked for 1.00 of the currency: %s', async (currency, value) => {
    const { gateway, bodies } = given(() => 'on', currency);

    await gateway.checkLine();

    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ paymentAmount: { currency, value } });
  });

  it('is asked each time while they are switched off, and health says why', async () => {
    let offer: 'on' | 'off' | 'refused' = 'off';
    const { gateway, asked } = given(() => offer);
    const off = await gateway.checkLine();
    offer = 'refused';
    const refused = await gateway.checkLine();
    offer = 'on';
    const on = await gateway.checkLine();

    expect(off.answer).toEqual({ kind: 'unknown', why: 'cards are switched off for this shop' });
    expect(refused.answer).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('INVALID_CONTRACT') as string,
    });
    expect(on.answer).toEqual({ kind: 'there' });
    expect(asked).toEqual(['consult', 'consult', 'consult']);
  });
});
