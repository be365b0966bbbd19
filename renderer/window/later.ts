import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A page of the window that is fetched on its own, after the window itself; null until it is there.
 *
 * It is asked for at once, so that it is at hand when it is opened, and again when it is opened without being there.
 */
export function useLater<P>(load: () => Promise<ComponentType<P>>, opened: boolean): ComponentType<P> | null {
  const [later, setLater] = useState<{ readonly Page: ComponentType<P> } | null>(null);
  useEffect(() => {
    if (later === null) void load().then((Page) => setLater({ Page }));
  }, [opened]);
  return later?.Page ?? null;
}
