import { makePrivate } from '../system/private-process.ts';
import { restore } from './restore.ts';

// `npm run restore -- --config till.json --from till-backup`: checks a copy and puts it back.

makePrivate();
const { code, say } = restore(process.argv.slice(2));
(code === 0 ? process.stdout : process.stderr).write(`${say}\n`);
process.exitCode = code;
