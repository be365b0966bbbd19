import { nextTurn } from '../drivers/system/clock.ts';
import { centreOf } from './compose/centre.ts';
import { desksOf } from './compose/desks.ts';
import { openDoors, type Doors } from './compose/doors.ts';
import { officeOf } from './compose/office.ts';
import { handlersOf } from './compose/handlers.ts';
import { LoopListeners } from './compose/loop-listeners.ts';
import { lineWatchOf } from './compose/line-watch.ts';
import { reportFetchOf } from './compose/report-fetch.ts';
import { moneyOf } from './compose/money.ts';
import { paperOf, pressOf } from './compose/paper.ts';
import type { ComposeParts } from './compose/parts.ts';
import { scanningOf } from './compose/scanning.ts';
import { screenOf } from './compose/screen.ts';
import type { Screen } from '../src/till/screen.ts';
import { Occurrences } from '../src/till/occurrences.ts';
import type { Post } from '../src/contract/posts.ts';
import { guardedHandlers } from '../src/till/staff/role-guard.ts';
import type { ServedTerminal } from './terminal-messages.ts';

/** A terminal that takes sales. */
export interface RunningTerminal
  extends ServedTerminal, Pick<Doors, 'api' | 'tokenFile' | 'notify' | 'launch'> {
  stop(): Promise<void>;
}

/**
 * Builds a terminal by calling constructors, each part on those before it, and starts it.
 *
 * Order: money and paper; what shows and asks for them; the listeners of the loop, connected; then the journal is read,
 * the doors are opened, and only then is anything asked of an acquirer: a till that cannot be reached begins nothing.
 */
export async function composeTerminal(given: ComposeParts): Promise<RunningTerminal> {
  const centre = centreOf(given);
  const parts: ComposeParts = { ...given, journal: centre.journal };
  const { clock, journal } = parts;
  const listeners = new LoopListeners(parts.machineAheadMs);
  const paper = await paperOf(parts);
  const money = moneyOf(parts, listeners);
  const { terminal } = money;
  const orders = centre.ordersOf(terminal, () => screen.changed());
  const screen: Screen = screenOf(parts, money, paper, orders.gate);
  const press = pressOf(parts, paper, money, screen);
  const desks = desksOf(parts, money, paper, screen, orders);
  const occurrences = new Occurrences();
  const office = officeOf(parts, money, paper, { screen, desks, tell: (event) => occurrences.tell(event) });
  const scanning = scanningOf(parts, money, desks, screen);
  const { scanners, spoken, wizard, acceptance } = scanning;
  listeners.connect({ clock, terminal, screen, press, scanners, spoken, office });
  terminal.replay();
  const handlers = handlersOf(parts, { money, paper, screen, desks, scanning, office });
  const { config } = parts.settings;
  const guard = { config, terminal, touch: (post: Post) => desks.staff.touch(post) };
  const served: ServedTerminal = {
    handlers: guardedHandlers(handlers, 'screen', guard),
    view: () => screen.view(),
    watch: (see) => screen.watch(see),
    power: (say, woke) => {
      parts.log.info(say);
      if (woke) terminal.learnClocks();
    },
  };
  const register = guardedHandlers(handlers, 'register', guard);
  const { hear, close, ...doors } = await openDoors(parts, {
    ...served,
    occurrences,
    register,
    acquirers: money.acquirers,
  });
  terminal.resume();
  // Once the till has said that it is ready: a pay waits for its acquirer's clock by itself.
  void nextTurn().then(terminal.learnClocks);
  desks.manager.resume();
  office.resume();
  hear(money.notices, desks.phone);
  scanners.start();
  const lineWatch = lineWatchOf(parts, money, spoken);
  lineWatch.start();
  const reportFetch = reportFetchOf(parts);
  reportFetch?.start();
  centre.start((health) => screen.report('centre', health));
  return {
    ...served,
    ...doors,
    stop: async () => {
      acceptance.close();
      lineWatch.stop();
      reportFetch?.stop();
      centre.stop();
      office.stop();
      press.stop();
      await Promise.all([
        close(),
        wizard.stop().then(() => scanners.stop()),
        ...paper.printers.map(({ printer }) => printer.stop()),
      ]);
      terminal.stop();
      journal.close();
    },
  };
}
