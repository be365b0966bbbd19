import { linesOf, runRig } from './rig.ts';

// `npm run rig`: the real drivers against pretended USB devices, in a guest.

const run = await runRig();
if (!run.ok) {
  process.stdout.write(`The rig cannot run here: ${run.error}\n`);
  process.exitCode = 1;
} else {
  const failed = run.value.tests.filter(({ fault }) => fault !== null).length;
  process.stdout.write(
    `${linesOf(run.value)}\n${run.value.tests.length - failed} passed, ${failed} failed\n`,
  );
  process.exitCode = failed === 0 && run.value.whole ? 0 : 1;
}
