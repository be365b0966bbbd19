import { err, ok } from '../../src/ground/result.ts';

/** Papers of a till that has none. */
export const NO_PAPERS = {
  made: <T>(make: () => T) => ok(make()),
  textOf: () => ok('no paper here'),
  fileOf: () => err('no paper here'),
  bytesOf: () => err('no paper here'),
};
