import { saleStateOf } from '../../src/payment/sale.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Ms } from '../../src/ground/time.ts';
import { invariant } from '../../src/ground/result.ts';
import { CodeWanted } from '../../src/scan/code-wanted.ts';
import { clockHealth } from '../../src/till/clock-health.ts';
import { gatewayDown } from '../../src/till/gateway-down.ts';
import type { NoticesParts } from '../../src/acquirers/notices.ts';
import type { OfficeDesk } from '../../src/till/office/office-desk.ts';
import type { Press } from '../../src/till/press.ts';
import type { Screen } from '../../src/till/screen.ts';
import type { Spoken } from '../../src/till/technician/bench.ts';
import type { Terminal, TerminalParts } from '../../src/till/terminal.ts';
import type { TillScanners } from '../till-scanners.ts';

/** Everything that hears of the loop. */
export interface Connected {
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly press: Press;
  readonly scanners: TillScanners;
  readonly spoken: Spoken;
  readonly office: OfficeDesk;
}

type Heard = Pick<TerminalParts, 'print' | 'notice' | 'changed' | 'heard'>;

/**
 * What the loop tells, and whom.
 *
 * Why an object of its own: screen, press and scanners are built on the loop, and hear of it. They are connected once,
 * when all of them are built and before the first event.
 */
export class LoopListeners implements Heard {
  readonly #codeWanted = new CodeWanted();
  /** By gateway: what kept the last call from an answer. */
  readonly #troubles = new Map<string, HealthReason>();
  #connected: Connected | null = null;
  readonly #machineAheadMs: () => Ms;

  /** `machineAheadMs`: the machine's clock less the till's. */
  constructor(machineAheadMs: () => Ms) {
    this.#machineAheadMs = machineAheadMs;
  }

  connect(connected: Connected): void {
    this.#connected = connected;
  }

  readonly print: Heard['print'] = (saleId, copy, printer) => this.#all.press.print(saleId, copy, printer);

  readonly notice: Heard['notice'] = (kind, say) => this.#all.screen.notice(kind, say);

  readonly changed: Heard['changed'] = () => {
    const { clock, terminal, scanners, screen, spoken, office } = this.#all;
    const waiting = terminal.book.busy();
    const saleId = waiting !== undefined && saleStateOf(waiting) === 'awaitingCode' ? waiting.saleId : null;
    if (this.#codeWanted.begins(saleId)) scanners.startOver();
    spoken.heard('journal', clock.nowMs());
    office.saleChanged();
    screen.changed();
  };

  readonly tellOffice: NoticesParts['tellOffice'] = (gateway, notice) =>
    this.#all.office.tell(gateway, notice);

  readonly heard: Heard['heard'] = (name, why) => {
    const { clock, screen, spoken, terminal } = this.#all;
    if (why === null) spoken.heard(`gateway/${name}`, clock.nowMs());
    screen.report(
      `gateway/${name}`,
      why === null
        ? clockHealth(terminal.clockOffsetMs(name), this.#machineAheadMs())
        : gatewayDown(this.#troubles.get(name) ?? 'noAnswer', why),
    );
  };

  /** What kept a call to a gateway from an answer; null where one came. */
  trouble(name: string, reason: HealthReason | null): void {
    if (reason === null) this.#troubles.delete(name);
    else this.#troubles.set(name, reason);
  }

  get #all(): Connected {
    invariant(this.#connected !== null, 'the loop has its listeners before its first event');
    return this.#connected;
  }
}
