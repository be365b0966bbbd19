import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { newCode } from './codes.ts';
import { givenScreens } from './screens.ts';
import type { Window } from './window.ts';

/** How bright the whole of a picture may be, of 1 (all white), and how much of it may be nearly white. */
const BRIGHT_MAX = 0.15;
const WHITE_MAX = 0.08;
/** Contrast that lines, icons and the ring of the focus need. Source: WCAG 2.2, 1.4.11. */
const LINE_CONTRAST_MIN = 3;

const screens = givenScreens();

async function nightWindow(): Promise<Window> {
  const { window } = await screens.till({ displays: { ground: 'night' } });
  await window.page.locator('html[data-ground=night]').waitFor({ state: 'attached' });
  return window;
}

/** What glares in the picture of a stage, or does not stand out from its ground. */
async function faultsOf(window: Window, name: string): Promise<string[]> {
  const { width, height, data } = PNG.sync.read(await window.page.screenshot());
  let [light, white] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
    light += (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)) / (width * height);
    if (Math.min(red, green, blue) > 200) white += 1 / (width * height);
  }
  const glare = light > BRIGHT_MAX || white > WHITE_MAX ? [`${name} glares: ${light}, ${white}`] : [];
  return [...glare, ...(await faintLines(window)).map((line) => `${name}: ${line}`)];
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Lines of icons and drawings, and the ring of what has the focus, that do not stand out from their ground. */
async function faintLines(window: Window): Promise<string[]> {
  return window.page.evaluate((least) => {
    const partsOf = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const lightOf = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = partsOf(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if ((partsOf(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const contrast = (a: string, b: string): number => {
      const [light, dark] = [lightOf(a), lightOf(b)].toSorted((x, y) => y - x) as [number, number];
      return (light + 0.05) / (dark + 0.05);
    };
    const lines = [...document.querySelectorAll('.shape-line, .drawing-line, .drawing-ray')].map((line) => ({
      what: line.outerHTML,
      colour: getComputedStyle(line).stroke,
      ground: groundOf(line.closest('svg')),
    }));
    const focused = [...document.querySelectorAll(':focus-visible')].map((element) => ({
      what: `the focus of ${element.outerHTML}`,
      colour: getComputedStyle(element).outlineColor,
      ground: groundOf(element.parentElement),
    }));
    return [...lines, ...focused]
      .filter(({ colour, ground }) => contrast(colour, ground) < least)
      .map(({ what, colour, ground }) => `${what}: ${colour} on ${ground}`);
  }, LINE_CONTRAST_MIN);
}

describe('At night', () => {
  it('no stage glares, the tape neither, and focus and icons keep their contrast', async () => {
    const window = await nightWindow();
    const faults: string[] = [];
    const look = async (scene: string): Promise<void> => {
      await window.page.locator(`.stage .${scene}`).waitFor();
      faults.push(...(await window.picture(`night-${scene}`)), ...(await faultsOf(window, scene)));
    };
    await look('pad');
    await window.charge('12.50');
    await look('awaiting');
    await window.type('9556001234567');
    await look('code-box');
    await window.keys('Enter');
    await look('notice');
    await window.scan(newCode());
    await look('paid');
    await window.keys('Enter');
    await window.page.locator('.line').first().click();
    await window.page.locator('.receipt').waitFor();
    await look('pad');
    await window.charge('19.11');
    await window.scan(newCode());
    await look('checking');
    await look('cancelled');
    await window.keys('Enter');
    await window.charge('12.00');
    await window.scan(newCode('9941'));
    await look('failed');
    // What a person must settle takes many steps to come to: its colours stand here on another stage.
    await window.page.evaluate(() => document.querySelector('.failed')?.classList.add('attention'));
    faults.push(...(await window.picture('night-attention')), ...(await faultsOf(window, 'attention')));

    expect(faults).toEqual([]);
  }, 180_000);

  it('is by the config: whatever the system prefers, the page stays as it is', async () => {
    const night = await nightWindow();
    const { window: day } = await screens.till();
    for (const window of [night, day]) {
      const coloursBy = async (colorScheme: 'light' | 'dark'): Promise<string> => {
        await window.page.emulateMedia({ colorScheme });
        return window.page.evaluate(() => {
          const { backgroundColor, color, colorScheme } = getComputedStyle(document.body);
          return [backgroundColor, color, colorScheme].join(' ');
        });
      };
      expect(await coloursBy('dark')).toBe(await coloursBy('light'));
    }
    expect(await night.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(22, 21, 15)',
    );
  }, 120_000);
});
