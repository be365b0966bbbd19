import type { SetupFact, SetupSaying } from '../../src/contract/setup-words.ts';
import { setupSentence } from '../../src/contract/setup-words.ts';
import { SETUP_SENTENCES } from '../../src/scan/setup-sentences.ts';

/** One fact of each kind that a scanner's set-up may tell: a kind that is missing here does not compile. */
const SETUP_FACTS: { readonly [Kind in SetupFact['kind']]: Extract<SetupFact, { readonly kind: Kind }> } = {
  noDevice: { kind: 'noDevice' },
  notListed: { kind: 'notListed', line: 'hid', why: 'HID devices cannot be listed.' },
  device: { kind: 'device', line: 'serial', where: '05e0:1300 /dev/ttyACM0' },
  noListen: {
    kind: 'noListen',
    where: '05e0:1300 /dev/ttyACM0',
    fault: 'forbidden',
    why: 'Permission denied',
  },
  nothingRead: { kind: 'nothingRead' },
  nextRate: { kind: 'nextRate', baudRate: 115_200 },
  differentDevices: { kind: 'differentDevices' },
  unlikeEnds: { kind: 'unlikeEnds' },
  noText: { kind: 'noText', baudRate: 9600 },
  hidUnreadable: { kind: 'hidUnreadable' },
  keyboardNoEnd: { kind: 'keyboardNoEnd' },
  serial: { kind: 'serial', baudRate: 9600 },
  hid: { kind: 'hid' },
  keyboard: { kind: 'keyboard', keyMs: 12 },
  begins: { kind: 'begins', signs: 'STX' },
  ends: { kind: 'ends', signs: 'CR (Enter)' },
  endsBySilence: { kind: 'endsBySilence' },
  typesSlowly: { kind: 'typesSlowly' },
  aim: { kind: 'aim' },
  noAim: { kind: 'noAim' },
  right: { kind: 'right' },
  typeName: { kind: 'typeName', signs: 'QR-Code:' },
  wrongKeyboard: { kind: 'wrongKeyboard', country: 'German' },
  unknownCodes: { kind: 'unknownCodes' },
  entry: { kind: 'entry' },
  notWritten: { kind: 'notWritten', fault: 'forbidden', why: 'till.json was not changed.' },
};

/** The same as the till says them. */
export const SETUP_SAYINGS: readonly SetupSaying[] = Object.values(SETUP_FACTS).map((fact) => ({
  ...fact,
  say: setupSentence(SETUP_SENTENCES, fact),
}));
