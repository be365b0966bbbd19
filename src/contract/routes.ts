/**
 * Who must stand at the till for a command.
 *
 * `cashier`: signed in to sell, where the till has cashiers. `manager`, `technician`: signed in at the desk, or at the
 * technician's page, for a call from the till's own screen; who holds the token of the local API is the shop's own
 * program. `approver`: the call itself brings a manager's PIN; of `cancelSale` only a void does. `customer`: the till's own
 * customer's screen, and nobody else; `program`: who holds the token, and no screen.
 */
export const ROLES = [
  'anyone',
  'cashier',
  'approver',
  'manager',
  'technician',
  'customer',
  'program',
] as const;
export type Role = (typeof ROLES)[number];

/** Where a command is asked for; a piece in braces is a parameter of that name. */
export interface Route {
  /** Who must stand at the till for it. */
  readonly role: Role;
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/**
 * The address of each command, written once: the rows of the contract, the local API, `openapi.json`, the windows' messages
 * and the page derive from it.
 *
 * Why apart from the rows: they hold schemas, and the page must not load the library that checks them.
 */
export const ROUTES = {
  openSale: { role: 'cashier', method: 'POST', path: '/v1/sales' },
  listSales: { role: 'anyone', method: 'GET', path: '/v1/sales' },
  readSale: { role: 'anyone', method: 'GET', path: '/v1/sales/{saleId}' },
  enterCode: { role: 'cashier', method: 'POST', path: '/v1/sales/{saleId}/code' },
  chooseGateway: { role: 'cashier', method: 'POST', path: '/v1/sales/{saleId}/gateway' },
  retrySale: { role: 'cashier', method: 'POST', path: '/v1/sales/{saleId}/retry' },
  cancelSale: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/cancel' },
  dismissSale: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/dismiss' },
  seeNotice: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/seen' },
  chooseTender: { role: 'cashier', method: 'POST', path: '/v1/sales/{saleId}/tender' },
  readLink: { role: 'program', method: 'GET', path: '/v1/sales/{saleId}/link' },
  showLink: { role: 'customer', method: 'GET', path: '/v1/customer/link' },
  askNow: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/ask' },
  freeSale: { role: 'approver', method: 'POST', path: '/v1/sales/{saleId}/free' },
  overrideSale: { role: 'approver', method: 'POST', path: '/v1/sales/{saleId}/override' },
  requestRefund: { role: 'approver', method: 'POST', path: '/v1/refunds' },
  acceptSale: { role: 'approver', method: 'POST', path: '/v1/sales/{saleId}/accept' },
  readRefund: { role: 'anyone', method: 'GET', path: '/v1/refunds/{refundRequestId}' },
  readStory: { role: 'anyone', method: 'GET', path: '/v1/sales/{saleId}/story' },
  listManagers: { role: 'anyone', method: 'GET', path: '/v1/managers' },
  readX: { role: 'manager', method: 'GET', path: '/v1/reports/x' },
  readXPaper: { role: 'manager', method: 'GET', path: '/v1/reports/x/paper' },
  printX: { role: 'manager', method: 'POST', path: '/v1/reports/x/print' },
  closeDay: { role: 'manager', method: 'POST', path: '/v1/reports/z' },
  listZ: { role: 'manager', method: 'GET', path: '/v1/reports/z' },
  readSalesReport: { role: 'manager', method: 'GET', path: '/v1/reports/sales' },
  readZ: { role: 'manager', method: 'GET', path: '/v1/reports/z/{number}' },
  readZPaper: { role: 'manager', method: 'GET', path: '/v1/reports/z/{number}/paper' },
  printZ: { role: 'manager', method: 'POST', path: '/v1/reports/z/{number}/print' },
  readOffice: { role: 'manager', method: 'GET', path: '/v1/office' },
  tryOffice: { role: 'manager', method: 'POST', path: '/v1/office/try-now' },
  listDisputes: { role: 'manager', method: 'GET', path: '/v1/disputes' },
  enterDispute: { role: 'approver', method: 'POST', path: '/v1/disputes' },
  readDispute: { role: 'manager', method: 'GET', path: '/v1/disputes/{disputeRequestId}' },
  addDisputePaper: { role: 'manager', method: 'POST', path: '/v1/disputes/{disputeRequestId}/attachments' },
  readDisputePaper: {
    role: 'manager',
    method: 'GET',
    path: '/v1/disputes/{disputeRequestId}/papers/{paper}',
  },
  answerDispute: { role: 'approver', method: 'POST', path: '/v1/disputes/{disputeRequestId}/answer' },
  closeDispute: { role: 'approver', method: 'POST', path: '/v1/disputes/{disputeRequestId}/close' },
  requestRegistration: { role: 'approver', method: 'POST', path: '/v1/registrations' },
  readStore: { role: 'manager', method: 'GET', path: '/v1/registrations/store' },
  readRegistration: { role: 'manager', method: 'GET', path: '/v1/registrations/{registrationRequestId}' },
  askRegistration: {
    role: 'manager',
    method: 'POST',
    path: '/v1/registrations/{registrationRequestId}/ask-now',
  },
  declare: { role: 'approver', method: 'POST', path: '/v1/declarations' },
  listDeclarations: { role: 'manager', method: 'GET', path: '/v1/declarations' },
  readDeclaration: { role: 'manager', method: 'GET', path: '/v1/declarations/{customsDeclarationRequestId}' },
  askDeclaration: {
    role: 'manager',
    method: 'POST',
    path: '/v1/declarations/{customsDeclarationRequestId}/ask-now',
  },
  listSettlements: { role: 'manager', method: 'GET', path: '/v1/settlements' },
  readSettlement: { role: 'manager', method: 'GET', path: '/v1/settlements/{settlementBatchId}' },
  listCredits: { role: 'manager', method: 'GET', path: '/v1/bank-credits' },
  bookCredit: { role: 'manager', method: 'POST', path: '/v1/bank-credits' },
  importCredits: { role: 'manager', method: 'POST', path: '/v1/bank-credits/import' },
  identifyCode: { role: 'anyone', method: 'POST', path: '/v1/codes/identify' },
  readReceipt: { role: 'anyone', method: 'GET', path: '/v1/sales/{saleId}/receipts/{copy}' },
  printReceipt: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/receipts/{copy}/print' },
  skipReceipt: { role: 'anyone', method: 'POST', path: '/v1/sales/{saleId}/receipts/{copy}/skip' },
  readHealth: { role: 'anyone', method: 'GET', path: '/v1/health' },
  readQueue: { role: 'anyone', method: 'GET', path: '/v1/queue' },
  tryNow: { role: 'anyone', method: 'POST', path: '/v1/queue/try-now' },
  showTrainingCode: { role: 'anyone', method: 'POST', path: '/v1/training/code' },
  listTrainingFaults: { role: 'anyone', method: 'GET', path: '/v1/training/faults' },
  setTrainingFault: { role: 'anyone', method: 'POST', path: '/v1/training/faults' },
  beginTrainingDispute: { role: 'anyone', method: 'POST', path: '/v1/training/disputes' },
  hearKeys: { role: 'anyone', method: 'POST', path: '/v1/keys' },
  readBench: { role: 'technician', method: 'GET', path: '/v1/technician' },
  readLicences: { role: 'technician', method: 'GET', path: '/v1/technician/licences' },
  readMetrics: { role: 'technician', method: 'GET', path: '/v1/metrics' },
  diagnose: { role: 'technician', method: 'POST', path: '/v1/technician/diagnose' },
  tryScan: { role: 'technician', method: 'POST', path: '/v1/technician/scan' },
  tryPrint: { role: 'technician', method: 'POST', path: '/v1/technician/print' },
  tryGateway: { role: 'technician', method: 'POST', path: '/v1/technician/gateway' },
  readScannerSetup: { role: 'technician', method: 'GET', path: '/v1/technician/scanner-setup' },
  runScannerSetup: { role: 'technician', method: 'POST', path: '/v1/technician/scanner-setup' },
  restartTill: { role: 'technician', method: 'POST', path: '/v1/technician/restart' },
  readAcceptance: { role: 'technician', method: 'GET', path: '/v1/technician/acceptance' },
  runAcceptance: { role: 'technician', method: 'POST', path: '/v1/technician/acceptance' },
  readAcceptanceFile: {
    role: 'technician',
    method: 'GET',
    path: '/v1/technician/acceptance/{gateway}/{against}/file',
  },
  readTillSetUp: { role: 'technician', method: 'GET', path: '/v1/set-up' },
  runTillSetUp: { role: 'technician', method: 'POST', path: '/v1/set-up' },
  signIn: { role: 'anyone', method: 'POST', path: '/v1/staff/sign-in' },
  signOut: { role: 'anyone', method: 'POST', path: '/v1/staff/sign-out' },
  listStaff: { role: 'anyone', method: 'GET', path: '/v1/staff' },
} as const satisfies Record<string, Route>;

export type CommandName = keyof typeof ROUTES;

/** The commands by name. The cast gives back what `Object.keys` forgets. */
export const COMMAND_NAMES = Object.keys(ROUTES) as readonly CommandName[];

/** The event stream: `view` with the whole view at once and at every change. */
export const EVENTS_PATH = '/v1/events';
/** The same for the customer's display, with nothing in it that a customer may not see. */
export const CUSTOMER_EVENTS_PATH = '/v1/customer/events';
export const OPENAPI_PATH = '/v1/openapi.json';
