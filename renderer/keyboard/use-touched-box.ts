import { useEffect, useState } from 'preact/hooks';

/**
 * The text box that a finger touched last, for as long as it has the focus; and how to let go of it.
 *
 * A box that has the focus already, as the one of a search, counts once it is touched; one that a mouse or a key leads
 * to does not: who uses these types on a keyboard.
 */
export function useTouchedBox(): [HTMLInputElement | null, () => void] {
  const [box, setBox] = useState<HTMLInputElement | null>(null);
  const letGo = (): void => setBox(null);
  useEffect(() => {
    let wasFinger = false;
    const down = (event: PointerEvent): void => {
      wasFinger = isFinger(event);
      // No second keyboard, the system's, comes up beside the till's own.
      const touched = isFinger(event) ? boxAt(event.target) : null;
      if (touched !== null) touched.inputMode = 'none';
    };
    const click = (event: MouseEvent): void => {
      const touched = isFinger(event) ? boxAt(event.target) : null;
      if (touched !== null) setBox(touched);
    };
    // A scene whose only box it is: a finger that led there need not touch it once more.
    const led = ({ target }: FocusEvent): void => {
      if (
        !wasFinger ||
        !(target instanceof HTMLInputElement) ||
        target.dataset['opensKeyboard'] === undefined
      )
        return;
      target.inputMode = 'none';
      setBox(target);
    };
    // A scene that goes takes its boxes along: not every one of them loses its focus first.
    const gone = new MutationObserver(() =>
      setBox((before) => (before?.isConnected === false ? null : before)),
    );
    document.addEventListener('pointerdown', down, true);
    document.addEventListener('click', click, true);
    document.addEventListener('focusout', letGo, true);
    document.addEventListener('focusin', led, true);
    gone.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('pointerdown', down, true);
      document.removeEventListener('click', click, true);
      document.removeEventListener('focusout', letGo, true);
      document.removeEventListener('focusin', led, true);
      gone.disconnect();
    };
  }, []);
  return [box, letGo];
}

function isFinger(event: MouseEvent): boolean {
  return event instanceof PointerEvent && (event.pointerType === 'touch' || event.pointerType === 'pen');
}

/** The box for text at a place, or the one whose label it is. */
function boxAt(target: EventTarget | null): HTMLInputElement | null {
  const found = target instanceof Element ? target.closest('input, label') : null;
  const box = found instanceof HTMLLabelElement ? found.control : found;
  return box instanceof HTMLInputElement && /^(text|password)$/.test(box.type) ? box : null;
}
