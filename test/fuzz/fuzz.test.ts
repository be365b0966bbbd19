import { describe, expect, it } from 'vitest';
import { fuzzed } from './surface.ts';
import { SURFACES } from './surfaces.ts';

/** Inputs of one surface in every run of the tests; `npm run fuzz -- --inputs 1000000` tries more. */
const INPUTS = 20_000;

describe('Nothing that others send ends the till, holds it up, or brings it to a wrong state', () => {
  it.each(SURFACES)(
    '$name',
    async (surface) => {
      const { inputs, fault } = await fuzzed(surface, INPUTS, 'ci');

      expect(fault).toBeNull();
      expect(inputs).toBe(INPUTS);
    },
    120_000,
  );
});
