import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Scan, Scanner } from '../../src/scan/port.ts';
import { invariant, type Result } from '../../src/ground/result.ts';
import { Conduct } from '../../src/scan/conduct.ts';
import { SCAN_POLICY } from '../../src/config/scan-policy.ts';
import type { ScanReader } from '../../src/scan/reader.ts';

/**
 * How often a scanner that is away is looked for.
 *
 * Source: interface section 5: ready again within 2 s; a quarter of it, as opening takes time too.
 */
export const REOPEN_EVERY_MS = 500;

/** After a pause this long, what comes is another scan, as far as its speed is told. Assumed. */
const READING_PAUSE_MS = 500;

/** What an open device tells: what it sent, then at most once that it is lost. Nothing after `close`. */
export interface DeviceSink {
  sent(bytes: Uint8Array): void;
  lost(why: string): void;
}

/** A scanner's device, open. */
export interface Attached {
  readonly path: string;
  readonly reader: ScanReader;
  /** Something that works and could be better: for a page, and in words. */
  readonly remark?: Required<Pick<PartHealth, 'reason' | 'why'>> | undefined;
  /** Whether the device is still there, where a loss may come without being told. */
  readonly isThere?: (() => Promise<boolean>) | undefined;
  close(): Promise<void>;
}

/** One kind of scanner: how it is found and opened. A failure is in words that say what to do. */
export interface ScannerKind {
  readonly name: string;
  /** Its bytes come as a stream, and not in reports that are frames of their own. */
  readonly stream: boolean;
  attach(sink: DeviceSink): Promise<Result<Attached, string>>;
}

type Sink = Parameters<Scanner['start']>[0];

/** Makes a scanner of a kind: opened when it is started, and again after each loss, on whichever path it comes back. */
export function watchedScanner(kind: ScannerKind, clock: Clock): Scanner {
  let watch: Watch | undefined;
  return {
    name: kind.name,
    start(sink) {
      invariant(watch === undefined, 'a scanner is started once until it is stopped');
      watch = new Watch(kind, clock, sink);
    },
    startOver: () => watch?.startOver(),
    async stop() {
      await watch?.stop();
      watch = undefined;
    },
  };
}

/** The time from start to stop. */
class Watch {
  readonly #kind: ScannerKind;
  readonly #clock: Clock;
  readonly #sink: Sink;
  readonly #conduct: Conduct;
  #attached: Attached | undefined;
  #opening: Promise<void>;
  #stopped = false;
  #said: PartHealth | undefined;
  /** When the first and the last byte came of what is being read. */
  #reading: { readonly fromMs: number; lastMs: number } | null = null;
  #callOffReopen = () => {};
  #callOffSilence = () => {};
  #callOffLook = () => {};
  #callOffPresence = () => {};

  constructor(kind: ScannerKind, clock: Clock, sink: Sink) {
    this.#kind = kind;
    this.#clock = clock;
    this.#sink = sink;
    this.#conduct = new Conduct(kind.stream, CODE_BOOK);
    this.#opening = this.#open();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffReopen();
    this.#callOffTimers();
    await this.#opening;
    await this.#attached?.close();
  }

  startOver(): void {
    this.#attached?.reader.startOver(this.#clock.nowMs());
  }

