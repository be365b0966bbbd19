/**
 * How glibc's allocator is told to keep the till's process small; no other system reads it.
 *
 * Why two arenas: it has up to eight for each core, one for each thread, and keeps what is free in all of them; a till of
 * a dozen threads grew by 40 MB for it.
 * Why a fixed threshold, and so low: V8's compilers take up to 35 MB for a moment, in pieces of 32 KB, while a till's code
 * gets warm. Pieces from the threshold on go back to the system when they are freed; smaller ones stay as holes below
 * what was taken meanwhile, and left a till 25 MB larger for good. By itself the threshold rises to the largest piece
 * that was ever freed. It costs a start some 25 ms.
 * Source: mallopt(3), M_ARENA_MAX and M_MMAP_THRESHOLD; V8, src/zone/zone.h, kMaximumSegmentSize.
 */
export const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '32768' } as const;
