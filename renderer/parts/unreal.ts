/** Why the money of a till is not real, by what its view says; null where it is. */
export function unrealIn({
  training,
  test,
}: {
  readonly training: boolean;
  readonly test: boolean;
}): 'training' | 'test' | null {
  if (training) return 'training';
  return test ? 'test' : null;
}
