import { dirname } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import type { Patch, TillFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  startAgent,
  AgentProcess,
} from '../fakes/agent-process.ts';
import { OpenedTill } from './opened-till.ts';
import { TillProcess } from './till-process.ts';
import { openBrowser, Window } from './window.ts';

/** A browser, and the tills whose windows are open in it. */
export class Screens {
  #browser: Browser | null = null;
  readonly #ends: (() => Promise<unknown>)[] = [];

  get browser(): Browser {
    if (this.#browser === null) throw new Error('the browser is opened before the first test, not earlier');
    return this.#browser;
  }

  async open(): Promise<void> {
    this.#browser = await openBrowser();
  }

  /** Ends whatever was opened, the last first: windows, their tills, what is plugged into these. */
  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  /** A till with its window; `patch` is laid over its config. Of two tills in one test the other brings the sandbox. */
  async till(patch: Patch = {}, sandbox?: Sandbox): Promise<OpenedTill> {
    this.#ends.push(endAgents);
    const gateway = sandbox ?? (await givenAgentSandbox());
    const folder = givenAgentFolder(gateway.url, patch);
    const { agent, window } = await this.#opened(folder);
    return new OpenedTill(agent, gateway, folder, window);
  }

  /** The till of a folder, with its window. */
  async tillOf(folder: TillFolder): Promise<{ readonly agent: AgentProcess; readonly window: Window }> {
    this.#ends.push(endAgents);
    return this.#opened(folder);
  }

  async #opened(folder: TillFolder): Promise<{ readonly agent: AgentProcess; readonly window: Window }> {
    const agent = await startAgent(folder, ['--screen']);
    const { launch } = await agent.ready;
    return { agent, window: await this.#window(launch!) };
  }

  /** The set-up of a till that will have this config, with its window. */
  async setUp(config: string): Promise<{ readonly agent: AgentProcess; readonly window: Window }> {
    this.#ends.push(endAgents);
    const place = { path: dirname(config), config };
    const agent = new AgentProcess(place, ['--training', '--screen', '--set-up', config]);
    const { launch } = await agent.ready;
    return { agent, window: await this.#window(launch!, '.set-up') };
  }

  /** A till in training with its window. */
  async training(): Promise<{ readonly till: TillProcess; readonly window: Window }> {
    const till = await TillProcess.started();
    this.#ends.push(() => till.stop());
    return { till, window: await this.#window(till.launch) };
  }

  /** A serial line with a scanner's end. */
  async pluggedPair(): Promise<PtyPair> {
    const pair = await PtyPair.plugged();
    this.#ends.push(() => pair.unplug());
    return pair;
  }

  async #window(launch: string, first?: string): Promise<Window> {
    const window = await Window.opened(this.browser, launch, first);
    this.#ends.push(() => window.context.close());
    return window;
  }
}

/**
 * Gives the tests of a file their browser; for its top.
 *
 * What they open is closed after each `test`, or after the last one of the `file`.
 */
export function givenScreens(closed: 'test' | 'file' = 'test'): Screens {
  const screens = new Screens();
  beforeAll(() => screens.open(), 120_000);
  afterAll(() => screens.close());
  if (closed === 'test') afterEach(() => screens.clear());
  else afterAll(() => screens.clear());
  return screens;
}
