import { codeInSigns, setUpScanner } from '../../drivers/scanner/setup.ts';
import type { TypedLines } from '../../drivers/system/typed-lines.ts';
import { setupSentence } from '../../src/contract/setup-words.ts';
import { BUSINESSES, type Business } from '../../src/contract/till-setup-names.ts';
import { TILL_SETUP_ENGLISH as WORDS } from '../../src/contract/till-setup-words.ts';
import type { QuestionView, TillSetUpView, TrialView } from '../../src/contract/till-setup.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { SETUP_SENTENCES } from '../../src/scan/setup-sentences.ts';
import type { SetUpSession } from './session.ts';

/** Who talks with whom: the set-up, and a person at a terminal. */
export interface Talk {
  readonly session: SetUpSession;
  readonly lines: TypedLines;
  readonly say: (text: string) => void;
  readonly clock: Clock;
}

/** The entry of a scanner that types into the window. */
const KEYBOARD_SCANNER = '{"kind":"keyboard"}';
/** How long a scanner is quiet after a code, and waited for. As on the technician's page. */
const QUIET_MS = 400;
const PATIENCE_MS = 120_000;

/** Asks until the config is written; false where the person left before. */
export async function converse(talk: Talk): Promise<boolean> {
  const { session, say } = talk;
  while (session.view.state === 'asking') {
    const { question, fault } = session.view;
    if (fault !== null) say(`  ! ${[WORDS.faults[fault.kind], fault.say].join(' ').trim()}`);
    const went = question === null ? await endOf(talk) : await askOne(talk, question);
    if (!went) {
      say('\nLeft. What was answered is kept; the same command goes on from here.');
      return false;
    }
  }
  say(`\nThe config is written: ${session.view.file}`);
  return true;
}

async function endOf({ session, lines, say }: Talk): Promise<boolean> {
  say(`\n${WORDS.end}.`);
  handOver(session.view, say);
  const line = await lines.next('Write the config? (Enter: yes, <: back) ', false);
  if (line === null) return false;
  if (line.trim() === '<') session.back();
  else await session.finish();
  return true;
}

function handOver({ handOver: files }: TillSetUpView, say: Talk['say']): void {
  for (const file of files) say(`${WORDS.handOver} ${file}`);
}

async function askOne(talk: Talk, question: QuestionView): Promise<boolean> {
  const { session, lines, say } = talk;
  say(`\n${headlineOf(question)}  ${WORDS.questions[question.ask].say}`);
  question.options.forEach((option, index) => say(`  ${index + 1}  ${optionWords(question, option)}`));
  if (question.form === 'trial') return tryIt(talk, question);
  if (question.form === 'scanner') say(`  1  ${WORDS.findScanner}\n  2  ${WORDS.noScanner}`);
  const usual = question.answered ?? question.usual;
  const hint = usual === null || usual.length === 0 ? '' : ` [${[usual].flat().join(' ')}]`;
  const line = await lines.next(
    `${hint}> `.trimStart(),
    question.form === 'secret' || question.form === 'pin',
  );
  if (line === null) return false;
  const typed = question.form === 'secret' ? line : line.trim();
  if (typed === '<') session.back();
  else if (question.form === 'scanner' && typed === '1') await findScanner(talk, question.id);
  else await session.answer(question.id, answerOf(question, typed, usual ?? ''));
  return true;
}

/** What a line answers: numbers of options, what was found, nothing, or the text itself. */
function answerOf(
  { form, options }: QuestionView,
  typed: string,
  usual: string | readonly string[],
): string | readonly string[] {
  if (form === 'scanner') return typed === '-' ? '' : KEYBOARD_SCANNER;
  if (typed === '-') return '';
  if (typed === '') return usual;
  const picked = typed.split(/[\s,]+/).map((each) => options[Number(each) - 1]?.value ?? each);
  if (form === 'picks') return picked;
  return options.length > 0 ? (picked[0] ?? typed) : typed;
}

function headlineOf({ ask, label, of }: QuestionView): string {
  return `${of === undefined ? '' : `${of}: `}${label ?? WORDS.questions[ask].ask}`;
}

function optionWords({ ask, form }: QuestionView, { value, say }: QuestionView['options'][number]): string {
  if (ask === 'business') return WORDS.businesses[isBusiness(say) ? say : 'other'];
  return form === 'ownKey' && value === 'make' ? WORDS.makeKey : say;
}

function isBusiness(name: string): name is Business {
  return Object.hasOwn(BUSINESSES, name);
}

async function tryIt({ session, lines, say }: Talk, { id }: QuestionView): Promise<boolean> {
  handOver(session.view, say);
  const line = await lines.next('(Enter: try it, -: without, <: back) ', false);
  if (line === null) return false;
  if (line.trim() === '<') session.back();
  else if (line.trim() === '-') await session.answer(id, '');
  else {
    say(WORDS.trying);
    await session.try();
    const { trial } = session.view;
    if (trial !== null) say(trialWords(trial));
    if (trial?.good === true) await session.answer(id, 'yes');
  }
  return true;
}

function trialWords({ good, kind, say, accepted, verified }: TrialView): string {
  const words = kind === 'printer' ? (good ? WORDS.printGood : WORDS.printBad) : null;
  const gateway = good ? WORDS.gatewayGood : WORDS.gatewayBad;
  const both =
    accepted === undefined ? '' : ` ${WORDS.accepted}: ${accepted}. ${WORDS.verified}: ${verified}.`;
  return `  ${good ? '✓' : '!'} ${words ?? gateway}${both}${good ? '' : ` ${say}`}`;
}

/** Three codes at the terminal; what was found is the answer. */
async function findScanner({ session, say, clock }: Talk, id: string): Promise<void> {
  let entry = '';
  await setUpScanner({
    ...{ clock, paths: [], quietMs: QUIET_MS, patienceMs: PATIENCE_MS },
    tell: (fact) => say(setupSentence(SETUP_SENTENCES, fact)),
    show: async ({ number, of, text }) => {
      say(`Scan code ${number} of ${of}:`);
      say(await codeInSigns(text));
    },
    found: (part) => {
      entry = JSON.stringify(part);
      return Promise.resolve(true);
    },
  });
  if (entry !== '') await session.answer(id, entry);
}
