import type { Trouble } from './frame.ts';

const TO_TILLS = ['/', 'Back to the tills'] as const;

/** A page that does not exist, or is not somebody's to see: nobody learns which. */
export const NOT_HERE: Trouble = {
  title: 'No such page',
  say: 'It does not exist, or it is not yours to see.',
  to: TO_TILLS,
};

export const NO_SUCH_CALL: Trouble = {
  title: 'Not understood',
  say: 'This address shows a page, and takes no other call. Nothing has changed.',
  to: TO_TILLS,
};

export const TOO_LARGE: Trouble = {
  title: 'Too much at once',
  say: 'A form holds 256 KB at most. Nothing has changed. Go back and send less.',
  to: TO_TILLS,
};

export const UNREADABLE: Trouble = {
  title: 'Not readable',
  say: 'What was sent has signs that are no text. Nothing has changed. Go back and type it anew.',
  to: TO_TILLS,
};

/** A form of another site, or of a session before this one. */
export const NOT_FROM_HERE: Trouble = {
  title: 'This form is out of date',
  say: 'It belongs to an earlier sign-in, or to another site. Nothing has changed. Open the page again and fill it in anew.',
  to: TO_TILLS,
};

/** Sent with a session that is over. */
export const SESSION_OVER = 'Your session has ended, and nothing has changed. Sign in and do it again.';

/** Why a sign-in did not do: never which of the fields was wrong. */
export function wrongSignIn(needsCode: boolean): string {
  const fields = needsCode ? 'Id, password or code is wrong.' : 'Id or password is wrong.';
  return `${fields} Try again. After five wrong tries in a row, this id waits 15 minutes.`;
}

/** The centre has no answer. What was sent may have been kept all the same: it is unknown, not refused. */
export function noAnswer(
  isDatabaseGone: boolean,
  method: string | undefined,
  { pathname, search }: URL,
): Trouble {
  const why = isDatabaseGone
    ? 'Its database does not answer.'
    : 'Something is wrong in it; its log says what.';
  const isSignIn = pathname === '/sign-in';
  const isForm = method === 'POST' && !isSignIn;
  // One slash: with two the link would lead to another site.
  const again = isSignIn ? '/' : `${pathname.replace(/^\/+/, '/')}${search}`;
  return {
    title: 'The centre cannot answer',
    say: isForm
      ? `${why} What you sent may have been done. Look before you send it again.`
      : `${why} The tills go on by themselves, and tell the centre later. Try again in a minute.`,
    to: isForm ? ['/', 'Look now'] : [again, 'Try again'],
  };
}
