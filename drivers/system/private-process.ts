/** What everything that this process makes is limited to: 0600 for files, 0700 for folders. Source: interface section 11. */
const PRIVATE_UMASK = 0o077;

/**
 * Closes the process to other users and to whoever can send it a signal: called first by every program of the till.
 *
 * Why SIGUSR1: Node answers it with an inspector, which may read the memory and with it keys and codes. A handler of our
 * own takes its place. The programs that are started by others also get `NODE_FLAGS`, which holds from the first instant.
 * Source: Node.js documentation, Signal events and `--disable-sigusr1`; interface section 11.
 */
export function makePrivate(): void {
  process.umask(PRIVATE_UMASK);
  process.on('SIGUSR1', () => undefined);
}

/**
 * How a Node that runs a program of the till is started.
 *
 * Why 4 MB for what is young: nearly all that a start makes lives on, and with 1 MB it is copied a dozen times.
 * Source: V8, `min_semi_space_size`, in MB.
 */
export const NODE_FLAGS: readonly string[] = ['--disable-sigusr1', '--min-semi-space-size=4'];
