import { err } from '../../src/ground/result.ts';

/** Papers of a till that has none. */
export const NO_PAPERS = {
  textOf: () => 'no paper here',
  fileOf: () => err('no paper here'),
  bytesOf: () => err('no paper here'),
};
