import { useLayoutEffect, useRef } from 'preact/hooks';
import { plainKey } from './plain-key.ts';

/** What the keyboard does on a stage. */
export interface KeyActions {
  /** Enter. */
  readonly main?: (() => void) | undefined;
  /** Esc. */
  readonly second?: (() => void) | undefined;
  /** F9. */
  readonly print?: (() => void) | undefined;
  /** A printable character, while no box has the focus. */
  readonly type?: ((character: string) => void) | undefined;
  /** A digit or a point, while no box has the focus, on a stage that takes no other character. */
  readonly digit?: ((key: string) => void) | undefined;
  /** Backspace, while no box has the focus. */
  readonly erase?: (() => void) | undefined;
}

/**
 * Listens to the whole keyboard: no box has to have the focus.
 *
 * Why in the layout effect: it runs before the stage is painted, so that no key which is pressed as soon as the stage
 * is seen is lost; an ordinary effect comes a frame later, and an amount would lack its first digit.
 * Why characters that a stage does not want are remembered: they are a scanner's, and the Enter that ends them is
 * not the cashier's.
 */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useLayoutEffect(() => {
    let stray = false;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { main, second, print, type, digit, erase } = latest.current;
      const inBox = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === 'Enter') {
        const wasStray = stray;
        stray = false;
        if (event.target instanceof HTMLButtonElement && !wasStray && !event.repeat) return;
        event.preventDefault();
        if (!wasStray && !event.repeat) main?.();
      } else if (event.key === 'Escape') second?.();
      else if (event.key === 'F9') print?.();
      else if (event.key === 'Backspace' && !inBox) erase?.();
      else if (event.key.length === 1 && event.key !== ' ' && !inBox) {
        const key = plainKey(event.key);
        if (digit !== undefined && !stray && /^[\d.,]$/.test(key)) {
          event.preventDefault();
          digit(key);
        } else if (type === undefined) stray = true;
        else {
          event.preventDefault();
          type(key);
        }
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
