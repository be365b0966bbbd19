import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs of the office, with which a shop loses a dispute, answers it twice, or counts another shop's money. */
export const PLANTED_OFFICE: readonly PlantedBug[] = [
  bug(
    'a dispute is acknowledged though it could not be kept',
    'acquirers/notices.ts',
    'const kept = tellOffice(gateway, notice);',
    "let kept: ReturnType<typeof tellOffice> = 'kept';\ntry { kept = tellOffice(gateway, notice); } catch {}",
  ),
  bug(
    'each try of an answer goes out in a form of its own',
    'till/office/office.ts',
    'const reply = await office.send({ call, body: bytes });',
    'const reply = await office.send({ call, body: Buffer.from(Buffer.from(bytes).toString().replace(/\\}$/, `,"try":${this.parts.clock.nowMs()}}`)) });',
  ),
  bug(
    'an answer goes out under an id that nobody told of',
    'till/office/office.ts',
    'const reply = await office.send({ call, body: bytes });',
    "const reply = await office.send({ call, body: Buffer.from(Buffer.from(bytes).toString().replace(/D-(\\d+)/, 'E-$1')) });",
  ),
  bug(
    'the last day of a dispute ends by UTC and not by UTC+8',
    'acquirers/office-days.ts',
    'const day = Math.floor((occurredAtMs + OFFICE_DAY_OFFSET_MS) / DAY_MS);',
    'const day = Math.floor(occurredAtMs / DAY_MS);',
  ),
  bug(
    'an answer needs nobody who approves it',
    'till/office/dispute-answers.ts',
    'if (body.approver === undefined) return APPROVER_REQUIRED;',
    "if (body.approver === undefined) return this.#approve(now(), wish.value, 'nobody');",
  ),
  bug(
    'a line of another shop counts as ours',
    'reconcile/settlement/own-share.ts',
    '  return (\n',
    '  return false && (\n',
  ),
  bug(
    'parts are declared that come to more than the payment',
    'till/office/customs-desk.ts',
    'if (minor <= left) return null;',
    'return null;',
  ),
  bug(
    'a sale that waits for its code holds the office up',
    'till/office/office.ts',
    '() => (terminal.book.busy()?.payments.length ?? 0) > 0,',
    '() => terminal.book.busy() !== undefined,',
  ),
];
