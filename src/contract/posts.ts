/** Where a person signs in: to sell, at the manager's desk, at the technician's page. */
export const POSTS = ['till', 'desk', 'bench'] as const;
export type Post = (typeof POSTS)[number];
