import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more. */
const LONG = [
  'build/installed',
  'e2e/power-cut',
  'spec/prove',
  'browser/manager',
  'e2e/torture',
  'browser/cashier',
  'rig/rig',
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
