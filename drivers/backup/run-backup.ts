import { systemClock } from '../system/clock.ts';
import { makePrivate } from '../system/private-process.ts';
import { backup } from './backup.ts';

// `npm run backup -- --config till.json --out till-backup`: a whole copy while the till runs.

makePrivate();
const { code, say } = backup(process.argv.slice(2), systemClock().nowMs());
(code === 0 ? process.stdout : process.stderr).write(`${say}\n`);
process.exitCode = code;
