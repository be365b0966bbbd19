export function helpOf(root: string, command: string): string | null;
export function asksForHelp(args: readonly string[]): boolean;
