import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { findOnMachine } from '../../drivers/set-up/found.ts';
import { dropDraft, keepDraft, readDraft } from '../../drivers/set-up/draft.ts';
import { KINDS, parseConfig } from '../../src/acquirers/kinds.ts';
import type { QuestionView, TillSetUpView, TrialView } from '../../src/contract/till-setup.ts';
import type { Chapter } from '../../src/contract/till-setup-names.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { checkId } from '../../src/set-up/acquirer-questions.ts';
import { isAnswered, textsOf, type Answer, type Answers } from '../../src/set-up/answers.ts';
import { answerFault, tidied, type AnswerFault } from '../../src/set-up/check.ts';
import { answersOf, editedConfig, gatewayNames, type RawConfig } from '../../src/set-up/from-config.ts';
import type { Found, Question } from '../../src/set-up/question.ts';
import { CUSTOMER_SCREEN, nextQuestion, questionsOf } from '../../src/set-up/questions.ts';
import { configOf } from '../../src/set-up/to-config.ts';
import type { TillSetUp } from './till-set-up.ts';
import { keptSecret } from './secrets.ts';
import { notYet, putInPlace, readTrial, tryGateway, tryPrinter, type TrialParts } from './trials.ts';

/** What the set-up of a till needs. */
export interface SetUpParts extends TrialParts {
  /** Where the config will stand. */
  readonly file: string;
  /** Called when it stands there: a till with it is to be started. */
  readonly done: (file: string) => void;
  /** Whether the config is there and is changed; without it, one is made. */
  readonly edits?: boolean;
  /** The machine's screens, where something sees them. */
  readonly screens?: () => Found['screens'];
}

const SECRET_FORMS: readonly Question['form'][] = ['secret', 'pin', 'ownKey', 'theirKey'];
const NOTHING_FOUND: Found = {
  ...{ timeZone: 'UTC', country: null, languages: [], printers: [], screens: [], keyFiles: [] },
};

/**
 * The set-up of a till, a conversation: one question after the other, each answer checked and kept at once.
 *
 * It may be left at any time and gone on with: what was answered stands in a file beside the config to be.
 */
export class SetUpSession implements TillSetUp {
  readonly #parts: SetUpParts;
  #state: TillSetUpView['state'] = 'none';
  #found = NOTHING_FOUND;
  #answers: Answers = {};
  /** The question that somebody went back to; null: the first without an answer. */
  #backAt: string | null = null;
  #fault: AnswerFault | null = null;
  #trial: TrialView | null = null;
  #handOver: readonly string[] = [];
  /** The config that is changed, as it stood when that began; null while one is made. */
  #before: RawConfig | null = null;

  constructor(parts: SetUpParts) {
    this.#parts = parts;
  }

