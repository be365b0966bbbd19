/**
 * `true` where two types describe the same JSON, in both directions; else `false`.
 *
 * How: both are written anew, part by part, without `readonly`, and with every field that may be absent as one that may
 * be undefined. So a field that only one of them has makes them differ, even where no value needs it.
 */
export type SameType<A, B> = [Plain<A>] extends [Plain<B>]
  ? [Plain<B>] extends [Plain<A>]
    ? true
    : false
  : false;

type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { -readonly [Key in keyof T]-?: [Plain<T[Key]>] };

/** Compiles only with `true`. */
export type Holds<T extends true> = T;
