import { contextBridge, ipcRenderer } from 'electron';
import { COMMAND_NAMES } from '../src/contract/routes.ts';
import { commandChannel, COMMANDS_ARGUMENT, PING, PONG, SEEN, WATCH } from './channels.ts';

// What a window gets: one function for each command that it may use, and one to see the till. It runs before the page,
// in a world of its own; the page never meets a channel's name, nor anything of Electron or Node.

const allowed = (process.argv.find((argument) => argument.startsWith(COMMANDS_ARGUMENT)) ?? COMMANDS_ARGUMENT)
  .slice(COMMANDS_ARGUMENT.length)
  .split(',');
const names = COMMAND_NAMES.filter((name) => allowed.includes(name));

contextBridge.exposeInMainWorld('paycodeTill', {
  commands: Object.fromEntries(
    names.map((name) => [
      name,
      (input: unknown): Promise<unknown> => ipcRenderer.invoke(commandChannel(name), input),
    ]),
  ),
  watch: (see: (seen: unknown) => void): (() => void) => {
    const hear = (_: unknown, seen: unknown): void => see(seen);
    ipcRenderer.on(SEEN, hear);
    ipcRenderer.send(WATCH);
    return () => void ipcRenderer.off(SEEN, hear);
  },
});

ipcRenderer.on(PING, () => ipcRenderer.send(PONG));
