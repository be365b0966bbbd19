import { useLayoutEffect, useRef } from 'preact/hooks';

/** Keys of the whole window, on every stage. */
export type WindowKeys = Readonly<Record<'F2' | 'F3' | 'F4' | 'F8' | 'F12', () => void>>;

/** Listens for the keys of the whole window. */
export function useWindowKeys(keys: WindowKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = (latest.current as Readonly<Record<string, () => void>>)[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
