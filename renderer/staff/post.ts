import type { StaffView } from '../../src/contract/staff-commands.ts';
import type { Post } from '../../src/contract/posts.ts';

/** Where somebody has to sign in, with whom; undefined where nobody has to. */
type Staffed = StaffView[Post];

/** Whether somebody has to be at a post, and nobody is. */
export function isMissing(post: Staffed): post is NonNullable<Staffed> & { readonly person: null } {
  return post !== undefined && post.person === null;
}
