import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Found } from '../../src/set-up/question.ts';
import { runInEnglish } from '../printer/cups-programs.ts';
import { listSerialLines } from '../serial-port.ts';

/** Where sticks are shown by the system, and a folder of their own deeper. */
const STICKS = ['/media/*/*', '/run/media/*/*', '/Volumes/*', '/mnt/*'];
const KEY_ENDINGS = /\.(pem|key|der|crt|cer|pub|txt)$/i;
const KEY_BYTES_MAX = 64 * 1024;
const KEY_FILES_MAX = 24;

/** What the set-up finds on the machine by itself: time zone, country, language, printers, files that may be keys. */
export async function findOnMachine(folder: string): Promise<Found> {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  const here = new Intl.Locale(locale);
  const [printers, keyFiles] = await Promise.all([findPrinters(), findKeyFiles(folder)]);
  return {
    ...{ timeZone, printers, keyFiles },
    country: here.region ?? null,
    languages: here.language === 'zh' ? [`zh-${here.maximize().script}`] : [here.language],
    screens: [],
  };
}

async function findPrinters(): Promise<Found['printers']> {
  const nodes = (await readdir('/dev/usb').catch(() => [])).filter((name) => /^lp\d+$/.test(name)).sort();
  const usb = await Promise.all(
    nodes.map(async (name) => ({ value: `usb:/dev/usb/${name}`, say: await nameOfUsb(name) })),
  );
  const queues = (await runInEnglish('lpstat', ['-e'])).out.split('\n').filter((line) => line.trim() !== '');
  const lines = await listSerialLines();
  return [
    ...usb,
    ...queues.map((queue) => ({ value: `cups:${queue.trim()}`, say: queue.trim() })),
    ...(lines.ok ? lines.value : []).map(({ path }) => ({ value: `serial:${path}`, say: path })),
  ];
}

/** What a USB printer says of itself. Source: IEEE 1284, 7.6: MFG, MDL. */
async function nameOfUsb(node: string): Promise<string> {
  const id = await readFile(`/sys/class/usbmisc/${node}/device/ieee1284_id`, 'utf8').catch(() => '');
  const said = [/MFG:([^;]+)/, /MDL:([^;]+)/].flatMap((form) => form.exec(id)?.[1] ?? []);
  return `${said.join(' ')} (${node})`.trim();
}

/** Files that may be keys: beside the config, in its folder of keys, and on sticks. */
async function findKeyFiles(folder: string): Promise<string[]> {
  const sticks: string[] = [];
  for (const form of STICKS) for await (const place of glob(form)) sticks.push(place);
  const found: string[] = [];
  for (const place of [folder, join(folder, 'keys'), ...sticks]) {
    for (const name of (await readdir(place).catch(() => [])).sort()) {
      const file = join(place, name);
      if (!KEY_ENDINGS.test(name) || found.length >= KEY_FILES_MAX) continue;
      const about = await stat(file).catch(() => null);
      if (about?.isFile() === true && about.size <= KEY_BYTES_MAX) found.push(file);
    }
  }
  return found;
}
