import { z } from 'zod';
import { displaysSchema } from './displays.ts';
import { checkPeople, managersSchema, peopleSchema } from './people-schema.ts';
import { AMOUNT_ENTRIES } from '../ground/money/amount-entry.ts';
import { isCurrency, type Currency } from '../ground/money/currencies.ts';
import { reportsSchema } from './reports-schema.ts';
import { CODE_FAMILIES } from '../ground/code-families.ts';
import { COPIES, type Copy } from '../ground/copies.ts';
import { textFaults } from '../ground/outside-text.ts';
import { err, ok, type Result } from '../ground/result.ts';
import type { STAGES } from './gateway-keys.ts';
import type { NetworkConfig } from './network.ts';
import type { TimingConfig } from './timing.ts';
import { scannerSchema, serialSettings } from './scanner-schema.ts';
import { faultsOfNames, printerName } from './printer-names.ts';
import { merchantSchema } from './shop.ts';
import { checkTenders, publicSchema, tendersSchema } from './tenders-schema.ts';
import { minorUnits, name, text } from './parts.ts';

const isKnown = (code: string): code is Currency => isCurrency(code);
const currency = z.string().refine(isKnown, 'is not a currency of ISO 4217');
const port = z.int().min(0).max(65_535);

const route = z
  .strictObject({
    family: z.enum(CODE_FAMILIES).optional(),
    prefix: z
      .string()
      .regex(/^\d{1,32}$/, 'must be digits')
      .optional(),
    length: z.int().min(1).max(512).optional(),
    /** A gateway's name, `refuse` or `ask`. */
    to: text(64),
    say: text(256).optional(),
  })
  .refine((r) => r.family !== undefined || r.prefix !== undefined || r.length !== undefined, {
    message: 'needs at least one of family, prefix and length: a route for every code would hide the rules',
  });

export const PRINTER_PROFILES = [
  'generic-58mm',
  'generic-80mm',
  'epson-tm-t20iii',
  'epson-tm-t88vi',
  'star-escpos',
  'xprinter-gbk',
  'bixolon-ks',
] as const;
export type PrinterProfileName = (typeof PRINTER_PROFILES)[number];

/** The copies that go to paper by themselves, of all printers together. */
export function copiesOf({ printers }: Pick<Config, 'printers'>): readonly Copy[] {
  return [...new Set(printers.flatMap(({ copies }) => copies))];
}

const paper = {
  /** What it is called on screens and by `insteadOf`; without it, where it is: `tcp 10.0.0.7:9100`. */
  name: text(64).optional(),
  /** The name of a printer for which this one prints while that one is down. */
  insteadOf: text(1100).optional(),
  profile: z.enum(PRINTER_PROFILES).default('generic-80mm'),
  charset: text(32).optional(),
  /** The maker's numbers of code pages (ESC t), by the names that `charset` has. */
  codePages: z.record(text(32), z.int().min(0).max(255)).optional(),
  /** The maker's number (ESC R) of the character set of the USA. */
  nationalSet: z.int().min(0).max(255).optional(),
  copies: z.array(z.enum(COPIES)).default(() => [...COPIES]),
};
const printer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp'),
    host: text(255),
    port: z.int().min(1).max(65_535).default(9100),
    ...paper,
  }),
  z.strictObject({ kind: z.literal('serial'), path: text(1024), ...serialSettings, ...paper }),
  z
    .strictObject({
      kind: z.literal('usb'),
      path: text(1024).optional(),
      /** A piece of the IEEE 1284 id that the printer gives of itself, such as `MDL:TM-T20III`. */
      deviceId: text(256).optional(),
      ...paper,
    })
    .refine((p) => p.path !== undefined || p.deviceId !== undefined, {
      path: ['path'],
      message: 'needs path, or deviceId',
    }),
  z.strictObject({ kind: z.literal('cups'), queue: name(255), ...paper }),
  z.strictObject({ kind: z.literal('file'), path: text(1024), ...paper }),
]);

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'is not a time zone of the IANA list, such as Asia/Kuala_Lumpur');

/** As much of a config as its names can be judged by, whatever else is wrong with it. */
const namesSchema = z.object({
  gateways: z.record(z.string(), z.unknown()),
  routes: z.array(z.object({ to: z.string() }).catch({ to: 'refuse' })).catch([]),
});

/** Names that refer to each other. Runs beside every other fault, so that one run names all of them. */
function checkNames(config: unknown, context: z.core.$RefinementCtx): void {
  const read = namesSchema.safeParse(config);
  if (!read.success) return;
  const { gateways, routes } = read.data;
  const words = ['refuse', 'ask'];
  const names = [...Object.keys(gateways).filter((name) => !words.includes(name)), ...words];
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  routes.forEach(({ to }, index) => {
    if (!names.includes(to)) fault(['routes', index, 'to'], `must be one of ${names.join(', ')}`);
  });
  for (const word of words) {
    if (Object.hasOwn(gateways, word)) fault(['gateways', word], 'is a word of routes, not a name');
  }
}

/** Names of printers that refer to each other, where the list can be read at all. */
function checkPrinterNames(config: unknown, context: z.core.$RefinementCtx): void {
  const read = z.object({ printers: z.array(printer) }).safeParse(config);
  if (!read.success) return;
  const named = read.data.printers.map((each) => ({
    ...each,
    name: printerName(each),
    isOwn: each.name !== undefined,
  }));
  for (const { index, at, why } of faultsOfNames(named))
    context.addIssue({ code: 'custom', path: ['printers', index, at], message: why });
}

