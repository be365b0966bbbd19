import { shortId, type Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

interface Parts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
  /** The acquirer may tell of it by itself. */
  readonly tell: (paymentRequestId: string) => void;
}

type Deed = 'part' | 'rest' | 'cancel';
const DEEDS: readonly [Deed, ...Deed[]] = ['part', 'rest', 'cancel'];
/** Soon enough to meet a void or a refund of the till that is under way, or long after. */
const AFTER_MS = [2000, 15_000, 40_000, 75_000, 600_000, 3_600_000] as const;

/** Somebody at the acquirer's portal who gives back what a till was paid; nobody tells the till but perhaps a notice. */
export class Portal {
  readonly #parts: Parts;
  readonly #percent: number;
  readonly #only: Deed | null;
  #count = 0;
  #open = true;

  constructor(parts: Parts) {
    const { choices } = parts;
    this.#parts = parts;
    this.#percent = choices.of([0, 60], [84, 16]);
    this.#only = this.#percent > 0 && choices.chance(50) ? choices.of(DEEDS) : null;
  }

  /** From here on nobody does anything there. */
  close(): void {
    this.#open = false;
  }

  /** A pay has left: perhaps it is given back there some time. */
  watch(paymentRequestId: string): void {
    const { choices, timeline } = this.#parts;
    if (!choices.chance(this.#percent)) return;
    const times = 1 + choices.weighted([75, 25]);
    for (let time = 0; time < times; time += 1) {
      timeline.after(choices.of(AFTER_MS), () => this.#act(paymentRequestId));
    }
  }

  #act(paymentRequestId: string): void {
    const { acquirer, choices, story, timeline } = this.#parts;
    const entry = acquirer.entry(paymentRequestId);
    if (!this.#open || entry === undefined || entry.netMinor === 0) return;
    const deed = this.#only ?? choices.of(DEEDS, [50, 25, 25]);
    if (deed === 'cancel') {
      const { result } = acquirer.ledger.cancelPayment({ paymentRequestId }, timeline.nowMs);
      if (result.resultStatus !== 'S') return;
      story.tell(() => `${shortId(paymentRequestId)} is cancelled at the acquirer's portal`);
      acquirer.taken.set(paymentRequestId, { by: null, excused: true });
    } else {
      const third = Math.ceil(entry.chargedMinor / 3);
      const minor = deed === 'part' ? Math.min(third, entry.netMinor) : entry.netMinor;
      this.#count += 1;
      const refundRequestId = `P${this.#count}`;
      const refundAmount = { currency: entry.amount.currency, value: String(minor) };
      acquirer.ledger.refund({ paymentRequestId, refundRequestId, refundAmount }, timeline.nowMs);
      story.tell(() => `${minor} of ${shortId(paymentRequestId)} is refunded at the acquirer's portal`);
    }
    if (choices.chance(40)) this.#parts.tell(paymentRequestId);
  }
}
