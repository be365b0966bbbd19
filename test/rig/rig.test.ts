import { describe, expect, test } from 'vitest';
import { linesOf, runRig } from './rig.ts';

/** Fewer than this, and some of them were lost on the way. */
const GUEST_TESTS_MIN = 40;

/** The guest's processor is emulated: beside other tests on a small machine it takes several minutes. */
const RIG_MS = 600_000;

describe('The rig: real drivers and pretended USB devices, in a guest (interface §5)', () => {
  test(
    'the scanner suite holds on HID POS, HID keyboard and CDC-ACM, unplug and replug included',
    async (context) => {
      const run = await runRig();
      if (!run.ok) {
        console.log(`The rig cannot run here: ${run.error}`);
        context.skip(run.error);
        return;
      }
      console.log(linesOf(run.value));

      expect(run.value.tests.filter(({ fault }) => fault !== null)).toEqual([]);
      expect(run.value.whole, run.value.end).toBe(true);
      expect(run.value.tests.length).toBeGreaterThanOrEqual(GUEST_TESTS_MIN);
    },
    RIG_MS,
  );
});
