import type { AcquirerTraits } from '../acquirers/kind.ts';
import type { SetUpField } from '../acquirers/set-up.ts';
import { checkId, fieldId, gatewayNameOf } from './acquirer-questions.ts';
import type { Answer, Answers } from './answers.ts';
import { peopleGroups, personId, pinId, PEOPLE_MAX } from './questions.ts';
import { configOf } from './to-config.ts';

/** A config as it stands in its file. */
export type RawConfig = Readonly<Record<string, unknown>>;

/**
 * The answers that a config gives to the questions of the set-up: what somebody who changes it finds filled in.
 *
 * Of several acquirers of a kind, and of several printers or scanners, the first one is asked about. What no question
 * asks for stays as it is; see `editedConfig`.
 */
export function answersOf(kinds: readonly AcquirerTraits[], config: RawConfig): Answers {
  const text = (path: string): string => textAt(config, path);
  const scanner = partAt(config, 'scanners.0');
  return {
    ...{ languages: textsAt(config, 'terminal.languages'), shopName: text('merchant.merchantName') },
    ...{ country: text('merchant.merchantAddress.region'), city: text('merchant.merchantAddress.city') },
    ...{ business: text('merchant.merchantMCC'), currency: text('terminal.currency') },
    ...{ settlement: text('terminal.settlementCurrency'), timeZone: text('terminal.timeZone') },
    ...{ merchantId: text('merchant.referenceMerchantId'), storeId: text('merchant.store.referenceStoreId') },
    ...{ tillId: text('terminal.storeTerminalId'), customerScreen: text('displays.customer') },
    ...acquirerAnswers(kinds, config),
    scanner: scanner === null ? '' : JSON.stringify(scanner),
    ...printerAnswers(config),
    ...peopleAnswers(config),
  };
}

/** The name of the gateway that is asked about for each kind, as the config calls it. */
export function gatewayNames(
  kinds: readonly AcquirerTraits[],
  config: RawConfig,
): ReadonlyMap<string, string> {
  const gateways = Object.entries(partAt(config, 'gateways') ?? {});
  return new Map(
    kinds.map(({ kind }) => {
      const found = gateways.find(([, part]) => isPart(part) && part['kind'] === kind);
      return [kind, found?.[0] ?? gatewayNameOf(kind)];
    }),
  );
}

/**
 * The config after its answers were changed: what was answered otherwise than before is changed, and nothing else.
 *
 * Why by the difference of two configs: whatever no question asks for (waits, routes, addresses) is in neither of them,
 * and so it cannot be lost.
 */
export function editedConfig(
  kinds: readonly AcquirerTraits[],
  config: RawConfig,
  answers: Answers,
): RawConfig {
  const names = gatewayNames(kinds, config);
  const was = named(configOf(kinds, answersOf(kinds, config)), names);
  const now = named(configOf(kinds, answers), names);
  const edited = without(changed(config, without(was, 'tenders'), without(now, 'tenders')), 'tenders');
  const tenders = tendersAfter(config, was, now);
  return tenders.length === 0 && config['tenders'] === undefined ? edited : { ...edited, tenders };
}

/** A tender goes with its gateway, and a new gateway brings its own; one that stays is as it was. */
function tendersAfter(config: RawConfig, was: RawConfig, now: RawConfig): readonly unknown[] {
  const gatewaysOf = (part: RawConfig): readonly string[] => Object.keys(partAt(part, 'gateways') ?? {});
  const gone = gatewaysOf(was).filter((name) => !gatewaysOf(now).includes(name));
  const isNew = (name: string): boolean => !gatewaysOf(was).includes(name);
  const ofGateway = (list: unknown, fits: (gateway: string) => boolean): unknown[] =>
    Array.isArray(list) ? list.filter((tender) => isPart(tender) && fits(String(tender['gateway']))) : [];
  return [
    ...ofGateway(config['tenders'], (name) => !gone.includes(name)),
    ...ofGateway(now['tenders'], isNew),
  ];
}

function named(config: RawConfig, names: ReadonlyMap<string, string>): RawConfig {
  const gateways = Object.entries(partAt(config, 'gateways') ?? {}).map(([name, part]) => {
    const kind = isPart(part) ? String(part['kind']) : '';
    return [names.get(kind) ?? name, part];
  });
  const tenders = config['tenders'];
  const renamed = (Array.isArray(tenders) ? tenders : []).map((tender: unknown) => {
    const of = [...names].find(([kind]) => isPart(tender) && gatewayNameOf(kind) === tender['gateway']);
    return of === undefined || !isPart(tender) ? tender : { ...tender, gateway: of[1] };
  });
  return { ...config, gateways: Object.fromEntries(gateways) as unknown, tenders: renamed };
}

