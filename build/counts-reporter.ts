import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** The tests of a run, counted. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** `N passed, N failed`, with `, N skipped` where there are any. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Ends a run with each skipped test and its reason, then one line of counts.
 *
 * A file that does not load, a hook that throws and an error outside any test count as failed: each is red, and
 * without them a run could be red with no failure counted.
 */
export class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result().state);
    const count = (state: string): number => states.filter((other) => other === state).length;
    const counts: Counts = {
      passed: count('passed'),
      // Pending at the end: the run was cut off before it.
      failed: count('failed') + count('pending') + errorsOutsideTests(modules) + unhandledErrors.length,
      skipped: count('skipped'),
    };
    const lines = [...tests.filter(isSkipped).map(skippedLine), closingLine(counts)];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

function errorsOutsideTests(modules: readonly TestModule[]): number {
  return modules
    .flatMap((module) => [module, ...module.children.allSuites()])
    .filter((place) => place.errors().length > 0).length;
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped';
}

function skippedLine(test: TestCase): string {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  const told = test.fullName.includes('(skipped: ') ? '' : `: ${reason ?? 'no reason given'}`;
  return `skipped: ${test.module.relativeModuleId} > ${test.fullName}${told}`;
}
