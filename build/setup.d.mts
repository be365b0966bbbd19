export type Say = (sentence: string) => void;
export function stampOf(lockText: string, platform: string): string;
export function isInstalled(lockText: string, installedText: string, platform: string, arch: string): boolean;
export function withLock<T>(root: string, say: Say, work: () => Promise<T>): Promise<T>;
export function cacheFor(
  root: string,
  env?: Readonly<Record<string, string | undefined>>,
  home?: string,
): string | null;
export function installPackages(root: string, say: Say): Promise<boolean>;