  get view(): TillSetUpView {
    const questions = this.#questions();
    const question = this.#question();
    const done = questions.filter(({ id }) => isAnswered(this.#answers, id)).length;
    return {
      state: this.#state,
      question:
        question === null || this.#state !== 'asking'
          ? null
          : shown(question, this.#answers, this.#mayKeep(question)),
      edits: this.#before !== null,
      mayGoBack: question?.id !== questions[0]?.id,
      ...{ done, left: questions.length - done },
      ...{ fault: this.#fault, trial: this.#trial },
      file: this.#parts.file,
      language: textsOf(this.#answers, 'languages')[0] ?? null,
      handOver: [...this.#handOver],
    };
  }

  /** Whether a person is to touch the customer's screen. */
  get asksScreen(): boolean {
    return this.#state === 'asking' && this.#question()?.id === CUSTOMER_SCREEN;
  }

  /** Begins, or goes on where it was left. */
  async begin(): Promise<void> {
    const { file, edits } = this.#parts;
    if (this.#state === 'asking' || (this.#state === 'finished' && edits !== true)) return;
    this.#before = edits === true ? await readRaw(file) : null;
    this.#answers = this.#before === null ? await readDraft(file) : answersOf(KINDS, this.#before);
    this.#handOver = [];
    await this.look();
    this.#state = 'asking';
    if (this.#before !== null) this.#backAt = this.#questions()[0]?.id ?? null;
  }

  /** Takes the answer to the question that is asked; one to another question comes too late, and changes nothing. */
  async answer(id: string, said: Answer): Promise<void> {
    const question = this.#question();
    if (this.#state !== 'asking' || question?.id !== id) return;
    this.#trial = null;
    const before = this.#answers[id] ?? null;
    const isKept =
      this.#before !== null && (isSame(said, before) || (said === '' && this.#mayKeep(question)));
    const kept = isKept ? ok(before ?? '') : await this.#kept(question, tidied(question, said));
    this.#fault = kept.ok ? null : kept.error;
    if (!kept.ok) return;
    const stale = staleAfter(question);
    const others = Object.entries(this.#answers).filter(([each]) => !stale.includes(each));
    const answers = { ...Object.fromEntries(others), [id]: kept.value };
    await this.#keep(answers);
    if (this.#before !== null) this.#goOnFrom(id);
    await this.look();
  }

  /** To the question before. */
  back(): void {
    const questions = this.#questions();
    const now = this.#question();
    const at = now === null ? questions.length : questions.findIndex(({ id }) => id === now.id);
    this.#backAt = questions[Math.max(0, at - 1)]?.id ?? null;
    this.#fault = null;
    this.#trial = null;
  }

  /** To the first question of a chapter, or to the end: whoever changes one thing need not pass by all others. */
  go(chapter: Chapter): void {
    if (this.#before === null) return;
    this.#backAt = this.#questions().find((question) => question.chapter === chapter)?.id ?? null;
    this.#fault = null;
    this.#trial = null;
  }

  /** Leaves the config as it is. */
  leave(): void {
    if (this.#before === null || this.#state !== 'asking') return;
    this.#state = 'none';
    this.#before = null;
    this.#fault = null;
  }

  /** Tries what was answered: the acquirer that is asked about, or the printer. A good trial answers its question. */
  async try(): Promise<void> {
    const question = this.#question();
    if (this.#state !== 'asking' || question?.form !== 'trial') return;
    this.#fault = null;
    this.#trial = await this.#tried(question);
  }

  /** Puts the config in its place, if the till will take it whole. */
  async finish(): Promise<void> {
    if (this.#state !== 'asking' || this.#question() !== null) return;
    const { file, done } = this.#parts;
    const config =
      this.#before === null
        ? configOf(KINDS, this.#answers)
        : editedConfig(KINDS, this.#before, this.#answers);
    const read = await readTrial(file, config);
    if (!read.ok) {
      const say = read.error.map(({ path, why }) => `${path}: ${why}`).join('; ');
      this.#fault = { kind: 'config', say };
      return;
    }
    try {
      await putInPlace(file, config);
      await dropDraft(file);
    } catch (error) {
      this.#fault = notSaved(error);
      return;
    }
    this.#fault = null;
    this.#state = 'finished';
    done(file);
  }

  #questions(): Question[] {
    // Live: a screen may be plugged in while the questions are answered.
    const found = { ...this.#found, screens: this.#parts.screens?.() ?? [] };
    return questionsOf(KINDS, found, this.#answers);
  }

  /** Whether what is there, and is never shown, may stay without being said again. */
  #mayKeep({ id, form }: Question): boolean {
    return this.#before !== null && SECRET_FORMS.includes(form) && (this.#answers[id] ?? '') !== '';
  }

  /** To the question behind one: all of them have answers, and each is looked at in turn. */
  #goOnFrom(id: string): void {
    const questions = this.#questions();
    const at = questions.findIndex((question) => question.id === id);
    this.#backAt = questions[at + 1]?.id ?? null;
  }

  #question(): Question | null {
    const questions = this.#questions();
    return questions.find(({ id }) => id === this.#backAt) ?? nextQuestion(questions, this.#answers);
  }

  /** What of an answer is kept; a secret goes into a file of its own. */
  async #kept(question: Question, answer: Answer): Promise<Result<Answer, AnswerFault>> {
    if (SECRET_FORMS.includes(question.form) && typeof answer === 'string' && answer !== '') {
      const secret = await keptSecret(this.#parts.file, question, answer);
      if (!secret.ok) return secret;
      const { handOver } = secret.value;
      if (handOver !== undefined) this.#handOver = [...this.#handOver, handOver];
      return ok(secret.value.answer);
    }
    const fault = answerFault(KINDS, parseConfig, question, this.#answers, answer);
    return fault === null ? ok(answer) : err(fault);
  }

  async #keep(answers: Answers): Promise<void> {
    try {
      // Of a config that is there no draft is kept: it stays in force until it is changed as a whole.
      if (this.#before === null) await keepDraft(this.#parts.file, answers);
      this.#answers = answers;
      this.#backAt = null;
    } catch (error) {
      this.#fault = notSaved(error);
    }
  }

  async #tried(question: Question): Promise<TrialView> {
    const { file } = this.#parts;
    const kind = question.kind ?? '';
    // A printer needs no acquirer to be tried with, but a config has one: the first that was answered.
    const before = this.#before;
    const config =
      before === null
        ? configOf(KINDS, this.#answers, question.ask === 'check' ? [kind] : undefined)
        : editedConfig(KINDS, before, this.#answers);
    const settings = await readTrial(file, config);
    if (!settings.ok) return notYet(settings.error);
    const gateway = before === null ? question.gateway : gatewayNames(KINDS, before).get(kind);
    return question.ask === 'check'
      ? tryGateway(settings.value, gateway ?? '', this.#parts)
      : tryPrinter(settings.value, this.#parts);
  }

  /** Looks again what is on the machine: a stick or a printer may have been plugged in meanwhile. */
  async look(): Promise<void> {
    this.#found = await findOnMachine(dirname(resolve(this.#parts.file)));
  }
}

function shown(
  { id, ask, chapter, form, mayPass, options, usual, label, of }: Question,
  answers: Answers,
  mayKeep: boolean,
): QuestionView {
  const isSecret = SECRET_FORMS.includes(form);
  return {
    ...{ id, ask, chapter, form, mayPass, options: [...options], usual: copied(usual) },
    answered: isSecret ? null : copied(answers[id] ?? null),
    ...(mayKeep ? { mayKeep } : {}),
    ...(label === undefined ? {} : { label }),
    ...(of === undefined ? {} : { of }),
  };
}

function copied(answer: Answer | null): string | string[] | null {
  return answer === null || typeof answer === 'string' ? answer : [...answer];
}

/** The trials that say nothing any more when this question is answered anew. */
function staleAfter({ id, chapter, kind }: Question): readonly string[] {
  if (chapter === 'devices' && id !== CUSTOMER_SCREEN) return ['testPrint'];
  return kind === undefined ? [] : [checkId(kind)];
}

function isSame(one: Answer, other: Answer | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The config as it stands in its file; the till has read it already. */
async function readRaw(file: string): Promise<RawConfig> {
  return JSON.parse(await readFile(file, 'utf8')) as RawConfig;
}

function notSaved(error: unknown): AnswerFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return { kind: 'notSaved', say: code };
}
