/** Where a command is asked for; a piece in braces is a parameter of that name. */
export interface Route {
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
  openSale: { method: 'POST', path: '/v1/sales' },
  listSales: { method: 'GET', path: '/v1/sales' },
  readSale: { method: 'GET', path: '/v1/sales/{saleId}' },
  enterCode: { method: 'POST', path: '/v1/sales/{saleId}/code' },
  chooseGateway: { method: 'POST', path: '/v1/sales/{saleId}/gateway' },
  retrySale: { method: 'POST', path: '/v1/sales/{saleId}/retry' },
  cancelSale: { method: 'POST', path: '/v1/sales/{saleId}/cancel' },
  requestRefund: { method: 'POST', path: '/v1/refunds' },
  acceptSale: { method: 'POST', path: '/v1/sales/{saleId}/accept' },
  readRefund: { method: 'GET', path: '/v1/refunds/{refundRequestId}' },
  readStory: { method: 'GET', path: '/v1/sales/{saleId}/story' },
  listManagers: { method: 'GET', path: '/v1/managers' },
  readX: { method: 'GET', path: '/v1/reports/x' },
  readXPaper: { method: 'GET', path: '/v1/reports/x/paper' },
  printX: { method: 'POST', path: '/v1/reports/x/print' },
  closeDay: { method: 'POST', path: '/v1/reports/z' },
  readZ: { method: 'GET', path: '/v1/reports/z/{number}' },
  readZPaper: { method: 'GET', path: '/v1/reports/z/{number}/paper' },
  printZ: { method: 'POST', path: '/v1/reports/z/{number}/print' },
  identifyCode: { method: 'POST', path: '/v1/codes/identify' },
  readReceipt: { method: 'GET', path: '/v1/sales/{saleId}/receipts/{copy}' },
  printReceipt: { method: 'POST', path: '/v1/sales/{saleId}/receipts/{copy}/print' },
  readHealth: { method: 'GET', path: '/v1/health' },
  readQueue: { method: 'GET', path: '/v1/queue' },
  tryNow: { method: 'POST', path: '/v1/queue/try-now' },
  showTrainingCode: { method: 'POST', path: '/v1/training/code' },
  listTrainingFaults: { method: 'GET', path: '/v1/training/faults' },
  setTrainingFault: { method: 'POST', path: '/v1/training/faults' },
  hearKeys: { method: 'POST', path: '/v1/keys' },
  readBench: { method: 'GET', path: '/v1/technician' },
  readLicences: { method: 'GET', path: '/v1/technician/licences' },
  tryScan: { method: 'POST', path: '/v1/technician/scan' },
  tryPrint: { method: 'POST', path: '/v1/technician/print' },
  tryGateway: { method: 'POST', path: '/v1/technician/gateway' },
  readScannerSetup: { method: 'GET', path: '/v1/technician/scanner-setup' },
  runScannerSetup: { method: 'POST', path: '/v1/technician/scanner-setup' },
  restartTill: { method: 'POST', path: '/v1/technician/restart' },
} as const satisfies Record<string, Route>;

export type CommandName = keyof typeof ROUTES;

/** The commands by name. The cast gives back what `Object.keys` forgets. */
export const COMMAND_NAMES = Object.keys(ROUTES) as readonly CommandName[];

/** The event stream: `view` with the whole view at once and at every change. */
export const EVENTS_PATH = '/v1/events';
/** The same for the customer's display, with nothing in it that a customer may not see. */
export const CUSTOMER_EVENTS_PATH = '/v1/customer/events';
export const OPENAPI_PATH = '/v1/openapi.json';
