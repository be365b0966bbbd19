import type { ComponentChildren } from 'preact';

/** One thing that the cashier may do; `hint` is the key that does the same. */
export interface ActionProps {
  readonly weight: 'main' | 'second';
  readonly onPress: () => void;
  readonly hint?: 'Enter' | 'Esc' | 'F9';
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A button that leaves the focus where it is when a finger or the mouse presses it.
 *
 * Why: the next Enter belongs to the stage's main action, not to the key that was touched last.
 */
export function Action({ weight, onPress, hint, disabled, children }: ActionProps) {
  return (
    <button
      type="button"
      class={`action action-${weight}`}
      disabled={disabled === true}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      <span>{children}</span>
      {hint === undefined ? null : (
        <kbd class="hint" aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}

/** Keeps the focus where it is. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
