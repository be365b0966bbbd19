import { whyNoPostgres } from '../fakes/private-postgres.ts';
import { where } from '../fakes/where.ts';

const why = whyNoPostgres();

/** What needs a real PostgreSQL. */
export const onPostgres = where(why === null, why ?? '');
