/* global process -- Node's own. */
// Loads the bundled terminal so that V8 can keep it. It is given a name of its own: the file's would be the folder of
// whoever bundled, in each line that tells of a bug.
const { readFileSync } = require('node:fs');
// `require` would warn of it, here and at each start.
const { runInThisContext } = process.getBuiltinModule('node:vm');

const NAME = 'terminal-process.cjs';
const wrapped = `(function (require, __filename) {${readFileSync(NAME, 'utf8')}\n})`;
runInThisContext(wrapped, { filename: NAME })(require, NAME);
