import { err, ok } from '../../src/ground/result.ts';
import type { Receipt } from '../../src/receipt/document.ts';
import { noPaper } from '../../src/receipt/no-paper.ts';
import { textsOf } from '../../src/receipt/text.ts';

/** The lack of every paper. */
export const NO_PAPER = noPaper('cannotBeMade', 'no paper here');

/** Papers of a till that has none: what would stand on one, and nothing that could be printed. */
export const NO_PAPERS = {
  made: <T>(make: () => T) => ok(make()),
  textOf: (paper: Receipt) => ok(textsOf(paper).join('\n')),
  fileOf: () => NO_PAPER,
  bytesOf: () => err('no paper here'),
};
