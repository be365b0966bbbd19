import type { AcquirerTraits } from '../acquirers/kind.ts';
import type { SetUpField } from '../acquirers/set-up.ts';
import { fieldId, gatewayNameOf } from './acquirer-questions.ts';
import { isAnswered, textOf, textsOf, type Answers } from './answers.ts';
import { chosenKinds, peopleIn } from './questions.ts';

/** A part of a config that is being made. */
type Part = Record<string, unknown>;

/**
 * The config that the answers make, as far as they go.
 *
 * What was not answered is left out: the schema then names it. `only`: the gateways that are to be in it, by their kind;
 * without it all that were chosen.
 */
export function configOf(kinds: readonly AcquirerTraits[], answers: Answers, only?: readonly string[]): Part {
  const text = (id: string): string | undefined => textOf(answers, id) || undefined;
  const chosen = chosenKinds(kinds, answers).filter(({ kind }) => only === undefined || only.includes(kind));
  const [shopName, mcc] = [text('shopName'), text('business')];
  const address = whole({ region: text('country'), city: text('city') });
  const screen = text('customerScreen');
  return whole({
    terminal: whole({
      storeTerminalId: text('tillId'),
      currency: text('currency'),
      settlementCurrency: text('settlement'),
      languages: isAnswered(answers, 'languages') ? textsOf(answers, 'languages') : undefined,
      timeZone: text('timeZone'),
    }),
    merchant: whole({
      referenceMerchantId: text('merchantId'),
      merchantName: shopName,
      merchantMCC: mcc,
      merchantAddress: address,
      store: whole({
        referenceStoreId: text('storeId'),
        storeName: shopName,
        storeMCC: mcc,
        storeAddress: address,
      }),
    }),
    gateways: Object.fromEntries(
      chosen.map(({ kind, setUp }) => [gatewayNameOf(kind), gatewayOf(kind, setUp.fields, answers)]),
    ),
    tenders: chosen
      .filter(({ kind, pays, setUp }) => pays(gatewayOf(kind, setUp.fields, answers)).includes('page'))
      .map(({ kind, setUp }) => ({
        ...{ id: gatewayNameOf(kind), gateway: gatewayNameOf(kind), say: { en: setUp.name } },
      })),
    scanners: scannersOf(answers),
    printers: printersOf(answers),
    displays: screen === undefined ? undefined : { customer: screen },
    managers: peopleIn(answers, 'managers'),
    cashiers: several(peopleIn(answers, 'cashiers')),
    technicians: several(peopleIn(answers, 'technicians')),
  });
}

function gatewayOf(kind: string, fields: readonly SetUpField[], answers: Answers): Part {
  const part: Part = { kind };
  for (const { path, form } of fields) {
    const said = textOf(answers, fieldId(kind, path));
    if (said !== '') put(part, path, valueOf(form.kind, said));
  }
  return part;
}

function valueOf(form: SetUpField['form']['kind'], said: string): unknown {
  if (form === 'yesNo') return said === 'yes';
  return form === 'text' || form === 'words' ? said : { file: said };
}

/** Puts a value where a path such as `publicKeys.1` says. */
function put(part: Part, path: string, value: unknown): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) part[key] = value;
  else {
    const inner: Part = { ...(part[key] as Part | undefined) };
    put(inner, rest.join('.'), value);
    part[key] = inner;
  }
}

/** The scanner that was found; a scanner that types into the window needs no entry to be heard, and gets one all the same. */
function scannersOf(answers: Answers): unknown[] {
  const said = textOf(answers, 'scanner');
  try {
    return said === '' ? [] : [JSON.parse(said)];
  } catch {
    // The schema then says that it is no entry.
    return [said];
  }
}

function printersOf(answers: Answers): unknown[] {
  const chosen = textOf(answers, 'printer');
  if (chosen === '') return [];
  const at = chosen === 'tcp' ? `tcp:${textOf(answers, 'printerAddress')}` : chosen;
  const profile = textOf(answers, 'paper') || undefined;
  return [whole({ ...printerEntry(at), profile })];
}

/** What an option of the printers stands for in the config: `usb:<node>`, `cups:<queue>`, `serial:<line>`, `tcp:<host>:<port>`. */
export function printerEntry(option: string): Part {
  const [, kind = '', place = ''] = /^([a-z]+):(.*)$/.exec(option) ?? [];
  switch (kind) {
    case 'cups':
      return { kind, queue: place };
    case 'tcp': {
      const [, host = place, port] = /^(.*):(\d{1,5})$/.exec(place) ?? [];
      return { kind, host, ...(port === undefined ? {} : { port: Number(port) }) };
    }
    default:
      return { kind, path: place };
  }
}

function several<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Without the keys that have no value. */
function whole(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
