import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Exchange, HttpCall } from '../../src/acquirers/port.ts';
import { saferpayConfig } from '../../src/acquirers/saferpay/config.ts';
import { SaferpayGateway } from '../../src/acquirers/saferpay/gateway.ts';
import { transactionRequest } from '../../src/acquirers/saferpay/messages.ts';
import { refOf } from '../../src/payment/ids.ts';
import { agentConfig } from '../fakes/agent-folder.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const ID = '90000000000000000000000001';
const REF = refOf(ID);
const EXPIRES = '2026-11-20T11:00:00.000Z';
const FACTS = { token: 'tok', expiresAt: EXPIRES, endsAt: '2026-11-20T12:00:00.000Z' };

function sample(name: string): string {
  return readFileSync(new URL(`../vectors/saferpay/${name}`, import.meta.url), 'utf8');
}

/** A gateway whose calls are answered in turn by samples, as if they were about this attempt; null is silence. */
function given(answers: readonly (readonly [status: number, sample: string] | null)[]) {
  const calls: HttpCall[] = [];
  const send = (call: HttpCall): Promise<Exchange> => {
    const answer = answers[Math.min(calls.length, answers.length - 1)];
    calls.push(call);
    if (answer == null) return Promise.resolve({ kind: 'silent', why: 'no answer' });
    const asked = JSON.parse(Buffer.from(call.body!).toString()) as { RequestHeader: { RequestId: string } };
    const told = JSON.parse(sample(answer[1]).replaceAll('T0007-261120-000042-1"', `${REF}"`)) as object;
    const body = Buffer.from(
      JSON.stringify({ ...told, ResponseHeader: { RequestId: asked.RequestHeader.RequestId } }),
    );
    return Promise.resolve({ kind: 'answered', status: answer[0], headers: {}, body });
  };
  const { terminal } = agentConfig('https://gateway.example') as never as {
    terminal: ConstructorParameters<typeof SaferpayGateway>[0]['terminal'];
  };
  const gateway = new SaferpayGateway({
    name: 'saferpay',
    config: saferpayConfig.parse({
      ...{ kind: 'saferpay', baseUrl: 'https://test.saferpay.com/api', stage: 'test' },
      ...{ customerId: '123456', terminalId: '17654321', user: 'API', password: { file: 'x' } },
    }),
    ...{ password: 'p', terminal, publicUrl: null, http: { send } },
    clock: { nowMs: () => Date.parse('2026-11-20T10:33:00Z') },
    log: QUIET,
  });
  const ask = async () => (await gateway.inquire({ paymentRequestId: ID, facts: FACTS })).answer;
  return { ask, calls, called: () => calls.map(({ url }) => url.split('/').at(-1)) };
}

const HELD = [200, 'assert.response.other-brand-authorized.json'] as const;

describe('Saferpay › money that another brand holds (dossier 4, 5.2)', () => {
  it('is collected once by its transaction, and is paid then', async () => {
    const { ask, called, calls } = given([HELD, [200, 'capture.response.json']]);

    const answer = await ask();

    expect(called()).toEqual(['Assert', 'Capture']);
    expect(JSON.parse(Buffer.from(calls[1]!.body!).toString())).toMatchObject({
      TransactionReference: { TransactionId: 'Ux3rT9bA8tnQSAnbW0vEbUp7jM2A' },
    });
    expect(answer).toMatchObject({
      kind: 'charged',
      charge: { walletBrandName: 'VISA Saferpay Test' },
      facts: { captureId: 'Ux3rT9bA8tnQSAnbW0vEbUp7jM2A_c' },
    });
  });

  it('that was collected before is looked for', async () => {
    const already = [402, 'cancel.error.already-captured.json'] as const;
    const { ask, called } = given([HELD, already, [200, 'inquire.response.captured.json']]);

    const answer = await ask();

    expect(called()).toEqual(['Assert', 'Capture', 'Inquire']);
    expect(answer.kind).toBe('charged');
  });

  it('that cannot be collected is released, and only then surely not charged', async () => {
    const refused = [402, 'refund.error.declined.json'] as const;
    const released = given([HELD, refused, [200, 'capture.response.json']]);
    const lost = given([HELD, refused, null]);
    const unanswered = given([HELD, null]);

    const answers = [await released.ask(), await lost.ask(), await unanswered.ask()];

    expect(released.called()).toEqual(['Assert', 'Capture', 'Cancel']);
    expect(answers).toMatchObject([
      { kind: 'notCharged', reason: { code: 'SAFERPAY_NOT_COLLECTED' } },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ]);
    expect(unanswered.called()).toEqual(['Assert', 'Capture']);
  });

  it('is asked for by the bodies of the samples', () => {
    const head = (requestId: string) => ({
      ...{ specVersion: '1.53', customerId: '123456', requestId, retry: 0 },
    });
    const transactionId = 'Ux3rT9bA8tnQSAnbW0vEbUp7jM2A';
    const body = (requestId: string): unknown =>
      JSON.parse(new TextDecoder().decode(transactionRequest(head(requestId), transactionId)));

    expect(body('T0007-261120-000042-1-c1')).toEqual(JSON.parse(sample('capture.request.json')));
    expect(body('T0007-261120-000042-1-x1')).toEqual(JSON.parse(sample('cancel.request.json')));
  });
});

describe('Saferpay › questions (dossier 6)', () => {
  it('are eight Asserts of one payment at the most, whoever asks; then Inquire and the list decide', async () => {
    const { ask, called } = given([[402, 'assert.error.not-started.json']]);

    for (let count = 0; count < 30; count += 1) await ask();

    expect(called().filter((call) => call === 'Assert')).toHaveLength(8);
    expect(called().filter((call) => call === 'Inquire')).toHaveLength(3);
  });
});
