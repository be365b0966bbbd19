import type { AcceptanceCase } from '../../src/golive/case.ts';
import { maskedText } from '../../src/golive/masking.ts';
import type { CaseSeen } from './case-seen.ts';
import type { Stage } from './stage.ts';

/** What a picture is taken for: the case, and its try. */
export interface PictureOf {
  readonly of: AcceptanceCase;
  readonly attempt: number;
}

/** Both windows as they stand, each as soon as it shows what the case asks for. */
export async function takeScreens(
  stage: Stage,
  seen: CaseSeen,
  { of, attempt }: PictureOf,
  name: string,
): Promise<void> {
  const { camera, folder, secrets } = stage;
  if (camera === null) return;
  // The customer's first: what it says of an outcome stays for some seconds only.
  for (const window of ['customer', 'cashier'] as const) {
    const { png, text, ...shot } = await camera.shoot(window, sceneWanted(of, name, window));
    const file = folder.keep(fileOf({ of, attempt }, name, window), png);
    seen.screens.push({ name, window, ...shot, text: masked(text, secrets), file });
  }
}

/** The acquirer's page as a phone shows it before it pays there; its address is kept nowhere. */
export async function takePage(
  { camera, folder, secrets }: Stage,
  seen: CaseSeen,
  { of, attempt }: PictureOf,
  name: string,
  link: string,
): Promise<void> {
  if (camera === null) return;
  const { png, text } = await camera.phone(link);
  const file = folder.keep(fileOf({ of, attempt }, name, 'phone'), png);
  const shown = { scene: '', language: '', marks: [], text: masked(text, secrets) };
  seen.screens.push({ name, window: 'phone', ...shown, file });
}

function fileOf({ of, attempt }: PictureOf, name: string, window: string): string {
  return `${of.id}/${attempt}-${name.replaceAll(' ', '-')}-${window}.png`;
}

/** Every paper of a sale: its text, the picture that a printer gets, and a PDF. */
export async function takePapers(
  stage: Stage,
  seen: CaseSeen,
  { of, attempt }: PictureOf,
  sale: string,
): Promise<void> {
  const { till, folder, secrets } = stage;
  const opened = seen.sales.get(sale);
  if (opened === undefined) return;
  for (const copy of Object.keys(opened.view.receipts)) {
    const paper = async (format: string): Promise<Uint8Array> =>
      (await till.call('GET', `/v1/sales/${opened.saleId}/receipts/${copy}?format=${format}`)).bytes;
    const text = masked(new TextDecoder().decode(await paper('text')), secrets);
    const name = `${of.id}/${attempt}-${sale}-${copy}`;
    const file = folder.keep(`${name}.png`, await paper('png'));
    folder.keep(`${name}.pdf`, await paper('pdf'));
    seen.papers.push({ sale, copy, text, file });
  }
}

function sceneWanted(
  { script }: AcceptanceCase,
  name: string,
  window: 'cashier' | 'customer',
): string | null {
  const wanted = script?.expect.find(
    (expected) => expected.see === 'screen' && expected.name === name && expected.window === window,
  );
  return wanted?.see === 'screen' ? wanted.scene : null;
}

function masked(text: string, secrets: ReadonlySet<string>): string {
  const safe = maskedText(text, secrets);
  return safe.ok ? safe.value : '[withheld]';
}
