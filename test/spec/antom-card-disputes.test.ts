import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { disputeHearing } from '../../src/acquirers/antom-card/disputes.ts';
import type { OfficeHeard } from '../../src/acquirers/notices.ts';
import { keyedSignature, TILL_SIGNING, type Signer } from '../prove/keyed-signing.ts';

const CLIENT_ID = 'SANDBOX_5Y00000000000042';
const NOW_MS = Date.parse('2026-11-25T03:00:00Z');
const HOUR_MS = 3_600_000;

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../vectors/antom/notifyDispute.request.${name}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

/** What the till makes of a notice; `sentMs` is when it was signed. */
function heard(message: object, signer: Signer = 'gateway', sentMs = NOW_MS): OfficeHeard | null {
  const uri = '/n/card';
  const body = new TextEncoder().encode(JSON.stringify(message));
  const time = String(sentMs);
  const signature = keyedSignature(signer, { method: 'POST', uri, clientId: CLIENT_ID, time, body });
  const headers = { 'client-id': CLIENT_ID, 'request-time': time, signature };
  const hear = disputeHearing({
    ...{ clientId: CLIENT_ID, signing: TILL_SIGNING, timeZone: 'Asia/Singapore' },
    isAddress: () => false,
  });
  return hear({ method: 'POST', uri, headers, body }, NOW_MS);
}

describe('What Antom tells of disputes (antom-card dossier 9)', () => {
  it('a new one is kept with its amount and its day, and with nothing that the till does not know', () => {
    const told = heard({ ...sample('created'), cardNo: '4054695723100768' });

    expect(told).toMatchObject({
      kind: 'office',
      notice: { about: 'dispute', asks: 'chargeback', isLate: false, dueAtMs: expect.any(Number) as number },
    });
    const { notice } = told as Extract<OfficeHeard, { kind: 'office' }>;
    expect('body' in notice ? new TextDecoder().decode(notice.body) : '').not.toContain('4054695723100768');
  });

  it('one that is hours old is kept, and marked; one that is not theirs is a stranger’s', () => {
    expect(heard(sample('created'), 'gateway', NOW_MS - 5 * HOUR_MS)).toMatchObject({
      ...{ kind: 'office', notice: { isLate: true } },
    });
    expect(heard(sample('created'), 'stranger')).toMatchObject({ kind: 'stranger' });
  });

  it.each([
    ['judged-customer', {}, 'won'],
    ['judged-merchant', {}, 'lost'],
    ['judged-merchant', { disputeJudgedResult: 'VALIDATE_FAIL' }, 'lost'],
    ['judged-merchant', { disputeJudgedResult: 'VALIDATE_SUCCESS' }, 'won'],
    ['judged-merchant', { disputeJudgedResult: 'constructor' }, null],
    ['created', { disputeNotificationType: 'DISPUTE_ACCEPTED' }, 'lost'],
    ['created', { disputeNotificationType: 'RDR_RESOLVED' }, 'lost'],
    ['created', { disputeNotificationType: 'DISPUTE_CANCELLED' }, 'withdrawn'],
    ['created', { disputeNotificationType: 'DEFENSE_SUPPLIED' }, null],
    ['created', { disputeNotificationType: 'DEFENSE_DUE_ALERT' }, null],
    ['created', { disputeNotificationType: 'SOMETHING_NEW' }, null],
  ] as const)('%s %o ends it as %s, and brings the dispute along', (name, changes, outcome) => {
    expect(heard({ ...sample(name), ...changes })).toMatchObject({
      ...{ kind: 'office', notice: { about: 'dispute', outcome, arrival: { asks: 'chargeback' } } },
    });
  });

  it('a request for papers takes no money; one that names no dispute is refused; any other notice is none of it', () => {
    const request = { ...sample('created'), disputeType: 'RETRIEVAL_REQUEST' };

    expect(heard(request)).toMatchObject({ notice: { asks: 'papers' } });
    expect(heard({ ...sample('created'), disputeId: undefined })).toMatchObject({ kind: 'refused' });
    expect(heard({ notifyType: 'PAYMENT_RESULT' })).toBeNull();
  });
});
