import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { screenFonts } from './screen-fonts.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Bundles the screens into `out/app/renderer`.
 *
 * Why nothing is inlined: the pages run under a content security policy that allows files of their own origin only,
 * no inline script or style, and no data address.
 */
export default defineConfig({
  root: from('../renderer'),
  base: './',
  publicDir: false,
  plugins: [screenFonts(from('..'))],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: from('../out/app/renderer'),
    emptyOutDir: true,
    rolldownOptions: { input: [from('../renderer/index.html'), from('../renderer/customer.html')] },
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    sourcemap: false,
    reportCompressedSize: false,
  },
});
