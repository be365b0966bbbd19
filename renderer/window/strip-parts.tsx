import type { ComponentChildren } from 'preact';
import { keepFocus } from '../parts/action.tsx';
import { Shape, type ShapeName } from '../parts/shapes.tsx';
import { useWords } from '../strings/words.ts';

interface StripButtonProps {
  readonly shape: ShapeName;
  readonly open: boolean;
  readonly toggle: () => void;
  /** What is heard of it, where that is more than what is read. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** One part of the strip; a touch says more of it. */
export function StripButton({ shape, open, toggle, label, children }: StripButtonProps) {
  return (
    <button
      type="button"
      class={`strip-part strip-${shape}`}
      aria-expanded={open}
      aria-label={label}
      onMouseDown={keepFocus}
      onClick={toggle}
    >
      <Shape name={shape} />
      <span>{children}</span>
    </button>
  );
}

interface SaysProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** What the strip says of one of its parts. */
export function Says({ title, close, children }: SaysProps) {
  const words = useWords();
  return (
    <div class="strip-says" role="status">
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      <button type="button" class="notice-seen" onMouseDown={keepFocus} onClick={close}>
        {words.strip.close}
      </button>
    </div>
  );
}
