import { err, ok } from '../../src/ground/result.ts';
import { noPaper } from '../../src/receipt/no-paper.ts';

/** The lack of every paper. */
export const NO_PAPER = noPaper('cannotBeMade', 'no paper here');

/** Papers of a till that has none. */
export const NO_PAPERS = {
  made: <T>(make: () => T) => ok(make()),
  textOf: () => ok('no paper here'),
  fileOf: () => NO_PAPER,
  bytesOf: () => err('no paper here'),
};
