import type { ChildProcess, SpawnOptions } from 'node:child_process';

export const HOST_NODE_MIN: number;
export function isAtLeast(version: string, major: number, minor: number): boolean;
export function projectNode(root: string, platform?: string, arch?: string): string | null;

export type NodeChoice =
  | { readonly kind: 'here' }
  | { readonly kind: 'other'; readonly path: string; readonly flags: readonly string[] }
  | { readonly kind: 'none'; readonly say: string };
export function chooseNode(host: {
  readonly version: string;
  readonly typescript: boolean;
  readonly project: string | null;
  readonly execPath: string;
}): NodeChoice;

export function endWithNpm(): void;
export function runChild(
  path: string,
  args: readonly string[],
  options?: SpawnOptions & { readonly onStart?: (child: ChildProcess) => void },
): Promise<number>;
