import { useEffect, useRef } from 'preact/hooks';
import type { Post } from '../../src/contract/posts.ts';
import { ask } from '../till/till.ts';

/** Signs out whoever is signed in at a post when its page goes away, by whichever way. */
export function useLeaving(post: Post, isSignedIn: boolean): void {
  const held = useRef(isSignedIn);
  held.current = isSignedIn;
  useEffect(
    () => () => {
      if (held.current) void ask('signOut', { params: {}, body: { post } });
    },
    [post],
  );
}
