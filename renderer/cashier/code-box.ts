import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** The box for a code that is typed or pasted. */
export interface CodeBox {
  readonly isOpen: boolean;
  readonly text: string;
  readonly box: RefObject<HTMLInputElement | null>;
  /** Shows the box, with the focus in it. */
  readonly open: () => void;
  /** Adds what is typed or pasted, and shows the box. */
  readonly add: (characters: string) => void;
  readonly change: (text: string) => void;
  /** Empties and hides the box. */
  readonly close: () => void;
}

/**
 * Keeps the box hidden until somebody wants to type: by its key, by a character or by pasting.
 *
 * Why: a scanner needs no box, and what the cashier has to do is to scan.
 */
export function useCodeBox(): CodeBox {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const add = (characters: string): void => {
    setOpen(true);
    setText((before) => before + characters);
    box.current?.focus();
  };
  useLayoutEffect(() => {
    if (isOpen) box.current?.focus({ preventScroll: true });
  }, [isOpen]);
  useLayoutEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      add(event.clipboardData?.getData('text').trim() ?? '');
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  return {
    ...{ isOpen, text, box, add },
    open: () => setOpen(true),
    change: setText,
    close: () => {
      setText('');
      setOpen(false);
    },
  };
}
