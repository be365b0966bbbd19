import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../strings/words.ts';
import { keepFocus } from './action.tsx';

interface OverlayProps {
  readonly title: string;
  readonly close: () => void;
  /** Hears every other key. */
  readonly press?: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

/** A sheet of paper over the window; Esc puts it away, and no key reaches what lies under it. */
export function Overlay({ title, close, press: hear, children }: OverlayProps) {
  const words = useWords();
  const sheet = useRef<HTMLDialogElement>(null);
  const latest = useRef({ close, hear });
  latest.current = { close, hear };
  useEffect(() => {
    sheet.current?.showModal();
    const press = (event: KeyboardEvent): void => {
      event.stopImmediatePropagation();
      if (event.key !== 'Escape' && event.key !== 'F12') return latest.current.hear?.(event);
      event.preventDefault();
      latest.current.close();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, []);
  return (
    <dialog ref={sheet} class="sheet" aria-labelledby="sheet-title" onClose={close}>
      <header class="sheet-head">
        <h2 id="sheet-title">{title}</h2>
        <button type="button" class="notice-seen" onMouseDown={keepFocus} onClick={close}>
          {words.strip.close}
        </button>
      </header>
      {children}
    </dialog>
  );
}
