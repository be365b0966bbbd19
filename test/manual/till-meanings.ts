import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Said } from './sentence.ts';

/** What the till refuses, by slug and reason. A test finds each sentence in the program. */
export const REFUSALS: readonly Said[] = [
  said(
    'Finish or cancel the sale on the screen first.',
    'One sale at a time.',
    'End the sale that is on the stage.',
  ),
  said(
    "The scanner is being set up. Close the technician's page first.",
    'While a scanner is set up, the till takes no sale.',
    'Go back from the technician’s page.',
  ),
  said(
    'Acceptance cases are being played. Leave them first.',
    'The cases of one acquirer are played at a time.',
    'Press _Leave_ on the page of the acceptance cases.',
  ),
  said(
    'This till takes at most … in one sale.',
    'The settings limit the amount (`terminal.limits`).',
    'Split the bill, or take another way to pay.',
  ),
  said(
    'This order is paid. Give the next sale an order id of its own.',
    'The cash register sent an order id twice.',
    'Look at the first sale. Do not charge again.',
  ),
  said(
    'A payment of this order is not resolved yet. It must not be charged again before the till knows.',
    'An earlier try of this order may still be charged.',
    'Wait. The till asks by itself.',
  ),
  said(
    'This order was tried too often. Cancel it and take another way to pay.',
    'An order has at most 99 tries.',
    'Cancel, and begin a new order.',
  ),
  said(
    'This sale does not wait for a code now.',
    'The code came too early or too late.',
    'Look at the stage.',
  ),
  said(
    'This payment was declined for good. Take another way to pay.',
    'A second try is not allowed after this refusal.',
    'Take another way to pay.',
  ),
  said(
    'A part of this payment is refunded already. Refund the rest of it instead.',
    'A void gives back all or nothing.',
    'Refund the rest.',
  ),
  said(
    'This sale has no charge of its amount that could be taken for it.',
    'There is no doubted charge any more.',
    'Look at the sale again.',
  ),
  said(
    'No payment of this sale may still be paid: its order needs no freeing.',
    'The payment page is over.',
    'Begin the sale again.',
  ),
  said(
    'This shop frees no orders (freeing in its config): wait until the payment is over.',
    'The settings forbid it.',
    'Wait until the time on the screen.',
  ),
  said(
    'This till was started without a config file.',
    'It is a till for training.',
    'Start it with `--config till.json`.',
  ),
  said(
    'Nothing starts this till again by itself. Stop and start it.',
    'The till runs without its kiosk.',
    'Stop and start it by hand.',
  ),
];

