import type { Random } from './random.ts';
import type { Step } from './trace.ts';

/** What a crash leaves. Images of the same key are the same; `build` makes the files, by their names. */
export interface Image {
  readonly key: string;
  build(): ReadonlyMap<string, Buffer>;
}

type Change = { readonly id: number } & (
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number }
);

/** A change as it is in an image; `sectors` are those that are there, null for all. */
interface Kept {
  readonly change: Change;
  readonly sectors: readonly boolean[] | null;
}

/** A file behind its names: what is surely on the disk, and what may or may not be. */
interface Inode {
  readonly id: number;
  /** How often it was synced. */
  version: number;
  durable: Buffer;
  pending: Change[];
}

type Naming = { readonly file: string; readonly inode: Inode | null };

const SECTOR_BYTES = 512;
/** Up to this many changes that may or may not be there, every subset is tried. */
const SUBSETS_OF_MAX = 4;

/**
 * A disk between two system calls, with everything that a power cut may make of it.
 *
 * What was synced is there. Of what was written since, any subset may be, in any order, and each write sector by sector
 * of 512 bytes. A name that was made or taken away since the folder was synced may or may not be.
 */
export class Disk {
  readonly #durableNames = new Map<string, Inode>();
  readonly #names = new Map<string, Inode>();
  #namings: Naming[] = [];
  #ids = 0;

  apply(step: Step): void {
    switch (step.kind) {
      case 'create':
        if (!this.#names.has(step.file)) this.#name(step.file, this.#newInode());
        return;
      case 'unlink':
        this.#name(step.file, null);
        return;
      case 'syncFolder':
        for (const { file, inode } of this.#namings) set(this.#durableNames, file, inode);
        this.#namings = [];
        return;
      case 'sync': {
        const inode = this.#inode(step.file);
        inode.durable = built(
          inode.durable,
          inode.pending.map((change) => ({ change, sectors: null })),
        );
        inode.version += 1;
        inode.pending = [];
        return;
      }
      case 'write':
      case 'truncate':
        this.#inode(step.file).pending.push({ ...step, id: (this.#ids += 1) });
        return;
      case 'said':
        return;
    }
  }

  /** Images of a power cut at this very instant: the extremes, then all or `samples` of the ways between. */
  *images(random: Random, samples: number): Iterable<Image> {
    const pending = [...new Set([...this.#names.values(), ...this.#durableNames.values()])].reduce(
      (sum, inode) => sum + inode.pending.length,
      this.#namings.length,
    );
    yield this.#image(
      () => true,
      () => true,
    );
    if (pending === 0) return;
    yield this.#image(
      () => false,
      () => true,
    );
    if (pending <= SUBSETS_OF_MAX) {
      for (let mask = 1; mask < 2 ** pending - 1; mask += 1) {
        let index = 0;
        yield this.#image(
          () => ((mask >> index++) & 1) === 1,
          () => true,
        );
      }
    }
    for (let sample = 0; sample < samples; sample += 1) yield this.#sampled(random, sample, pending);
  }

  /** By turns: in the order of writing up to somewhere and torn there; any subset; any subset torn anywhere. */
  #sampled(random: Random, sample: number, pending: number): Image {
    const until = random.below(pending + 1);
    const share = random.next();
    const cut = random.below(9);
    let index = 0;
    switch (sample % 3) {
      case 0:
        return this.#image(
          () => index++ <= until,
          (sector) => index <= until || sector < cut,
        );
      case 1:
        return this.#image(
          () => random.chance(share),
          () => true,
        );
      default:
        return this.#image(
          () => random.chance(Math.max(share, 0.5)),
          () => random.chance(0.8),
        );
    }
  }

  #image(isThere: () => boolean, isSectorThere: (sector: number) => boolean): Image {
    const names = new Map(this.#durableNames);
    for (const { file, inode } of this.#namings) if (isThere()) set(names, file, inode);
    const files = [...names].map(([file, { id, version, durable, pending }]) => {
      const kept = pending
        .filter(() => isThere())
        .map((change) => ({ change, sectors: sectorsOf(change, isSectorThere) }));
      const parts = kept.map(
        ({ change, sectors }) => `${change.id}${sectors === null ? '' : `:${sectors.map(Number).join('')}`}`,
      );
      return { file, key: `${file}@${id}.${version}[${parts.join()}]`, bytes: () => built(durable, kept) };
    });
    return {
      key: files.map(({ key }) => key).join(' '),
      build: () => new Map(files.map(({ file, bytes }) => [file, bytes()])),
    };
  }

  #newInode(): Inode {
    return { id: (this.#ids += 1), version: 0, durable: Buffer.alloc(0), pending: [] };
  }

  #name(file: string, inode: Inode | null): void {
    set(this.#names, file, inode);
    this.#namings.push({ file, inode });
  }

  #inode(file: string): Inode {
    const inode = this.#names.get(file);
    if (inode === undefined) throw new Error(`${file} was never made`);
    return inode;
  }
}

function set(names: Map<string, Inode>, file: string, inode: Inode | null): void {
  if (inode === null) names.delete(file);
  else names.set(file, inode);
}

/** Which sectors of a write are there, counted from its own beginning; null where all are. */
function sectorsOf(change: Change, isThere: (sector: number) => boolean): boolean[] | null {
  if (change.kind === 'truncate') return null;
  const first = Math.floor(change.at / SECTOR_BYTES);
  const last = Math.floor((change.at + change.bytes.length - 1) / SECTOR_BYTES);
  const sectors = Array.from({ length: last - first + 1 }, (_, sector) => isThere(sector));
  return sectors.every((there) => there) ? null : sectors;
}

/** The bytes of a file after some changes. A write that is there in part has made the file as long as the whole. */
function built(durable: Buffer, kept: readonly Kept[]): Buffer {
  const ends = kept.map(({ change }) => (change.kind === 'write' ? change.at + change.bytes.length : 0));
  const bytes = Buffer.alloc(Math.max(durable.length, ...ends));
  durable.copy(bytes);
  let length = durable.length;
  for (const { change, sectors } of kept) {
    if (change.kind === 'truncate') {
      bytes.fill(0, change.size);
      length = change.size;
      continue;
    }
    const { at } = change;
    const end = at + change.bytes.length;
    length = Math.max(length, end);
    for (let from = at, sector = 0; from < end; sector += 1) {
      const to = Math.min(end, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
      if (sectors === null || sectors[sector] === true)
        bytes.set(change.bytes.subarray(from - at, to - at), from);
      from = to;
    }
  }
  return bytes.subarray(0, length);
}