/** What every acquirer's part of the config has; the rest is its own. */
export interface GatewayConfig extends NetworkConfig {
  readonly kind: string;
  readonly baseUrl: string;
  readonly stage: (typeof STAGES)[number];
  readonly timing: TimingConfig;
}

/** What parses the part of one gateway, by its `kind`: made of the kinds of acquirers that the till knows. */
type GatewaySchema<G extends GatewayConfig> = z.ZodType<G>;

const configSchema = <G extends GatewayConfig>(gateway: GatewaySchema<G>) =>
  z
    .strictObject({
      terminal: z.strictObject({
        storeTerminalId: name(64),
        storeOperatorId: name(64).optional(),
        currency,
        settlementCurrency: currency,
        languages: z.array(text(16)).nonempty().default(['en']),
        timeZone,
        /** How the pad of amounts fills; see `AmountEntry`. */
        amountEntry: z.enum(AMOUNT_ENTRIES).default('major'),
        /** A larger sale is refused. */
        limits: z.strictObject({ amountMax: minorUnits.optional() }).prefault({}),
      }),
      merchant: merchantSchema,
      gateways: z
        .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be a short name'), gateway)
        .refine((gateways) => Object.keys(gateways).length > 0, 'needs at least one gateway'),
      routes: z.array(route).default(() => []),
      scanners: z.array(scannerSchema).default(() => []),
      printers: z.array(printer).default(() => []),
      marks: z.strictObject({ folder: text(1024) }).optional(),
      displays: displaysSchema,
      managers: managersSchema,
      cashiers: peopleSchema.optional(),
      technicians: peopleSchema.optional(),
      notify: z
        .strictObject({
          host: text(255).default('127.0.0.1'),
          port: port.default(0),
          /** Where acquirers that are told an address of their own send notices; `/n/<gateway>` is there for all. */
          path: z.string().startsWith('/').max(2048).default('/notify'),
        })
        .optional(),
      api: z.strictObject({ port: port.default(0), tokenFile: text(1024).default('api.token') }).prefault({}),
      journal: z
        .strictObject({
          file: text(1024).default('journal.sqlite'),
          /** A folder with the till's own key, and what it remembers of the journal. */
          anchor: text(1024).default('anchor'),
        })
        .prefault({}),
      reports: reportsSchema.optional(),
      tenders: tendersSchema,
      public: publicSchema,
      /** Whether a manager may free an order whose link may still be paid. */
      freeing: z.boolean().default(true),
    })
    .superRefine(checkNames, { when: () => true })
    .superRefine(checkPeople, { when: () => true })
    .superRefine(checkTenders, { when: () => true })
    .superRefine(checkPrinterNames, { when: () => true });

/** The till's settings, read once, frozen, with every default filled in. Shape: interface section 2. */
export type Config<G extends GatewayConfig = GatewayConfig> = Omit<
  z.infer<ReturnType<typeof configSchema<G>>>,
  'gateways'
> & { readonly gateways: Readonly<Record<string, G>> };
export type Route = Config['routes'][number];
export type ScannerConfig = Config['scanners'][number];
export type PrinterConfig = Config['printers'][number];

/** One bad key: where it stands (`routes.0.to`), and what is wrong with it. */
export interface ConfigFault {
  readonly path: string;
  readonly why: string;
}

/**
 * Reads the config's text.
 *
 * Errors: every bad key at once, each with its path; a text that is not JSON is one fault with the path empty.
 * Unknown keys are refused: a misspelt key must not silently be a default.
 */
export function configReader<G extends GatewayConfig>(
  gateway: GatewaySchema<G>,
): (json: string) => Result<Config<G>, readonly ConfigFault[]> {
  const schema = configSchema(gateway);
  return (json) => readWith(schema, json);
}

function readWith<G extends GatewayConfig>(
  schema: ReturnType<typeof configSchema<G>>,
  json: string,
): Result<Config<G>, readonly ConfigFault[]> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return err([{ path: '', why: `is not JSON${placeOf(error)}` }]);
  }
  const unread = textFaults(value, isOfScanner).map(({ path, why }) => ({ path: path.join('.'), why }));
  const parsed = schema.safeParse(value);
  if (parsed.success && unread.length === 0) return ok(deepFreeze(parsed.data));
  const faults = parsed.success ? [] : parsed.error.issues.flatMap(faultsOf);
  return err([...faults, ...unread.filter(({ path }) => !faults.some((fault) => fault.path === path))]);
}

/** What a scanner sends before and after a code is bytes, and no text: control characters are what it is for. */
function isOfScanner(path: readonly (string | number)[]): boolean {
  return path[0] === 'scanners' && ['prefix', 'suffix'].includes(String(path.at(-1)));
}

/** Where the parser stopped, if it says so. The rest of its words may quote the text, and with it a secret. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /\(line \d+ column \d+\)$/.exec(error.message)?.[0] : undefined;
  return place === undefined ? '' : ` ${place}`;
}

function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      why: 'is not a key of the config',
    }));
  }
  const why = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return [{ path: issue.path.join('.'), why: why ?? issue.message }];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
