import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { ROOT } from '../architecture/source.ts';

/** A script that no screen and no test is written in. */
const STRANGE = 'drivers/printer/font/vai.ttf.gz';
const FOLDER = join(ROOT, 'out/no-fonts');
const FONTS = join(FOLDER, 'fonts');

/**
 * The environment of a browser on a machine whose only font has no letter of ours: what a screen shows in it, it brings
 * itself. On systems without fontconfig it says nothing.
 *
 * Why one font: without any, Chromium does not start.
 */
export function machineWithoutFonts(): Record<string, string> {
  mkdirSync(FONTS, { recursive: true });
  placed(join(FONTS, 'vai.ttf'), gunzipSync(readFileSync(join(ROOT, STRANGE))));
  const config = `<?xml version="1.0"?><fontconfig><dir>${FONTS}</dir><cachedir>${FOLDER}/cache</cachedir></fontconfig>`;
  placed(join(FOLDER, 'fonts.conf'), config);
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    FONTCONFIG_FILE: join(FOLDER, 'fonts.conf'),
  };
}

/**
 * Puts a whole file in its place at once: the browser of another test has the one before mapped, and dies where that is
 * cut. What is not whole yet lies outside the folder of fonts, where a browser that starts would take it for one.
 */
function placed(file: string, content: string | Buffer): void {
  const part = join(FOLDER, `${basename(file)}.${process.pid}`);
  writeFileSync(part, content);
  renameSync(part, file);
}

/** Waits until the sheets of faces and the faces of all letters on a page are there. */
export async function lettersOn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
    // Laid out first: only then the page knows which faces it needs.
    return (
      links.every(({ sheet }) => sheet !== null) &&
      document.body.offsetHeight >= 0 &&
      document.fonts.status === 'loaded'
    );
  });
}

/** Where a text on the page is drawn by a font of the machine: `font: text`. */
export async function foreignFonts(page: Page): Promise<string[]> {
  await lettersOn(page);
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
  const faults = await Promise.all(
    nodeIds.map(async (nodeId) => {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      const foreign = fonts.filter(({ isCustomFont }) => !isCustomFont);
      if (foreign.length === 0) return [];
      const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId });
      return foreign.map(({ familyName }) => `${familyName}: ${outerHTML.slice(0, 200)}`);
    }),
  );
  await session.detach();
  return faults.flat();
}
