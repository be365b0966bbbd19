/** A bug to be planted: texts of the source, each of which stands there exactly once, and what takes their place. */
export interface PlantedBug {
  readonly id: string;
  readonly patches: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

/** One text in one file of `src` instead of another. */
export const bug = (id: string, file: string, from: string, to: string): PlantedBug => ({
  id,
  patches: [{ file: `src/${file}`, from, to }],
});