/** `before` with every key that differs between `was` and `now` as it is in `now`. */
function changed(before: RawConfig, was: RawConfig, now: RawConfig): RawConfig {
  const keys = new Set([...Object.keys(before), ...Object.keys(was), ...Object.keys(now)]);
  const after = [...keys].map((key) => [key, changedValue(before[key], was[key], now[key])] as const);
  return Object.fromEntries(after.filter(([, value]) => value !== undefined));
}

function changedValue(own: unknown, old: unknown, wanted: unknown): unknown {
  if (same(old, wanted)) return own;
  if (Array.isArray(wanted) && Array.isArray(own)) return changedList(own, asList(old), wanted);
  return isPart(wanted) && isPart(own) ? changed(own, isPart(old) ? old : {}, wanted) : wanted;
}

/** Lists: people by their id, so that a badge never comes to somebody else; devices by their place. What was not asked for stays. */
function changedList(own: readonly unknown[], was: readonly unknown[], now: readonly unknown[]): unknown[] {
  const idOf = (item: unknown): unknown => (isPart(item) ? item['id'] : undefined);
  if (!now.every(isPart)) return [...now];
  const after = now.map((wanted, index) => {
    const id = idOf(wanted);
    const place = id === undefined ? index : was.findIndex((each) => idOf(each) === id);
    const [old, mine] = [was[place], own[place]];
    if (!isPart(old) || !isPart(mine)) return withFreeId(wanted, [...own, ...now.slice(0, index)]);
    // Another kind of device is another device: nothing of the one before fits it.
    if (old['kind'] !== wanted['kind']) return wanted;
    return changed(mine, without(old, 'id'), without(wanted, 'id'));
  });
  return [...after, ...own.slice(was.length)];
}

/** A new person, under an id that nobody has. */
function withFreeId(person: RawConfig, others: readonly unknown[]): RawConfig {
  const { id } = person;
  if (typeof id !== 'string') return person;
  const taken = new Set(others.map((other) => (isPart(other) ? other['id'] : undefined)));
  let free = id;
  for (let number = 1; taken.has(free); number += 1) free = `${id.charAt(0)}${number}`;
  return { ...person, id: free };
}

function acquirerAnswers(kinds: readonly AcquirerTraits[], config: RawConfig): Answers {
  const names = gatewayNames(kinds, config);
  const chosen = kinds.filter(({ kind }) => partAt(config, `gateways.${names.get(kind)}`) !== null);
  const fields = chosen.flatMap(({ kind, setUp }) => [
    ...setUp.fields.map((field) => [
      fieldId(kind, field.path),
      saidOf(field, valueAt(config, `gateways.${names.get(kind)}.${field.path}`)),
    ]),
    [checkId(kind), ''],
  ]);
  return { acquirers: chosen.map(({ kind }) => kind), ...(Object.fromEntries(fields) as Answers) };
}

/** What was said for a key of an acquirer; empty where the config leaves it to its default. */
function saidOf({ form, usual = '' }: SetUpField, value: unknown): string {
  if (form.kind === 'yesNo') return value === undefined ? usual : value === true ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return isPart(value) && typeof value['file'] === 'string' ? value['file'] : usual;
}

function printerAnswers(config: RawConfig): Answers {
  const printer = partAt(config, 'printers.0');
  if (printer === null) return { printer: '', paper: '', testPrint: '' };
  const said = (key: string): string => textAt(printer, key);
  const kind = said('kind');
  const port = printer['port'];
  const isNetwork = kind === 'tcp';
  return {
    printer: isNetwork ? 'tcp' : `${kind}:${kind === 'cups' ? said('queue') : said('path')}`,
    ...(isNetwork
      ? { printerAddress: typeof port === 'number' ? `${said('host')}:${port}` : said('host') }
      : {}),
    ...{ paper: said('profile'), testPrint: '' },
  };
}

function peopleAnswers(config: RawConfig): Answers {
  const answers: Record<string, Answer> = {};
  for (const group of peopleGroups()) {
    const people = asList(config[group]).filter(isPart).slice(0, PEOPLE_MAX);
    for (const [index, person] of people.entries()) {
      answers[personId(group, index + 1)] = textAt(person, 'name');
      answers[pinId(group, index + 1)] = textAt(person, 'pin');
    }
    if (people.length < PEOPLE_MAX) answers[personId(group, people.length + 1)] = '';
  }
  return answers;
}

function valueAt(part: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)] as unknown;
    return isPart(at) ? at[key] : undefined;
  }, part);
}

function partAt(part: RawConfig, path: string): RawConfig | null {
  const found = valueAt(part, path);
  return isPart(found) ? found : null;
}

function textAt(part: RawConfig, path: string): string {
  const found = valueAt(part, path);
  return typeof found === 'string' ? found : '';
}

function textsAt(part: RawConfig, path: string): readonly string[] {
  return asList(valueAt(part, path)).filter((each): each is string => typeof each === 'string');
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPart(value: unknown): value is RawConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(part: RawConfig, key: string): RawConfig {
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== key));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
