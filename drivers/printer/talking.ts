import type { PrinterConfig } from '../../src/config/config.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { Conversation } from './conversation.ts';
import { PrintQueue, type Delivery, type PrinterLink } from './print-queue.ts';
import type { OpenChannel } from './talk.ts';

/** A printer that is printed on by conversation over whatever `open` opens. */
export function talkingPrinter(
  name: string,
  config: Pick<PrinterConfig, 'profile'>,
  clock: Clock,
  open: OpenChannel,
): Printer {
  const { word } = PROFILES[config.profile];
  return new PrintQueue(
    name,
    clock,
    talkingLink(new Conversation({ place: `printer ${name}`, word, clock, open })),
  );
}

function talkingLink(conversation: Conversation): PrinterLink {
  return {
    deliver: async (bytes): Promise<Delivery> => ({
      ...(await conversation.print(bytes)),
      free: Promise.resolve(),
    }),
    probe: (): Promise<PartHealth> => conversation.probe(),
    letGo: () => {},
  };
}
