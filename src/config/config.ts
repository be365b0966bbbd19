import { z } from 'zod';
import { READ_ONCE } from './read-once.ts';
import { centreSchema } from './centre-schema.ts';
import { faultsOf, type ConfigFault } from './config-fault.ts';
import { displaysSchema } from './displays.ts';
import { checkPeople, managersSchema, peopleSchema } from './people-schema.ts';
import { jsonFaultAt } from '../ground/json-place.ts';
import { AMOUNT_ENTRIES } from '../ground/money/amount-entry.ts';
import { isCurrency, type Currency } from '../ground/money/currencies.ts';
import { goliveSchema } from './golive-schema.ts';
import { logSchema } from './log-schema.ts';
import { tokensSchema } from './tokens-schema.ts';
import { customsSchema, disputesSchema, registrationSchema } from './office-schema.ts';
import { reportsSchema } from './reports-schema.ts';
import { CODE_FAMILIES } from '../ground/code-families.ts';
import type { Copy } from '../ground/copies.ts';
import { textFaults } from '../ground/outside-text.ts';
import { err, ok, type Result } from '../ground/result.ts';
import { schemaWords } from '../ground/schema-words.ts';
import { isTimeZone } from '../ground/time.ts';
import type { STAGES } from '../ground/account.ts';
import type { NetworkConfig } from './network.ts';
import type { TimingConfig } from './timing.ts';
import { faultsOfNames, printerName } from './printer-names.ts';
import { printerSchema } from './printer-schema.ts';
import { scannerSchema } from './scanner-schema.ts';
import { merchantSchema } from './shop.ts';
import { checkTenders, publicSchema, tendersSchema } from './tenders-schema.ts';
import { minorUnits, name, text } from './parts.ts';

const isKnown = (code: string): code is Currency => isCurrency(code);
const currency = z.string().refine(isKnown, 'is not a currency of ISO 4217');
const port = z.int().min(0).max(65_535);

const route = z
  .strictObject({
    family: z.enum(CODE_FAMILIES).optional().describe('what the code is by its form'),
    prefix: z
      .string()
      .regex(/^\d{1,32}$/, 'must be digits')
      .optional()
      .describe('the digits that the code begins with; the code must be digits alone'),
    length: z.int().min(1).max(512).optional().describe('how many characters the code has'),
    to: text(64).describe('the name of a gateway, `refuse`, or `ask`: then the cashier chooses'),
    say: text(256).optional().describe('the shop’s own sentence for the cashier'),
  })
  .refine((r) => r.family !== undefined || r.prefix !== undefined || r.length !== undefined, {
    message: 'needs at least one of family, prefix and length: a route for every code would hide the rules',
  });

/** The copies that go to paper by themselves, of all printers together. */
export function copiesOf({ printers }: Pick<Config, 'printers'>): readonly Copy[] {
  return [...new Set(printers.flatMap(({ copies }) => copies))];
}

const timeZone = z
  .string()
  .refine(isTimeZone, 'is not a time zone of the IANA list, such as Asia/Kuala_Lumpur');

/** As much of a config as its names can be judged by, whatever else is wrong with it. */
const namesSchema = z.object({
  gateways: z.record(z.string(), z.unknown()),
  routes: z.array(z.object({ to: z.string() }).catch({ to: 'refuse' })).catch([]),
});

