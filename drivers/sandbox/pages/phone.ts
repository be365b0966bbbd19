import { PAGE_MARK, type Button } from './html.ts';

/** A page that a phone has open. */
export interface OpenPage {
  /** The acquirer's page: behind a landing page, where that led to. */
  readonly url: string;
  /** Whether this phone may decide. */
  readonly isOpen: boolean;
  /** Decides; whether that was taken. */
  pay(): Promise<boolean>;
  decline(): Promise<boolean>;
  leave(): Promise<boolean>;
}

/** A customer whose phone shows nothing tries again. */
const TRIES = 3;

/**
 * A customer's phone: it opens a link, presses the button of a landing page, and decides when it likes. Each call is
 * another phone. `relayed`: the address at which a public one is reached.
 */
export async function openLink(
  link: string,
  relayed: (url: string) => string = (url) => url,
): Promise<OpenPage> {
  let opened = await opening(relayed(link));
  if (!opened.html.includes(PAGE_MARK)) {
    const next = await tapped(relayed(link), opened.cookie);
    opened = next === null ? opened : await opening(relayed(next));
  }
  const { url, html, cookie, isOk } = opened;
  const action = /<form method="post" action="([^"]*)">/.exec(html)?.[1];
  const press = async (button: Button): Promise<boolean> => {
    const answer = await fetch(new URL(action ?? '', url), {
      ...{ method: 'POST', body: new URLSearchParams({ button }), redirect: 'manual' },
      headers: { Cookie: cookie },
    });
    return answer.ok;
  };
  return {
    url,
    isOpen: isOk && action !== undefined,
    pay: () => press('pay'),
    decline: () => press('decline'),
    leave: () => press('leave'),
  };
}

interface Opened {
  readonly url: string;
  readonly html: string;
  readonly cookie: string;
  readonly isOk: boolean;
}

async function opening(url: string, tries = 1): Promise<Opened> {
  const response = await fetch(url).catch(() => null);
  if (tries < TRIES && (response === null || response.status >= 500)) return opening(url, tries + 1);
  if (response === null) return { url, html: '', cookie: '', isOk: false };
  const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  return { url, html: await response.text(), cookie, isOk: response.ok };
}

/** Presses the button of a landing page: where it leads to; null where it leads nowhere. */
async function tapped(url: string, cookie: string): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', headers: { Cookie: cookie }, redirect: 'manual' });
  return answer.headers.get('location');
}
