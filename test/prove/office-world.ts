import type {
  AcquirerOffice,
  CustomsOffice,
  OfficeCall,
  OfficeReply,
  RegistrationOffice,
} from '../../src/acquirers/office.ts';
import { declarationId, declareCall } from '../../src/acquirers/alipay-plus/office/customs.ts';
import { registrationCall } from '../../src/acquirers/alipay-plus/office/registration.ts';
import { disputeAnswer } from '../../src/acquirers/alipay-plus/office/dispute-answer.ts';
import type { Config } from '../../src/config/config.ts';
import { ok } from '../../src/ground/result.ts';
import type { OfficeFiles } from '../../src/office/files.ts';
import { createHash } from 'node:crypto';
import { GIVEN_OFFICE } from '../fakes/given-office.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import type { Choices } from './choices.ts';

/** What may be declared of each payment, in minor units of CNY. */
export const WHOLE_MINOR = 7280;

/** The power was cut in the middle of a write. */
export class PowerCut extends Error {}

/** What the till has on its disks, and when the power is cut. */
export class Disks {
  readonly journal: CuttableJournal;
  readonly files: OfficeFiles;
  readonly #kept = new Map<string, Uint8Array>();
  /** How many more writes are done before the power is cut, and whether the last of them is. */
  cut: { left: number; done: boolean } | null = null;

  constructor() {
    this.journal = new CuttableJournal(this);
    this.files = {
      keep: (bytes) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        this.write(() => void this.#kept.set(sha256, bytes));
        return ok({ sha256, bytes: bytes.length });
      },
      read: (sha256) => this.#kept.get(sha256) ?? null,
      drop: (sha256) => this.write(() => void this.#kept.delete(sha256)),
      all: () => [...this.#kept.keys()],
    };
  }

  /** Does a write, or cuts the power before or after it. */
  write(act: () => void): void {
    const { cut } = this;
    if (cut === null) return act();
    if (cut.left > 0) {
      cut.left -= 1;
      return act();
    }
    this.cut = null;
    if (cut.done) act();
    throw new PowerCut('the power was cut');
  }
}

class CuttableJournal extends MemoryJournal {
  readonly #disks: Disks;

  constructor(disks: Disks) {
    super();
    this.#disks = disks;
  }

  override append(...row: Parameters<MemoryJournal['append']>): void {
    this.#disks.write(() => super.append(...row));
  }
}

/** What came of one call. */
interface Received {
  readonly id: string;
  readonly body: string;
  readonly said: 'S' | 'F' | 'nothing';
}

/** The acquirer's side of disputes: it takes each answer once, and may say nothing of it. */
export class AcquirerBook implements AcquirerOffice {
  readonly received: Received[] = [];
  readonly #choices: Choices;
  readonly #config: Config;
  quiet = false;

  constructor(choices: Choices, config: Config) {
    this.#choices = choices;
    this.#config = config;
  }

  disputeAnswer(order: Parameters<AcquirerOffice['disputeAnswer']>[0]): OfficeCall {
    const { terminal, merchant } = this.#config;
    return disputeAnswer(order, { terminal, merchant, words: GIVEN_OFFICE.words });
  }

  readonly registration: RegistrationOffice = {
    trouble: () => null,
    request: (order) => registrationCall(order, { merchant: this.#config.merchant, notifyUrl: undefined }),
    ask: () =>
      Promise.resolve({
        kind: 'told',
        standings: [{ id: 'S', status: this.quiet ? 'COMPLETED' : 'PENDING', facts: {}, parts: [] }],
      }),
  };

  readonly customs: CustomsOffice = {
    idOf: declarationId,
    declarable: () => Promise.resolve({ kind: 'declarable', wholeMinor: WHOLE_MINOR }),
    declare: (order) => declareCall(order, GIVEN_OFFICE.words),
    ask: () => Promise.resolve({ kind: 'told', standings: [] }),
    askedAtOnce: 10,
  };

  async send({ body }: OfficeCall): Promise<OfficeReply> {
    await Promise.resolve();
    const text = Buffer.from(body).toString('utf8');
    const id = idIn(text);
    const fate = this.quiet ? 0 : this.#choices.weighted([5, 2, 2, 1]);
    if (fate === 1) return { kind: 'unknown', why: 'lost on the way' };
    this.received.push({ id, body: text, said: fate === 0 ? 'S' : fate === 3 ? 'F' : 'nothing' });
    if (fate === 2) return { kind: 'unknown', why: 'the answer was lost' };
    return {
      kind: fate === 0 ? 'accepted' : 'refused',
      code: fate === 0 ? 'SUCCESS' : 'PARAM_ILLEGAL',
      say: null,
      facts: {},
    };
  }
}

/** What a body is of: a dispute, a registration or a declaration. */
function idIn(text: string): string {
  const read = JSON.parse(text) as Readonly<Record<string, string | undefined>>;
  return (
    read['disputeRequestId'] ?? read['registrationRequestId'] ?? read['customsDeclarationRequestId'] ?? ''
  );
}
