import type { Post } from '../contract/posts.ts';
import type { SignIn, SignOut } from './approvals.ts';

/** Who is signed in, and where. Nobody is after a start: whoever stands there then signs in. */
export class Duty {
  readonly #at = new Map<Post, string>();

  take(record: SignIn | SignOut): void {
    if (record.kind === 'signedIn') this.#at.set(record.post, record.personId);
    if (record.kind === 'signedOut') this.#at.delete(record.post);
  }

  /** The id of the person at a post; undefined where nobody is signed in. */
  personAt(post: Post): string | undefined {
    return this.#at.get(post);
  }
}
