/** A question's answer; empty where it was passed over. Never a secret: a file's name, or the hash of a PIN. */
export type Answer = string | readonly string[];

/** The answers so far, by the id of their question. This is what is kept when somebody leaves. */
export type Answers = Readonly<Record<string, Answer>>;

/** A text that was answered; empty where none was. */
export function textOf(answers: Answers, id: string): string {
  const answer = answers[id];
  return typeof answer === 'string' ? answer : '';
}

/** The texts that were picked. */
export function textsOf(answers: Answers, id: string): readonly string[] {
  const answer = answers[id];
  return answer === undefined ? [] : typeof answer === 'string' ? (answer === '' ? [] : [answer]) : answer;
}

/** Whether a question has an answer, be it that it was passed over. */
export function isAnswered(answers: Answers, id: string): boolean {
  return Object.hasOwn(answers, id);
}
