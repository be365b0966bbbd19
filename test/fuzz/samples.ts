import { readdirSync, readFileSync } from 'node:fs';

const VECTORS = new URL('../vectors/', import.meta.url);

/** The texts of an acquirer's samples whose names fit. */
export function samplesOf(folder: string, name: RegExp): readonly string[] {
  return readdirSync(new URL(`${folder}/`, VECTORS))
    .filter((file) => name.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, VECTORS), 'utf8').trimEnd());
}
