import { powerMonitor, powerSaveBlocker } from 'electron';

/**
 * Keeps the machine awake while the till is open, and tells of what happens to it all the same: somebody closed the lid
 * or chose *Sleep*. `tell` gets a sentence for the log, and whether the machine has just woken.
 */
export function keepAwake(isKiosk: boolean, tell: (say: string, woke: boolean) => void): void {
  // A shop's till is looked at; training is a window among others, whose screen may go dark.
  powerSaveBlocker.start(isKiosk ? 'prevent-display-sleep' : 'prevent-app-suspension');
  powerMonitor.on('suspend', () =>
    tell('The machine goes to sleep: somebody sent it, the till keeps it awake.', false),
  );
  powerMonitor.on('resume', () => tell('The machine has woken from sleep.', true));
}
