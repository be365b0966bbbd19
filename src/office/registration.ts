import type { Ms } from '../ground/time.ts';
import type { OfficeApproved, OfficeTold, ToldPart } from '../journal/office-records.ts';
import { allOf, lastOf, owedIn, type OfficeBook, type OfficeCase } from './book.ts';

/** A store may be changed once its last request is so old, or decided. Source: office dossier section 2.1. */
export const CHANGE_AFTER_MS = 30 * 60_000;

/** After so long without an end a person asks the acquirer. Source: office dossier section 2.8. */
export const ASK_FOR_MS = 30 * 24 * 60 * 60_000;

/** Every wallet has answered. Source: office dossier section 2.4. */
const COMPLETED = 'COMPLETED';

/** How a store stands: never asked, on its way, refused by the acquirer, waiting for wallets, or decided. */
export type StoreState = 'none' | 'sending' | 'refused' | 'waiting' | 'completed';

/** A store as it stands. */
export interface StoreStanding {
  readonly state: StoreState;
  /** The word for all wallets together, as received; null before anything was told. */
  readonly all: string | null;
  readonly wallets: readonly ToldPart[];
  /** The request that counts; null where the till made none. */
  readonly request: OfficeApproved | null;
  readonly refusalCode: string | null;
  /** From when a change is taken; null where it is taken now. */
  readonly changeFromMs: Ms | null;
}

/** The id under which what was told of a store is kept that this till never registered. */
export function storeId(referenceStoreId: string): string {
  return `store ${referenceStoreId}`;
}

/** The matter of a store that counts: its newest request, or what was told without one. */
export function matterOfStore(book: OfficeBook, referenceStoreId: string): OfficeCase | undefined {
  return mattersOfStore(book, referenceStoreId).at(-1);
}

/** What was told without a request, then each request in its order. */
function mattersOfStore(book: OfficeBook, referenceStoreId: string): OfficeCase[] {
  const told = book.of('registration', storeId(referenceStoreId));
  const requests = book
    .all('registration')
    .filter((matter) => lastOf(matter, 'officeApproved')?.facts['referenceStoreId'] === referenceStoreId);
  return told === undefined ? requests : [told, ...requests];
}

/** How a registration stands. */
export function standingOf(matter: OfficeCase | undefined): StoreStanding {
  if (matter === undefined) return NOTHING;
  const request = lastOf(matter, 'officeApproved') ?? null;
  const answered = lastOf(matter, 'officeAnswered');
  const told = toldOf(allOf(matter, 'officeTold'));
  const isDecided = told?.all === COMPLETED;
  const changeAtMs = request === null || isDecided ? null : request.atMs + CHANGE_AFTER_MS;
  const common = { all: told?.all ?? null, wallets: told?.wallets ?? [], request, changeFromMs: changeAtMs };
  if (isDecided) return { ...common, state: 'completed', refusalCode: null };
  if (owedIn(matter) !== null) return { ...common, state: 'sending', refusalCode: null };
  if (answered?.outcome === 'refused')
    return { ...common, state: 'refused', refusalCode: answered.resultCode, changeFromMs: null };
  return { ...common, state: 'waiting', refusalCode: null };
}

const NOTHING: StoreStanding = {
  state: 'none',
  all: null,
  wallets: [],
  request: null,
  refusalCode: null,
  changeFromMs: null,
};

/** The words of a wallet that has not decided. */
const OPEN: readonly string[] = ['PENDING', 'UNKNOWN'];

interface Told {
  readonly all: string;
  readonly wallets: readonly ToldPart[];
}

/**
 * What all that was told comes to: an inquiry's answer stands as it is; a message never takes a decision back, since its
 * order is not promised. Source: office dossier section 2.5.
 */
function toldOf(told: readonly OfficeTold[]): Told | null {
  let now: Told | null = null;
  for (const { source, status, parts } of told) {
    const before: Told = now ?? { all: status, wallets: [] };
    now =
      source === 'inquiry'
        ? { all: status, wallets: parts }
        : { all: before.all === COMPLETED ? before.all : status, wallets: merged(before.wallets, parts) };
  }
  return now;
}

function merged(before: readonly ToldPart[], told: readonly ToldPart[]): ToldPart[] {
  const kept = before.map((wallet) => {
    const news = told.find(({ name }) => isSameWallet(name, wallet.name));
    return news === undefined || (OPEN.includes(news.status) && !OPEN.includes(wallet.status))
      ? wallet
      : news;
  });
  return [...kept, ...told.filter(({ name }) => !before.some((wallet) => isSameWallet(wallet.name, name)))];
}

/** `ALIPAY_CN` and `AlipayCN` are one wallet. Source: office dossier section 2.3. */
export function isSameWallet(a: string, b: string): boolean {
  const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
  return plain(a) === plain(b);
}

/**
 * Whether the store may be paid at: all have answered, and one approved it, or there was nothing to approve.
 *
 * Why the last request that was decided counts: a change of the address must not close an approved shop for the days in
 * which the wallets look at it, and one that was refused changes nothing. Where the acquirer sees it otherwise, it refuses
 * the payment and says so.
 */
export function isRegistered(book: OfficeBook, referenceStoreId: string): boolean {
  const decided = mattersOfStore(book, referenceStoreId)
    .map(standingOf)
    .findLast(({ state }) => state === 'completed');
  if (decided === undefined) return false;
  const { wallets } = decided;
  return wallets.length === 0 || wallets.some(({ status }) => status === 'APPROVED');
}

/** Whether its end is still to be asked for. */
export function isAskedFor(matter: OfficeCase): boolean {
  return standingOf(matter).state === 'waiting';
}
