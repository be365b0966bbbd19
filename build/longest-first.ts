import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more. Those that mostly wait stand beside those that compute. */
const LONG = [
  'build/installed',
  'e2e/soak',
  'e2e/power-cut',
  'browser/manager',
  'rig/rig',
  'e2e/golive',
  'spec/prove',
  'e2e/golive-acquirers',
  'browser/cashier',
  'spec/chain-prove',
  'e2e/torture',
];

/** The long files first, so that none of them is still at work when all others are done. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return place < 0 ? LONG.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
