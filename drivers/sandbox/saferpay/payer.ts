/** A page that a phone has open. */
export interface OpenPage {
  /** Whether this phone may decide: a link opens once. */
  readonly isOpen: boolean;
  /** Decides; whether that was taken. */
  pay(): Promise<boolean>;
  decline(): Promise<boolean>;
  leave(): Promise<boolean>;
}

/** A customer's phone: it opens a link, waits as long as it likes, and decides. Each call is another phone. */
export async function openLink(url: string): Promise<OpenPage> {
  const opened = await fetch(url);
  const cookie = opened.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const decide = async (word: string): Promise<boolean> => {
    const page = new URL(url);
    page.searchParams.set('do', word);
    const answer = await fetch(page, { method: 'POST', headers: { Cookie: cookie } });
    return answer.ok;
  };
  return {
    isOpen: opened.ok,
    pay: () => decide('pay'),
    decline: () => decide('decline'),
    leave: () => decide('abort'),
  };
}
