import { Access } from '../../drivers/api/access.ts';
import { Pages } from '../../drivers/api/pages.ts';
import { serveApi } from '../../drivers/api/server.ts';
import { readOrMakeToken } from '../../drivers/api/token.ts';
import { serveNotifications, type PhonePages } from '../../drivers/notify/server.ts';
import { answerNotice } from '../../src/acquirers/notices.ts';
import type { Occurrences } from '../../src/till/occurrences.ts';
import type { Handlers } from '../../src/contract/contract.ts';
import { answerPhone, isPhonePath, type PhoneDoor } from '../../src/phone/phone.ts';
import type { ServedTerminal } from '../terminal-messages.ts';
import type { Money } from './money.ts';
import type { ComposeParts } from './parts.ts';

/** Where a till can be reached by other programs. */
export interface Doors {
  readonly api: string;
  readonly tokenFile: string;
  /** Where notifications are listened for; null where the config does not say so. */
  readonly notify: string | null;
  /** The address that opens the till's page, once; null without a screen. */
  readonly launch: string | null;
  /** Takes notifications from now on. */
  readonly hear: (notices: Money['notices'], phone: PhoneDoor) => void;
  readonly close: () => Promise<void>;
}

/** Opens the local API, and the port for notifications. Rejects, in words, where a port cannot be had. */
export async function openDoors(
  { assets, settings, screen, clock, offerLaunch }: ComposeParts,
  {
    acquirers,
    ...served
  }: ServedTerminal & {
    readonly register: Handlers;
    readonly occurrences: Occurrences;
    readonly acquirers: Money['acquirers'];
  },
): Promise<Doors> {
  const { config, pathOf } = settings;
  const tokenFile = pathOf(config.api.tokenFile);
  const launchOf = (secret: string): string => `${api.url}/?launch=${secret}`;
  const offer = (secret: string): void => offerLaunch(launchOf(secret));
  const access = new Access({ token: readOrMakeToken(tokenFile), clock, offer });
  const gateways = new Map([...acquirers].map(([name, { noticeMethods }]) => [name, noticeMethods]));
  const notify =
    config.notify === undefined
      ? null
      : await serveNotifications({ ...config.notify, gateways, officePaths: officePathsOf(config) }, clock);
  const pages = screen ? new Pages(assets.pageFolder, access) : null;
  const api = await serveApi({ port: config.api.port, clock, access, ...served, pages });
  return {
    api: api.url,
    tokenFile,
    notify: notify?.url ?? null,
    launch: screen ? launchOf(access.newLaunch()) : null,
    hear: (notices, phone) =>
      notify?.open((received) => answerNotice(received, notices), phonesOf(phone, config.public?.url)),
    close: async () => {
      await Promise.all([api.close(), notify?.close()]);
    },
  };
}

/** Where what the office is told comes in. */
function officePathsOf({ disputes, registration }: ComposeParts['settings']['config']): readonly string[] {
  return [disputes.retrievalPath, disputes.escalationPath, registration.path];
}

/** The pages for phones; null where phones do not reach this till. */
function phonesOf(door: PhoneDoor, reach: string | undefined): PhonePages | null {
  if (reach === undefined) return null;
  const isSecure = reach.startsWith('https:');
  return { isPath: isPhonePath, answer: (request) => answerPhone(door, request, isSecure) };
}
