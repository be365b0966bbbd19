import { useEffect, useState } from 'preact/hooks';
import { after } from '../page/clock.ts';
import { ask } from '../till/till.ts';

/** From an answer that did not come to the next try. */
const AGAIN_MS = 1000;

/**
 * The link of a sale for the customer's phone; null until it is there, and where there is none to be shown.
 *
 * Why it is asked for: it is in no event, and only this screen gets it. `of` names the link that is wanted.
 */
export function useLink(of: string | null): string | null {
  const [link, setLink] = useState<{ readonly of: string; readonly url: string } | null>(null);
  useEffect(() => {
    setLink(null);
    if (of === null) return undefined;
    let isWanted = true;
    let callOff = (): void => undefined;
    const fetchLink = async (): Promise<void> => {
      const answer = await ask('showLink', { params: {}, body: null });
      if (!isWanted) return;
      if (answer.ok) setLink({ of, url: answer.value.url });
      else if (answer.refusal.slug === 'no-answer') callOff = after(AGAIN_MS, () => void fetchLink());
    };
    void fetchLink();
    return () => {
      isWanted = false;
      callOff();
    };
  }, [of]);
  // A link of before is never shown for the next one, not even for one picture.
  return link !== null && link.of === of ? link.url : null;
}
