import { createInterface } from 'node:readline';

/** Reads a PIN from standard input: its first line, or what a person types, without an echo. It is written nowhere. */
export async function readPin(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line.trim();
    return '';
  }
  process.stderr.write(question);
  process.stdin.setRawMode(true);
  let pin = '';
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    for (const key of chunk.toString('utf8')) {
      if (key === '\r' || key === '\n') {
        process.stdin.setRawMode(false);
        process.stderr.write('\n');
        return pin;
      }
      if (key === '\u0003') process.exit(2);
      pin = key === '\u007f' ? pin.slice(0, -1) : pin + key;
    }
  }
  return pin;
}
