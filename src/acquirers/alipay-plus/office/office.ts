import { z } from 'zod';
import type { Config } from '../../../config/config.ts';
import type { Log } from '../../../ground/ports.ts';
import { textTrouble } from '../../../ground/outside-text.ts';
import type { OfficeFacts } from '../../../journal/office-records.ts';
import type { AcquirerOffice, DisputeAnswerOrder, OfficeCall, OfficeReply } from '../../office.ts';
import type { Called, SignedCalls } from '../../signed-wire/calls.ts';
import { cleanCode, statusOf } from '../../signed-wire/results.ts';
import { loose, NAME_CHARACTERS_MAX, result } from '../../signed-wire/values.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { isOfficeEndpoint, OFFICE_ENDPOINTS } from './endpoints.ts';

export interface AlipayPlusOfficeParts {
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly calls: SignedCalls;
  readonly log: Log;
  readonly timeoutMs: number;
}

/** An answer of the office: its result, and whatever else it says. */
const officeResponse = z.looseObject({
  result: result.extend({ resultMessage: loose(NAME_CHARACTERS_MAX) }),
});

/**
 * The office of Alipay+.
 *
 * Errors: only a signed S or F is final; everything else is unknown, and the same bytes are sent again.
 * Source: office dossier sections 0.2 and 9.2.
 */
export class AlipayPlusOffice implements AcquirerOffice {
  readonly #parts: AlipayPlusOfficeParts;

  constructor(parts: AlipayPlusOfficeParts) {
    this.#parts = parts;
  }

  disputeAnswer(order: DisputeAnswerOrder): OfficeCall {
    return disputeAnswer(order, this.#parts);
  }

  async send({ call, body }: OfficeCall): Promise<OfficeReply> {
    if (!isOfficeEndpoint(call)) return { kind: 'unknown', why: `this acquirer has no call ${call}` };
    const { calls, log, timeoutMs } = this.#parts;
    const path = OFFICE_ENDPOINTS[call];
    const called = await calls.call({ path, body, timeoutMs, schema: officeResponse });
    const reply = replyOf(called);
    const code = reply.code === undefined ? {} : { code: reply.code };
    log.info('the acquirer answered the office', { endpoint: call, answer: reply.kind, ...code });
    return reply;
  }
}

function replyOf(called: Called<z.infer<typeof officeResponse>>): OfficeReply {
  if (called.kind === 'notSent') return { kind: 'unknown', why: called.why };
  if (called.kind === 'unread') {
    const { why, code } = called.answer;
    return { kind: 'unknown', why, code };
  }
  const { response } = called;
  const { resultMessage } = response.result;
  const code = cleanCode(response.result.resultCode);
  switch (statusOf(response.result)) {
    case 'S':
      return { kind: 'accepted', code, say: resultMessage ?? null, facts: factsOf(response) };
    case 'F':
      return { kind: 'refused', code, say: resultMessage ?? null, facts: {} };
    case 'U':
      return { kind: 'unknown', why: 'the acquirer does not know yet', code };
  }
}

/** Every short text of an answer by its name, beside its result: what a shop may need, whatever it is called. */
function factsOf(response: Readonly<Record<string, unknown>>): OfficeFacts {
  return Object.fromEntries(
    Object.entries(response).flatMap(([name, value]) =>
      typeof value === 'string' && value.length <= NAME_CHARACTERS_MAX && textTrouble(value) === null
        ? [[name, value]]
        : [],
    ),
  );
}
