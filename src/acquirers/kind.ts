import type { z } from 'zod';
import type { Config, GatewayConfig } from '../config/config.ts';
import type { GatewayCheck } from '../contract/technician-commands.ts';
import type { CodeFamily } from '../ground/code-families.ts';
import type { Clock, Log } from '../ground/ports.ts';
import type { Result } from '../ground/result.ts';
import type { Brand } from '../receipt/brand.ts';
import type { CodeRule } from '../scan/code-rules.ts';
import type { Hear, HearOffice, NoticeMethod } from './notices.ts';
import type { AcquirerOffice } from './office.ts';
import type { Gateway, Http } from './port.ts';
import type { SettlementForm } from './settlement-form.ts';
import type { ReportForm } from './report-form.ts';
import type { AcquirerSetUp } from './set-up.ts';

/** A file that an acquirer's part of the config refers to. `path` is its place in that part, such as `privateKey`. */
export interface KeyFile {
  readonly path: string;
  readonly file: string;
  /** It holds no secret, and anybody may read it. Every other file is for its owner alone. */
  readonly isPublic?: true;
  /** Whether its text is what it must be; never says what it holds. */
  readonly check: (text: string) => Result<unknown, { readonly say: string }>;
}

/** A gateway's part of the config with the texts of its key files, as they are now. */
export interface HeldKeys {
  readonly part: unknown;
  readonly texts: ReadonlyMap<string, string>;
}

/** What an acquirer is made of. `keys`: the texts of its key files at the start, by their path. */
export interface AcquirerParts {
  /** Its name in the config. */
  readonly name: string;
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly keys: ReadonlyMap<string, string>;
  /** The keys of this moment: another value as soon as they were changed while the till runs. */
  readonly keysNow: () => HeldKeys;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  /** How phones and acquirers reach the till's listener, without a slash at the end; null where they do not. */
  readonly publicUrl: string | null;
  readonly office: OfficeParts;
}

/** The paths of the till's listener that are the office's; `registration`: that of the config, and that of its address outside. */
export interface OfficePaths {
  readonly retrieval: string;
  readonly escalation: string;
  readonly registration: readonly string[];
}

/** What an acquirer's pages leave open of its office's messages, as the config says it. */
export interface OfficeWording {
  readonly orderStatus: {
    readonly paid: string;
    readonly partiallyRefunded: string;
    readonly refunded: string;
  };
  /** Whether papers go with an answer about money as a list, or as one paper alone. */
  readonly documents: 'list' | 'one';
  /** What the buyer's paper is called in a declaration. */
  readonly buyerField: 'buyerCertificate' | 'buyer';
}

/** What an acquirer's office needs of the config. */
export interface OfficeParts {
  readonly paths: OfficePaths;
  /** How long a dispute about money may be answered, in days. */
  readonly escalationDays: number;
  /** Where the answers to a registration are told to; undefined where the till asks alone. */
  readonly notifyUrl: string | undefined;
  readonly words: OfficeWording;
}

/** An acquirer of the config, ready to be asked. */
export interface OpenedAcquirer {
  readonly gateway: Gateway;
  readonly hear: Hear;
  /** Registration, disputes and customs; absent where the acquirer has none of it. */
  readonly office?: AcquirerOffice | undefined;
  /** Reads what its office is told. */
  readonly hearOffice?: HearOffice | undefined;
  /** The methods that its notices come by. */
  readonly noticeMethods: readonly NoticeMethod[];
  /** Asks it something that changes nothing. `newId`: an id that no payment can have. */
  readonly check: (newId: string) => Promise<GatewayCheck>;
}

/** The codes of an acquirer's wallets. */
export interface AcquirerCodes {
  /** The edition of the rules: the documentation's release that they follow, and our count of changes to them. */
  readonly edition: string;
  /** What a code is, by its form alone; the first line that fits decides. */
  readonly rules: readonly CodeRule[];
  /** The families of codes that go to it where no route says otherwise. */
  readonly families: readonly CodeFamily[];
  /** Families whose codes nothing else looks like, such as an order's number. */
  readonly unmistakable: readonly CodeFamily[];
}

export type WayToPay = 'code' | 'page';

/** What is an acquirer's own, as data for the rooms that know no acquirer by name; null where it brings nothing. */
export interface AcquirerTraits {
  readonly kind: string;
  /**
   * How a gateway of this kind is paid: by a code that is scanned, or on a page or by a code that the customer's phone
   * opens. `part`: its part of the config.
   */
  readonly pays: (part: unknown) => readonly WayToPay[];
  readonly codes: AcquirerCodes | null;
  readonly brand: Brand | null;
  /** The keys of its part of the config that name the account at the acquirer. */
  readonly accountKeys: readonly string[];
  /** What the set-up of a till asks for it. */
  readonly setUp: AcquirerSetUp;
  /** The form of its report of transactions. */
  readonly report: ReportForm | null;
  /** Those of its reports of fees, cycles and payments; absent where there are none. */
  readonly settlement?: SettlementForm | undefined;
  /** Refunds are paid from the takings of the day: where they are lower, a refund has to wait. */
  readonly refundsFromTakings?: true;
}

/**
 * A kind of acquirer: everything that is its own, in one folder. A new kind is such a folder and a line in `kinds.ts`.
 */
export interface AcquirerKind<C extends GatewayConfig> extends AcquirerTraits {
  readonly kind: C['kind'];
  /** Its part of the config. */
  readonly config: z.ZodType<C>;
  /** The key files that a part refers to, as far as it can be read: bad ones are named beside bad keys. */
  keyFiles(part: unknown): readonly KeyFile[];
  open(config: C, parts: AcquirerParts): OpenedAcquirer;
}
