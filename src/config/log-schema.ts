import { z } from 'zod';

/** Where the log is kept in files, and how much of it. */
export const logSchema = z
  .strictObject({
    folder: z.string().min(1).max(1024).default('log').describe('where the files of the log stand'),
    fileBytesMax: z
      .int()
      .min(10_000)
      .max(100_000_000)
      .default(5_000_000)
      .describe('a longer one is put aside'),
    files: z.int().min(2).max(50).default(6).describe('so many are kept, the oldest goes'),
  })
  .prefault({});
