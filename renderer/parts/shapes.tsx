import type { HealthView } from '../../src/contract/till-view.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';

export type ShapeName =
  | SaleView['state']
  | 'closing'
  | 'ok'
  | 'advice'
  | 'down'
  | 'none'
  | 'bench'
  | 'day'
  | 'erase'
  | 'help'
  | 'office';

/** Lines on a field of 24 by 24; what is filled stands in FILLS. */
const LINES: Readonly<Record<ShapeName, string>> = {
  awaitingCode: 'M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M3 12h18',
  submitting: 'M3 12h16M13 6l6 6-6 6',
  customerConfirming: 'M7 2h10v20H7zM10 12l2 2 3-4',
  checking: 'M3 3h18v18H3zM3 12l9-9M3 21L21 3M12 21l9-9',
  capturing: 'M12 3v11M7 9l5 5 5-5M4 20h16',
  cancelling: 'M9 5L4 10l5 5M4 10h11a5 5 0 0 1 0 10h-4',
  closing: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v6l4 3',
  paid: 'M3 13l6 6L21 5',
  failed: '',
  cancelled: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 18L18 6',
  attention: 'M12 3L2 21h20zM12 10v5M12 17.5v1',
  ok: 'M4 13l5 5L20 6',
  advice: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v7M12 16.5v1',
  down: 'M5 5l14 14M19 5L5 19',
  none: 'M5 12h14',
  erase: 'M8 5h14v14H8L2 12zM12 9l6 6M18 9l-6 6',
  day: 'M3 21h18M5 21v-7h3v7M10.5 21V4h3v17M16 21v-11h3v11',
  office: 'M5 3h10l4 4v14H5zM15 3v4h4M8 12h8M8 16h8',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.8M12 16.5v1',
  bench: 'M20 4l-4 4 .5 2.5L19 11l3-4a6 6 0 0 1-8 7l-8 8-3-3 8-8a6 6 0 0 1 7-8z',
};

/** The shape of a state: the same on stage, tape and strip, so that colour never speaks alone. */
export function Shape({ name, large }: { readonly name: ShapeName; readonly large?: boolean }) {
  return (
    <svg
      class={`shape shape-${name} ${large === true ? 'shape-large' : ''}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      {name === 'failed' ? (
        <path class="shape-fill" d="M2 8h20v8H2z" />
      ) : (
        <path class="shape-line" d={LINES[name]} />
      )}
    </svg>
  );
}

/** A frame of amber hatch around what must not be acted upon yet. */
export function Hatch() {
  return (
    <svg class="hatch" aria-hidden="true">
      <pattern id="hatch" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="24" height="24" />
        <rect class="hatch-stripe" width="10" height="24" />
      </pattern>
      <rect width="100%" height="100%" fill="url(#hatch)" />
    </svg>
  );
}

/** The edge where a roll of paper was torn off. */
export function TearEdge() {
  return (
    <svg class="tear" aria-hidden="true">
      <pattern id="tear" width="12" height="8" patternUnits="userSpaceOnUse">
        <path class="tear-paper" d="M0 0h12L6 7z" />
        <path class="tear-line" d="M0 0l6 7 6-7" />
      </pattern>
      <rect width="100%" height="8" fill="url(#tear)" />
    </svg>
  );
}

/** The shape of a part of the till: a tick only where nothing could be better. */
export function shapeOfPart({ status, reason }: Pick<HealthView['gateway'], 'status' | 'reason'>): ShapeName {
  return status === 'ok' && reason !== undefined ? 'advice' : status;
}
