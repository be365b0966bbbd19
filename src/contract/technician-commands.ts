import { z } from 'zod';
import { heldTo, textTrouble } from '../ground/outside-text.ts';
import { HEALTH_REASONS } from '../ground/health-reasons.ts';
import { ACCEPTANCE_COMMANDS } from './acceptance-commands.ts';
import { none, printedSchema, when } from './parts.ts';
import { ROLES, ROUTES } from './routes.ts';
import { setupSayingSchema } from './setup-schema.ts';

const name = z.string().min(1).max(2048).superRefine(heldTo(textTrouble));
const asked = z.enum(['yes', 'no', 'unknown']);

const deviceSchema = z.object({
  kind: z.enum(['gateway', 'scanner', 'printer', 'journal', 'marks', 'letters']),
  name: z.string(),
  status: z.enum(['ok', 'down']),
  since: when,
  reason: z.enum(HEALTH_REASONS).optional(),
  why: z.string().optional(),
  spokeAt: when.optional().describe('when it last answered, read or printed since the start of the till'),
});

/** Who may do what on the till's own screen. */
const roleSchema = z.object({
  role: z.enum(ROLES),
  who: z
    .enum(['anyone', 'people', 'nobody', 'customerScreen', 'program'])
    .describe('`nobody`: it needs a manager, and the config has none'),
  people: z.array(z.string()).describe('their names'),
  commands: z.array(z.string()).describe('method and path of each'),
});
export type RoleView = z.infer<typeof roleSchema>;

/** The bench: devices, versions, the config, and the end of the log. */
const benchSchema = z.object({
  devices: z.array(deviceSchema),
  versions: z.record(z.string(), z.string()),
  config: z.string().describe('the config as JSON; keys by the name of their file, no PIN and no token'),
  configFile: z.string().nullable(),
  roles: z.array(roleSchema),
  mayRestart: z.boolean().describe('whether something starts the till again when it ends'),
  log: z.array(
    z.object({
      at: when,
      level: z.enum(['info', 'warn']),
      message: z.string(),
      facts: z.string().optional(),
    }),
  ),
});

const scanSchema = z.object({
  came: z
    .enum(['code', 'unreadable', 'nothing', 'sale'])
    .describe('`sale`: a sale began and uses the scanner'),
  device: z.string().optional(),
  tookMs: z.number().optional().describe('from the first byte or key to the end'),
  family: z.string().optional(),
  route: z.string().optional(),
  aim: z.string().optional(),
  masked: z.string().optional(),
  say: z.string().optional(),
});

const gatewaySchema = z.object({
  reached: z.boolean(),
  accepted: asked.describe('whether our signature was accepted'),
  verified: asked.describe('whether the signature of the answer is theirs'),
  clockOffsetMs: z
    .number()
    .optional()
    .describe("the gateway's clock minus the till's; the gateway tells whole seconds"),
  roundTripMs: z.number(),
  found: z
    .enum(['fine', 'patience', 'noAnswer', 'notTheirs', 'refused', 'strange'])
    .describe('what came back, for a page to say in its own language'),
  say: z.string(),
});

const setupSchema = z.object({
  running: z.boolean(),
  says: z.array(setupSayingSchema).describe('what was found out, the last one last'),
  code: z.object({ number: z.int(), of: z.int(), text: z.string() }).nullable(),
  part: z.string().nullable().describe('the entry that was found, as JSON'),
  written: z.enum(['no', 'yes', 'failed']),
});
export type SetupView = z.infer<typeof setupSchema>;
export type BenchView = z.infer<typeof benchSchema>;
export type GatewayCheck = z.infer<typeof gatewaySchema>;
export type ScanTrial = z.infer<typeof scanSchema>;

const plain = { params: none, query: none } as const;

/** The commands of the technician's page: none of them touches a sale. */
export const TECHNICIAN_COMMANDS = {
  readBench: {
    ...ROUTES.readBench,
    say: 'For the technician: reads devices, versions, the config and the end of the log.',
    ...plain,
    body: null,
    reply: { status: 200, type: 'json', schema: benchSchema },
    problems: [],
  },
  readLicences: {
    ...ROUTES.readLicences,
    say: 'For the technician: lists the software in the till with its licences.',
    ...plain,
    body: null,
    reply: {
      status: 200,
      type: 'json',
      schema: z.array(
        z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
      ),
    },
    problems: [],
  },
  readMetrics: {
    ...ROUTES.readMetrics,
    say: 'For a monitor: how the till is, in numbers, as Prometheus reads them.',
    ...plain,
    body: null,
    reply: { status: 200, type: 'metrics', schema: z.string() },
    problems: [],
  },
  diagnose: {
    ...ROUTES.diagnose,
    say: 'For the technician: writes what a helper needs into an archive beside the config; never a secret, a code or a link.',
    ...plain,
    body: null,
    reply: { status: 201, type: 'json', schema: z.object({ file: z.string() }) },
    problems: ['not-available'],
  },
  tryScan: {
    ...ROUTES.tryScan,
    say: 'For the technician: waits for the next scan and identifies it without using it.',
    ...plain,
    body: null,
    reply: { status: 200, type: 'json', schema: scanSchema },
    problems: ['till-busy'],
  },
  tryPrint: {
    ...ROUTES.tryPrint,
    say: 'For the technician: prints a test page and answers whether it was printed.',
    ...plain,
    body: z.strictObject({ printer: name.describe('as health calls it') }),
    reply: { status: 200, type: 'json', schema: printedSchema },
    problems: ['not-found'],
  },
  tryGateway: {
    ...ROUTES.tryGateway,
    say: 'For the technician: asks a gateway about a payment that cannot exist, and checks the answer.',
    ...plain,
    body: z.strictObject({ gateway: name.describe('its name in the config') }),
    reply: { status: 200, type: 'json', schema: gatewaySchema },
    problems: ['not-found'],
  },
  readScannerSetup: {
    ...ROUTES.readScannerSetup,
    say: 'For the technician: reads the state of the scanner set-up.',
    ...plain,
    body: null,
    reply: { status: 200, type: 'json', schema: setupSchema },
    problems: [],
  },
  runScannerSetup: {
    ...ROUTES.runScannerSetup,
    say: 'For the technician: starts or stops the scanner set-up, or writes its result into the config. No sale meanwhile.',
    ...plain,
    body: z.strictObject({
      act: z.enum(['start', 'stop', 'write']).describe('`write`: what was found goes into the config'),
    }),
    reply: { status: 202, type: 'json', schema: setupSchema },
    problems: ['till-busy', 'not-available'],
  },
  restartTill: {
    ...ROUTES.restartTill,
    say: 'For the technician: stops the till, so that its kiosk starts it again.',
    ...plain,
    body: null,
    reply: { status: 202, type: 'json', schema: none },
    problems: ['till-busy', 'not-available'],
  },
  ...ACCEPTANCE_COMMANDS,
} as const;

/** The commands that belong to the technician alone. */
export type TechnicianCommand = keyof typeof TECHNICIAN_COMMANDS;
