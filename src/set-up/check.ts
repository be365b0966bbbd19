import type { AcquirerTraits } from '../acquirers/kind.ts';
import type { ConfigFault } from '../config/config-fault.ts';
import type { FaultKind } from '../contract/till-setup-names.ts';
import type { Result } from '../ground/result.ts';
import type { Answer, Answers } from './answers.ts';
import type { Question } from './question.ts';
import { configOf } from './to-config.ts';

/** Why an answer is not taken, with a sentence in English where the kind does not say it all. */
export interface AnswerFault {
  readonly kind: FaultKind;
  readonly say: string;
}

/** Reads a config's text: the till's own schema. */
type Parse = (json: string) => Result<unknown, readonly ConfigFault[]>;

/**
 * What is wrong with an answer; null where nothing is.
 *
 * Why by the schema of the config: what it takes at the end, it takes now, and there is no second rule to keep.
 */
export function answerFault(
  kinds: readonly AcquirerTraits[],
  parse: Parse,
  question: Question,
  answers: Answers,
  answer: Answer,
): AnswerFault | null {
  if (answer.length === 0) return question.mayPass ? null : { kind: 'empty', say: '' };
  if (question.options.length > 0 && question.form !== 'screen' && !isOffered(question, answer))
    return { kind: 'form', say: 'must be one of the answers that are offered' };
  const parsed = parse(JSON.stringify(configOf(kinds, { ...answers, [question.id]: answer })));
  if (parsed.ok) return null;
  // Picking acquirers or a printer brings questions of their own; only what stands at the key itself is the answer's.
  const isAt = (path: string, at: string): boolean =>
    path === at || (question.form !== 'picks' && question.form !== 'pick' && path.startsWith(`${at}.`));
  const fault = parsed.error.find(({ path }) => question.at.some((at) => isAt(path, at)));
  return fault === undefined ? null : { kind: 'form', say: fault.why };
}

function isOffered({ options }: Question, answer: Answer): boolean {
  const said = typeof answer === 'string' ? [answer] : answer;
  return said.every((each) => options.some(({ value }) => value === each));
}

/** An answer as it is kept: without blanks around it, and codes of countries and currencies in capitals. */
export function tidied({ ask, form }: Question, answer: Answer): Answer {
  if (typeof answer !== 'string' || form === 'secret') return answer;
  const text = answer.trim();
  return ask === 'country' || ask === 'currency' || ask === 'settlement' ? text.toUpperCase() : text;
}
