import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { AgentFolder, Patch } from '../fakes/agent-folder.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { Display } from './display.ts';
import { Kiosk, missingForKiosk } from './kiosk.ts';

/** A kiosk, the sandbox that it pays with, and the folder of its config. */
export interface OpenedKiosk {
  readonly kiosk: Kiosk;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
}

/** A display, and the kiosks that are shown on it. */
export class Kiosks {
  #display: Display | null = null;
  readonly #started: Kiosk[] = [];

  async open(): Promise<void> {
    this.#display = await Display.started();
  }

  /** Ends whatever was started. */
  async clear(): Promise<void> {
    for (const kiosk of this.#started.splice(0).reverse()) await kiosk.stop();
    await endAgents();
  }

  async close(): Promise<void> {
    await this.#display?.stop();
  }

  /** A kiosk at a sandbox of its own; `patch` is laid over its config. */
  async started(patch: Patch = {}): Promise<OpenedKiosk> {
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url, patch);
    // Root, and Playwright's switches, are for tills that move no money.
    folder.patch({ gateways: { alipayPlus: { stage: 'test' } } });
    return { kiosk: await this.#shown(folder), sandbox, folder };
  }

  /** The same user's kiosk once more, where the first one has ended without being asked. */
  startedAgain(folder: AgentFolder, { profile }: Kiosk): Promise<Kiosk> {
    return this.#shown(folder, profile);
  }

  async #shown(folder: AgentFolder, profile?: string): Promise<Kiosk> {
    if (this.#display === null) throw new Error('the display is there before the first test, not earlier');
    const kiosk = await Kiosk.started(this.#display, ['--config', folder.config], profile);
    this.#started.push(kiosk);
    return kiosk;
  }
}

/** Tests of the kiosk, each with kiosks of its own; where none can be shown, one test in their place says why. */
export function describeKiosk(title: string, tests: (kiosks: Kiosks) => void): void {
  describeOnDisplay(title, (kiosks) => {
    afterEach(() => kiosks.clear());
    tests(kiosks);
  });
}

/** As `describeKiosk`, but what is started stays until the last test. */
export function describeSharedKiosk(title: string, tests: (kiosks: Kiosks) => void): void {
  describeOnDisplay(title, (kiosks) => {
    afterAll(() => kiosks.clear());
    tests(kiosks);
  });
}

function describeOnDisplay(title: string, tests: (kiosks: Kiosks) => void): void {
  describe(title, () => {
    const missing = missingForKiosk();
    if (missing !== null) return it('is shown', (context) => context.skip(missing));
    const kiosks = new Kiosks();
    beforeAll(() => kiosks.open(), 120_000);
    afterAll(() => kiosks.close());
    return tests(kiosks);
  });
}
