import type { Browser, Page } from 'playwright-core';

/** What a window shows at a moment. `marks`: the brands whose marks stand on it. */
export interface Shot {
  /** The kinds of what stands on it, as the page names them. */
  readonly scene: string;
  readonly language: string;
  readonly text: string;
  readonly marks: readonly string[];
  readonly png: Uint8Array;
}

/** The windows of a till, as a person sees them. */
export interface Camera {
  /** Opens both windows of a till with an address that is good once. */
  open(launch: string): Promise<void>;
  /** Photographs a window as soon as it shows a scene, or as it is where that does not come. */
  shoot(window: 'cashier' | 'customer', scene: string | null): Promise<Shot>;
  /** Opens a page of the own sandbox on a pretended phone, photographs it, and pays there. */
  phone(link: string): Promise<Pick<Shot, 'text' | 'png'>>;
  close(): Promise<void>;
}

const VIEWPORT = { width: 1280, height: 800 };
/** How long a window may take to open. */
const PATIENCE_MS = 10_000;
/** A window follows the till within this; after it, it is photographed as it is. */
const SCENE_MS = 3000;
const SCENES = { cashier: '.stage .scene', customer: 'main' } as const;

/** A browser of this machine, with as many cameras as tills are looked at. */
export interface Studio {
  camera(): Camera;
  /** A picture that a person brought, drawn anew as PNG: nothing of its camera or its place is left. Null where it is none. */
  redrawn(picture: Uint8Array): Promise<Uint8Array | null>;
  /** A page of HTML, as PDF. */
  pdf(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

const PHONE = { width: 390, height: 844 };

/**
 * A studio in a browser of this machine; null where the package that drives it is not installed.
 *
 * `asRoot`: Chromium refuses its sandbox to root, and would not start. `isShown`: a person sees the windows too.
 */
export async function openStudio(
  browserPath: string,
  { asRoot, isShown }: { readonly asRoot: boolean; readonly isShown: boolean },
): Promise<Studio | null> {
  const driver = await import('playwright-core').catch(() => null);
  if (driver === null) return null;
  const browser = await driver.chromium.launch({
    executablePath: browserPath,
    headless: !isShown,
    // Who ends this command ends it, and not its browser alone.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--disable-gpu', '--no-first-run', ...(asRoot ? ['--no-sandbox'] : [])],
  });
  return {
    camera: () => cameraIn(browser),
    redrawn: (picture) => redrawnIn(browser, picture),
    pdf: async (html) => {
      const page = await browser.newPage();
      try {
        await page.setContent(html, { waitUntil: 'load' });
        return await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}

/** The first bytes of what a person may bring. Source: PNG, 5.2; JPEG (ITU-T T.81), B.1. */
const PICTURES = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
] as const;

/** At most this wide, as an acquirer's form takes it. Source: going-live dossier, section 6, row 4. */
const PHOTO_WIDTH_MAX = 1920;

async function redrawnIn(browser: Browser, picture: Uint8Array): Promise<Uint8Array | null> {
  const type = PICTURES.find(([, begins]) => begins.every((byte, index) => picture[index] === byte))?.[0];
  if (type === undefined) return null;
  const page = await browser.newPage({ viewport: { width: PHOTO_WIDTH_MAX, height: 1080 } });
  try {
    const address = `data:${type};base64,${Buffer.from(picture).toString('base64')}`;
    await page.setContent(
      `<style>*{margin:0}img{display:block;max-width:100%}</style><img src="${address}">`,
    );
    const image = page.locator('img');
    const isDrawn = await image.evaluate((element) => {
      const shown = element as unknown as { readonly naturalWidth: number; decode(): Promise<void> };
      return shown.decode().then(
        () => shown.naturalWidth > 0,
        () => false,
      );
    });
    return isDrawn ? await image.screenshot() : null;
  } finally {
    await page.close();
  }
}

function cameraIn(browser: Browser): Camera {
  let windows: Readonly<Record<'cashier' | 'customer', Page>> | null = null;
  return {
    open: async (launch) => {
      await windows?.cashier.context().close();
      const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
      const cashier = await context.newPage();
      await cashier.goto(launch);
      await cashier.locator('.stage').waitFor({ timeout: PATIENCE_MS });
      const customer = await context.newPage();
      await customer.goto(new URL('customer', cashier.url()).href);
      windows = { cashier, customer };
    },
    shoot: async (window, scene) => {
      if (windows === null) throw new Error('no window is open');
      const page = windows[window];
      const shown = page.locator(SCENES[window]).first();
      if (scene !== null)
        await page
          .locator(`${SCENES[window]}.${scene}`)
          .first()
          .waitFor({ timeout: SCENE_MS })
          .catch(() => undefined);
      const marks = await page.locator('.marks li').allInnerTexts();
      const kinds = (await shown.count()) === 0 ? '' : ((await shown.getAttribute('class')) ?? '');
      return {
        ...{ scene: kinds, marks },
        language: (await page.locator('html').getAttribute('lang')) ?? '',
        text: await page.locator('body').innerText(),
        png: await page.screenshot(),
      };
    },
    phone: async (link) => {
      const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
      try {
        const page = await context.newPage();
        await page.goto(link);
        const shot = { text: await page.locator('body').innerText(), png: await page.screenshot() };
        // The phone that has opened the page is the one that pays. Every sandbox's page has this button.
        await page.locator('button[value="pay"]').click({ timeout: PATIENCE_MS });
        await page.locator('button[value="pay"]').waitFor({ state: 'detached', timeout: PATIENCE_MS });
        return shot;
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await windows?.cashier.context().close();
    },
  };
}