  async #open(): Promise<void> {
    let lost: string | undefined;
    const early: Uint8Array[] = [];
    const attached = await this.#kind.attach({
      sent: (bytes) => {
        if (this.#attached === undefined) early.push(bytes);
        else this.#sent(bytes);
      },
      lost: (why) => {
        lost = why;
        if (this.#attached !== undefined) this.#lost(this.#attached.path, why);
      },
    });
    if (!attached.ok) {
      this.#down('unusable', attached.error);
      return;
    }
    this.#attached = attached.value;
    if (lost !== undefined) {
      this.#lost(attached.value.path, lost);
      return;
    }
    this.#conduct.forget();
    this.#sayConduct();
    this.#watchPresence(attached.value);
    for (const bytes of early) this.#sent(bytes);
  }

  #sent(bytes: Uint8Array): void {
    const reader = this.#attached?.reader;
    if (reader === undefined) return;
    const nowMs = this.#clock.nowMs();
    if (this.#reading === null || nowMs - this.#reading.lastMs > READING_PAUSE_MS)
      this.#reading = { fromMs: nowMs, lastMs: nowMs };
    this.#reading.lastMs = nowMs;
    const scans = reader.feed(bytes, nowMs);
    this.#conduct.sent(bytes.length, scans, nowMs);
    this.#tell(scans, nowMs);
    this.#sayConduct();
    this.#awaitSilence(reader);
    this.#lookLater(reader);
  }

  #awaitSilence(reader: ScanReader): void {
    this.#callOffSilence();
    const endsAtMs = reader.endsAtMs;
    if (endsAtMs === undefined || this.#stopped) return;
    this.#callOffSilence = this.#clock.after(Math.max(1, endsAtMs - this.#clock.nowMs()), () => {
      const nowMs = this.#clock.nowMs();
      const scans = reader.silence(nowMs);
      this.#conduct.sent(0, scans, nowMs);
      this.#tell(scans, nowMs);
      // A timer may fire a little early; then the frame is still there and is waited for again.
      this.#awaitSilence(reader);
    });
  }

  /** Looks again at a scanner that babbles, or that has begun a frame and may never end it. */
  #lookLater(reader: ScanReader): void {
    this.#callOffLook();
    const nowMs = this.#clock.nowMs();
    if (this.#stopped) return;
    if (this.#conduct.isBabbling(nowMs)) {
      this.#callOffLook = this.#clock.after(SCAN_POLICY.calmMs, () => this.#sayConduct());
    } else if (reader.halfSinceMs !== undefined) {
      this.#callOffLook = this.#clock.after(SCAN_POLICY.endlessMs, () => {
        this.#conduct.foundNoEnd();
        this.#sayConduct();
        this.#tell([{ kind: 'refused', why: 'misread' }], this.#clock.nowMs());
      });
    }
  }

  #watchPresence(attached: Attached): void {
    const { isThere, path } = attached;
    if (isThere === undefined || this.#stopped) return;
    const look = async () => {
      const there = await isThere();
      if (this.#stopped || this.#attached !== attached) return;
      if (there) {
        this.#watchPresence(attached);
        return;
      }
      await attached.close();
      if (this.#attached === attached) this.#lost(path, 'it is gone');
    };
    this.#callOffPresence = this.#clock.after(REOPEN_EVERY_MS, () => void look());
  }

  #lost(path: string, why: string): void {
    this.#callOffTimers();
    this.#attached?.reader.forget();
    this.#attached = undefined;
    this.#down('unplugged', `${path} was lost (${why}): plug the scanner in again`);
  }

  #down(reason: HealthReason, why: string): void {
    this.#say({ status: 'down', reason, why });
    if (this.#stopped) return;
    this.#callOffReopen = this.#clock.after(REOPEN_EVERY_MS, () => {
      this.#opening = this.#open();
    });
  }

  #callOffTimers(): void {
    this.#callOffSilence();
    this.#callOffLook();
    this.#callOffPresence();
  }

  /** While a scanner babbles, what it gets wrong is said once, as its health, and not scan by scan. */
  #tell(scans: readonly Scan[], nowMs: number): void {
    const babbles = this.#conduct.isBabbling(nowMs);
    const reading = this.#reading;
    const tookMs = reading === null ? undefined : reading.lastMs - reading.fromMs;
    if (scans.length > 0) this.#reading = null;
    for (const scan of scans) {
      if (this.#stopped || (babbles && scan.kind === 'refused')) continue;
      this.#sink.scanned(scan, tookMs);
    }
  }

  #sayConduct(): void {
    const attached = this.#attached;
    if (attached === undefined) return;
    const health = this.#conduct.healthAt(this.#clock.nowMs());
    const { path, remark } = attached;
    if (health.why !== undefined) this.#say({ ...health, why: `${path}: ${health.why}` });
    else this.#say(remark === undefined ? health : { ...health, ...remark, why: `${path}: ${remark.why}` });
  }

  #say(health: PartHealth): void {
    if (this.#stopped || (this.#said?.status === health.status && this.#said.why === health.why)) return;
    this.#said = health;
    this.#sink.health(health);
  }
}
