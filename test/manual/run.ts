import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manualSite } from '../../build/manual/site.ts';
import { ROOT } from '../architecture/source.ts';
import { manualFacts } from './facts.ts';
import { manualTokens } from './tokens.ts';

// `npm run manual`: the manual as a site in out/manual. With `-- --pictures` a browser makes its pictures anew first.
// Why it stands among the tests: it asks every room for its tables, and its pictures are taken by the tests' own tools.

const OUT = join(ROOT, 'out/manual');

async function main(): Promise<void> {
  if (process.argv.includes('--pictures')) {
    const { takePictures } = await import('./pictures.ts');
    await takePictures();
  }
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const files = manualSite({ facts: manualFacts(), version, tokens: manualTokens() });
  rmSync(OUT, { recursive: true, force: true });
  for (const { path, content } of files) {
    mkdirSync(dirname(join(OUT, path)), { recursive: true });
    writeFileSync(join(OUT, path), content);
  }
  process.stdout.write(`${files.length} files in ${OUT}; open ${join(OUT, 'index.html')}\n`);
}

await main();
