import { describe } from 'vitest';
import { whyNoPostgres } from '../fakes/private-postgres.ts';

const NO_POSTGRES = whyNoPostgres();

/** A chapter that needs a real PostgreSQL; where there is none it is skipped, and says why. */
export function describeOnPostgres(title: string, act: () => void): void {
  describe.skipIf(NO_POSTGRES !== null)(
    NO_POSTGRES === null ? title : `${title} (skipped: ${NO_POSTGRES})`,
    act,
  );
}