/** What is wrong with a part of the till, by the reason that health gives. A test finds each sentence in the program. */
export const HEALTH: Readonly<Record<HealthReason, Said>> = {
  noConnection: said(
    'No connection. Payments cannot be taken. Refunds are kept and sent later.',
    'The gateway cannot be reached.',
    'Look at cable, wireless and router. Then press _Check_ on the technician’s page.',
  ),
  noAnswer: said(
    'The payment service does not answer as it should. Payments may not be taken. Refunds are kept and sent later.',
    'Something answers, and it is no signed answer.',
    'Wait some minutes. If it stays, look at address and keys.',
  ),
  clockWrong: said(
    "The machine's clock is … minutes … the payment service's. Set it: receipts and day papers bear its time.",
    'Signatures and certificates need the right time.',
    'Set the clock of the machine, best by the network.',
  ),
  oldTime: said(
    "The till still goes by the time of before the machine's clock was set, or of before it slept.",
    'The clock jumped, or the machine slept.',
    'Stop the till and start it again.',
  ),
  certificateExpired: said(
    "by the machine's clock the gateway's certificate has expired",
    'The clock is wrong, or the acquirer forgot to renew.',
    'Look at the clock first. If it is right, tell the acquirer.',
  ),
  otherHost: said(
    'the certificate is for another host name',
    '`baseUrl` is wrong, or a log-in page of the network answers.',
    'Open a page in a browser on this machine: is there a log-in? Then look at `baseUrl`.',
  ),
  filterBetween: said(
    'a filter in between, such as a virus scanner, answers in place of the gateway',
    'A filter opens the line.',
    'Let the till pass the filter, or name its authority in `certificateAuthorities`.',
  ),
  proxyDown: said(
    'the proxy … cannot be reached',
    'The proxy of the network does not let the till through.',
    'Look at `proxy` and its credentials.',
  ),
  untried: said(
    'is being tried for the first time',
    'The printer is asked for the first time.',
    'Wait a moment.',
  ),
  unreachable: said(
    'cannot be reached',
    'The printer is off, or its address is wrong.',
    'Switch it on. Look at cable and address.',
  ),
  silent: said(
    'it does not answer: check that it is on and that its profile in the config is right',
    'It takes bytes and says nothing.',
    'Switch it on. Look at `profile`.',
  ),
  chatter: said(
    'it answers more than it is asked: check that nothing else talks on its line',
    'Something else talks on the printer’s line.',
    'Look at the cable and at `profile`. Take other devices off the line.',
  ),
  paperOut: said(
    'its paper is out: put in a roll',
    'There is no paper.',
    'Put in a roll. What waits comes out by itself.',
  ),
  paperLow: said('its paper is near the end', 'The roll ends soon.', 'Have a new roll at hand.'),
  coverOpen: said('its cover is open: close it', 'The cover is open.', 'Close it.'),
  cutterStuck: said(
    'its cutter is stuck: open the cover and free it',
    'The knife does not move.',
    'Open the cover and free it.',
  ),
  printerError: said(
    'it has an error that only switching it off and on may clear',
    'The printer is stuck.',
    'Switch it off and on.',
  ),
  printerPauses: said(
    'it is too hot or has another error that passes by itself',
    'The printer rests.',
    'Wait.',
  ),
  offline: said(
    'it is offline: look at its lights',
    'The printer says that it is offline.',
    'Look at its lights and its manual.',
  ),
  brokeOff: said(
    'broke off in the middle of a receipt',
    'The receipt may be on paper or not.',
    'Look at the paper. Print again if it is not there.',
  ),
  queueStopped: said(
    'is stopped: start it with cupsenable …',
    'The queue of CUPS was stopped.',
    'Run `cupsenable` with the name of the queue.',
  ),
  unplugged: said(
    'plug the scanner in again',
    'The scanner is not there.',
    'Plug it in. It is ready within two seconds.',
  ),
  unusable: said(
    'cannot be opened',
    'The scanner is there and cannot be used.',
    'Look at its rights: the user of the till must be allowed to open it.',
  ),
  babbles: said(
    'it sends without pause what is no code',
    'The scanner sends what is no code.',
    'Unplug it and plug it in. If it stays, set it up anew.',
  ),
  endless: said(
    'it sends, but never what ends a code',
    'The till waits for an end that the scanner does not send.',
    'Set up the scanner on the technician’s page.',
  ),
  misfit: said(
    'its settings do not fit the config',
    'The scanner puts something in front of the code, or ends it otherwise.',
    'Set up the scanner on the technician’s page.',
  ),
  sharedKeys: said(
    'its keys also reach the window on the screen',
    'A scanner that types is read directly, and its keys come to the window too.',
    'Set the scanner to HID POS or serial.',
  ),
  owedTooLong: said(
    'Something has waited for too long. Look at what is waiting, and at the connection.',
    'A cancel, a refund or a receipt waits for more than 15 minutes.',
    'Touch _Waiting_ in the strip. Mend the connection or the printer.',
  ),
  marksFaulty: said(
    'The folder of marks has faults: …',
    'A mark is missing or has the wrong size.',
    'Run `npm run marks:check`.',
  ),
  marksMissing: said(
    'is a placeholder: put the files that your payment service gave you in a folder',
    'The shop brings the marks of its wallets.',
    'Put them in a folder and name it in `marks.folder`.',
  ),
  lettersMissing: said(
    'No font has …',
    'A name of the shop has a sign that no font has. Paper shows a hollow box.',
    'Write the name with other signs.',
  ),
};

function said(says: string, means: string, todo: string): Said {
  return { says, means, todo };
}
