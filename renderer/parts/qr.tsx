import { create } from 'qrcode';

/** Clear modules around a QR code. Source: ISO/IEC 18004, quiet zone of 4 modules. */
const QUIET_MODULES = 4;

interface QrProps {
  readonly text: string;
  readonly label: string;
  /** Error correction. Source: ISO/IEC 18004. A screen has no dirt: long texts are better off with `L`. */
  readonly level?: 'L' | 'M';
}

/** A text as a QR code that a scanner can read from the screen. */
export function Qr({ text, label, level = 'M' }: QrProps) {
  const { modules } = create(text, { errorCorrectionLevel: level });
  const edge = modules.size + 2 * QUIET_MODULES;
  const dots = Array.from(modules.data, (dark, index) =>
    dark === 0
      ? ''
      : `M${QUIET_MODULES + (index % modules.size)} ${QUIET_MODULES + Math.floor(index / modules.size)}h1v1h-1z`,
  ).join('');
  return (
    <svg
      class="qr"
      style={{ '--modules': edge }}
      viewBox={`0 0 ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect class="qr-ground" width={edge} height={edge} />
      <path class="qr-dots" d={dots} />
    </svg>
  );
}
