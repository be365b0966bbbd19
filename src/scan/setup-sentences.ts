import type { SetupWords } from '../contract/setup-words.ts';

/** What the set-up of a scanner says, in English: at a terminal, over the API, and on an English page. */
export const SETUP_SENTENCES: SetupWords = {
  noDevice: 'No device that could be a scanner is here. Plug the scanner in, and start this again.',
  notListed: ({ why }) => why,
  device: ({ line, where }) =>
    `${{ serial: 'Serial line', hid: 'HID scanner', keyboard: 'Keyboard' }[line]} ${where}`,
  noListen: ({ where, why }) => `${where} cannot be listened to: ${why}`,
  nothingRead:
    'Nothing was read. Is the scanner plugged in, and does it beep? Start this again to have another try.',
  nextRate: ({ baudRate }) => `Trying ${baudRate} baud next. Please scan the three codes again.`,
  differentDevices: 'The three codes came from different devices. Scan all three with one scanner.',
  unlikeEnds: 'The three codes did not end alike. Scan them once more, one after the other, each once.',
  noText: ({ baudRate }) => `At ${baudRate} baud the bytes are no text.`,
  hidUnreadable:
    'A HID POS scanner whose reports cannot be read. Set it to serial (USB CDC), and tell us its name.',
  keyboardNoEnd:
    'A keyboard scanner that ends a code with no key. Set the suffix Enter (CR) at the scanner, then scan again.',
  serial: ({ baudRate }) => `A serial scanner at ${baudRate} baud.`,
  hid: 'A HID POS scanner. It needs no suffix.',
  keyboard: ({ keyMs }) => `A keyboard scanner, ${keyMs} ms a key.`,
  begins: ({ signs }) => `Each code begins with ${signs}.`,
  ends: ({ signs }) => `Each code ends with ${signs}.`,
  endsBySilence: 'No code has an end of its own: a silence ends it. Better set the suffix CR at the scanner.',
  typesSlowly: 'It types slowly, like a person. Set its key delay to none if you can.',
  aim: 'It sends AIM identifiers; the till takes them off.',
  noAim: 'It sends no AIM identifiers, which the till does not need.',
  right: 'The codes came out right.',
  typeName: ({ signs }) =>
    `It puts ${signs} in front of each code. Set it to send no name of the code's kind (its manual has a code for ` +
    'that), then scan again.',
  wrongKeyboard: ({ country }) =>
    `Letters or digits come out wrong: the scanner types for a ${country} keyboard. Set its keyboard language to USA ` +
    '(its manual has a code for that), then scan again.',
  unknownCodes: 'The codes are none that the till showed; whether each letter is right cannot be told.',
  entry: 'This is the entry for "scanners" in the config:',
  notWritten: ({ why }) => why,
};
