import { ALLOCATOR } from '../drivers/system/allocator.ts';

/**
 * What the environment says to the till: the one file that reads it.
 *
 * Why read when it is asked: a terminal that was loaded ahead was loaded in another one.
 */
export const ENVIRONMENT = {
  /** A folder with an Electron to use in place of its package's own; null for the package's. */
  get electronFolder(): string | null {
    return process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? null;
  },
  get isContinuousIntegration(): boolean {
    return process.env['CI'] !== undefined;
  },
  /** Whether Linux has a display to open a window on. */
  get hasDisplay(): boolean {
    return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
  },
  /** All of it: where programs are looked for, and what a child inherits. */
  get all(): NodeJS.ProcessEnv {
    return process.env;
  },
  /**
   * What the terminal inherits: all but what makes a Node load code that is not the till's.
   *
   * What the allocator is told here, a person may overrule.
   */
  get ofTerminal(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !['NODE_OPTIONS', 'NODE_PATH'].includes(name),
    );
    return { ...ALLOCATOR, ...Object.fromEntries(inherited) };
  },
};