/** Names that refer to each other. Runs beside every other fault, so that one run names all of them. */
function checkNames(config: unknown, context: z.core.$RefinementCtx): void {
  const read = namesSchema.safeParse(config, READ_ONCE);
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
  const read = z.object({ printers: z.array(printerSchema) }).safeParse(config, READ_ONCE);
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

/** The schema of `till.json`; the manual's table of keys is made from it too. */
export const configSchema = <G extends GatewayConfig>(gateway: GatewaySchema<G>) =>
  z
    .strictObject({
      terminal: z
        .strictObject({
          storeTerminalId: name(64).describe('the name of this till in the shop'),
          storeOperatorId: name(64)
            .optional()
            .describe('who sells, where nobody signs in; it goes to the acquirer'),
          currency: currency.describe('what the till charges in'),
          settlementCurrency: currency.describe('what the shop is paid in'),
          languages: z
            .array(text(16))
            .nonempty()
            .default(['en'])
            .describe('the first is the cashier’s; the customer’s screen shows all, in turn'),
          timeZone: timeZone.describe('of the shop, such as `Asia/Kuala_Lumpur`'),
          amountEntry: z
            .enum(AMOUNT_ENTRIES)
            .default('major')
            .describe(
              '`major`: whole units until a point is typed; `minor`: digits from the right, no point',
            ),
          limits: z
            .strictObject({
              amountMax: minorUnits.optional().describe('a larger sale is refused; minor units'),
            })
            .prefault({})
            .describe('what the till takes at most'),
        })
        .describe('this till'),
      merchant: merchantSchema.describe('the shop, as every payment tells the acquirer'),
      gateways: z
        .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be a short name'), gateway)
        .refine((gateways) => Object.keys(gateways).length > 0, 'needs at least one gateway')
        .describe('the acquirers, each under a short name of your own; see the kinds below'),
      routes: z
        .array(route)
        .default(() => [])
        .describe(
          'where a code goes, in order, before the built-in rules; at least one of family, prefix and length',
        ),
      scanners: z
        .array(scannerSchema)
        .default(() => [])
        .describe('the scanners; see the kinds below'),
      printers: z
        .array(printerSchema)
        .default(() => [])
        .describe('the printers; see the kinds below'),
      marks: z
        .strictObject({ folder: text(1024).describe('where the files are') })
        .optional()
        .describe('the brand marks of wallets, which the shop brings'),
      displays: displaysSchema.describe('the screens of the till'),
      managers: managersSchema.describe('who may give money back and close the day'),
      cashiers: peopleSchema.optional().describe('who sells; without it nobody signs in'),
      technicians: peopleSchema.optional().describe('who may open the technician’s page; without it anyone'),
      notify: z
        .strictObject({
          host: text(255).default('127.0.0.1').describe('the address of this machine to listen on'),
          port: port.default(0).describe('the port; 0: any that is free'),
          path: z
            .string()
            .startsWith('/')
            .max(2048)
            .default('/notify')
            .describe(
              'where an acquirer sends notices that is told an address; `/n/<gateway>` is there for all',
            ),
        })
        .optional()
        .describe('where the till listens for notices of acquirers and for phones; it works without'),
      api: z
        .strictObject({
          port: port.default(0).describe('the port on loopback; 0: any that is free'),
          tokenFile: text(1024)
            .default('api.token')
            .describe('made on the first start; for the shop’s programs only'),
          tokens: tokensSchema.describe(
            'files of tokens that may do less, by role; each made on the first start',
          ),
        })
        .prefault({})
        .describe('the local API'),
      journal: z
        .strictObject({
          file: text(1024).default('journal.sqlite').describe('the file of the journal'),
          anchor: text(1024)
            .default('anchor')
            .describe('a folder with the till’s own key, and what it remembers of the journal'),
        })
        .prefault({})
        .describe('where all that happened is kept'),
      log: logSchema.describe('the log in files, beside standard error'),
      reports: reportsSchema.optional().describe('the acquirer’s reports, for reconciliation'),
      registration: registrationSchema.describe('whether the store is registered at the acquirer'),
      disputes: disputesSchema.describe('disputes about payments'),
      customs: customsSchema
        .optional()
        .describe('declarations to the customs of China; without it there are none'),
      tenders: tendersSchema.describe('what the cashier may choose instead of a scan'),
      public: publicSchema.describe(
        'how phones and acquirers reach the listener of `notify`; needs `notify`',
      ),
      centre: centreSchema.describe('the centre of the chain that this till belongs to; it works without'),
      golive: goliveSchema.describe('the acceptance cases of acquirers'),
      freeing: z
        .boolean()
        .default(true)
        .describe('whether a manager may free an order whose link may still be paid'),
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
  } catch {
    return err([{ path: '', why: `is not JSON${placeIn(json)}` }]);
  }
  const unread = textFaults(value, isOfScanner).map(({ path, why }) => ({ path: path.join('.'), why }));
  const parsed = schema.safeParse(value, { error: schemaWords, ...READ_ONCE });
  if (parsed.success && unread.length === 0) return ok(deepFreeze(parsed.data));
  const faults = parsed.success ? [] : parsed.error.issues.flatMap(faultsOf);
  return err([...faults, ...unread.filter(({ path }) => !faults.some((fault) => fault.path === path))]);
}

/** What a scanner sends before and after a code is bytes, and no text: control characters are what it is for. */
function isOfScanner(path: readonly (string | number)[]): boolean {
  return path[0] === 'scanners' && ['prefix', 'suffix'].includes(String(path.at(-1)));
}

/** Where it stops being JSON. The parser's own words may quote the text, and with it a secret. */
function placeIn(json: string): string {
  const place = jsonFaultAt(json);
  return place === null ? '' : ` (line ${place.line} column ${place.column})`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
