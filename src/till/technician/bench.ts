import type { HealthView } from '../../contract/till-view.ts';
import type { Ms } from '../../ground/time.ts';
import type { BenchView } from '../../contract/technician-commands.ts';

type Device = BenchView['devices'][number];
type Part = HealthView['gateway'];

/** When each part of the till last spoke: answered, read or printed. By the names of health: `scanners/<name>`. */
export class Spoken {
  readonly #atMs = new Map<string, Ms>();

  heard(part: string, atMs: Ms): void {
    this.#atMs.set(part, atMs);
  }

  of(part: string): Ms | undefined {
    return this.#atMs.get(part);
  }
}

/** The devices on the bench, in the order of the strip. */
export function devicesOf(health: HealthView, spoken: Spoken, iso: (atMs: Ms) => string): Device[] {
  const device = (kind: Device['kind'], place: string, part: Part): Device => {
    const atMs = spoken.of(part.name === undefined ? place : `${place}/${part.name}`);
    return {
      kind,
      name: part.name ?? place,
      status: part.status,
      since: part.since,
      ...(part.reason === undefined ? {} : { reason: part.reason }),
      ...(part.why === undefined ? {} : { why: part.why }),
      ...(atMs === undefined ? {} : { spokeAt: iso(atMs) }),
    };
  };
  return [
    device('gateway', 'gateway', health.gateway),
    ...health.scanners.map((part) => device('scanner', 'scanners', part)),
    ...health.printers.map((part) => device('printer', 'printers', part)),
    device('journal', 'journal', health.journal),
    ...(health.marks === undefined ? [] : [device('marks', 'marks', health.marks)]),
    ...(health.letters === undefined ? [] : [device('letters', 'letters', health.letters)]),
  ];
}
