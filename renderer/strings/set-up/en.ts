import { TILL_SETUP_ENGLISH } from '../../../src/contract/till-setup-words.ts';
import type { SetUpWords } from './set-up-words.ts';

/** Every word of the set-up in English: the questions are those of the terminal. */
export const en: SetUpWords = {
  ...TILL_SETUP_ENGLISH,
  chapters: { shop: 'Shop', acquirers: 'Payments', devices: 'Devices', people: 'People', end: 'Start' },
  title: 'Set up this till',
  kept: 'Every answer is kept. You may stop at any time and go on later.',
  left: (questions) => (questions === 1 ? '1 question left' : `${questions} questions left`),
  yes: 'Yes',
  no: 'No',
  back: 'Back',
  next: 'Next',
  without: 'Without',
  nobody: 'Nobody else',
  tryIt: 'Try it',
  again: 'Try again',
  look: 'Look again',
  noFile: 'No file was found. Plug in the stick that it is on, then look again.',
  digits: (typed) => `${typed} digits typed`,
  onceMore: 'The same PIN once more.',
  differs: 'The two PINs differ. Type a new one.',
  typesSay: 'Scan this code. It should appear in the box.',
  typesBox: 'What the scanner types',
  typesGood: 'The scanner types as it should.',
  typesOther: 'Other signs came. Set the scanner to the keyboard of this machine.',
  endSay: 'The till starts with these answers. They can be changed later.',
  start: 'Start this till',
  started: 'The till starts',
  startedSay: 'One moment. The window opens again by itself.',
};
