import { systemClock } from '../drivers/system/clock.ts';
import { makePrivate } from '../drivers/system/private-process.ts';
import { programOfProcess } from './assets.ts';
import { startTill } from './start-till.ts';

// `npm start`: a till with its screens, started, kept and ended. The exit code is the till's. It ends at once: what
// nobody has read on the terminal by then is not waited for.

makePrivate();
process.exit(await startTill(process.argv.slice(2), programOfProcess(), systemClock()));
