const KIB = 1024;
const MIB = KIB * KIB;

/** A size for people: `2 MiB`. */
export function sizeText(bytes: number): string {
  return bytes >= MIB ? `${Math.floor((bytes / MIB) * 10) / 10} MiB` : `${Math.floor(bytes / KIB)} KiB`;
}
