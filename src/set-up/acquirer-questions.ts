import type { AcquirerTraits } from '../acquirers/kind.ts';
import type { SetUpField } from '../acquirers/set-up.ts';
import { textsOf, type Answers } from './answers.ts';
import type { Found, Question } from './question.ts';

/** The name of an acquirer's gateway in the config: `alipayPlus` for the kind `alipay-plus`. */
export function gatewayNameOf(kind: string): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The id of the question for one key of an acquirer's part. */
export function fieldId(kind: string, path: string): string {
  return `acquirer/${kind}/${path}`;
}

/** The id of the question whether an acquirer answers as it should. */
export function checkId(kind: string): string {
  return `acquirer/${kind}/check`;
}

/** Which acquirers, then what each of them asks for, then a look whether it answers. */
export function acquirerQuestions(
  kinds: readonly AcquirerTraits[],
  { keyFiles }: Found,
  answers: Answers,
): Question[] {
  const chosen = textsOf(answers, 'acquirers');
  return [
    {
      ...{ id: 'acquirers', ask: 'acquirers', chapter: 'acquirers', form: 'picks', at: ['gateways'] },
      mayPass: false,
      options: kinds.map(({ kind, setUp }) => ({ value: kind, say: setUp.name })),
      usual: kinds.length === 1 ? kinds.map(({ kind }) => kind) : null,
    },
    ...kinds.filter(({ kind }) => chosen.includes(kind)).flatMap((kind) => questionsOfKind(kind, keyFiles)),
  ];
}

/** The answer that has the till make a key pair of its own. */
export const MAKE_KEY = 'make';

function questionsOfKind({ kind, setUp }: AcquirerTraits, keyFiles: readonly string[]): Question[] {
  const gateway = gatewayNameOf(kind);
  return [
    ...setUp.fields.map((field) => ({
      ...questionOfField(kind, setUp.name, gateway, field),
      ...optionsOf(field, keyFiles),
    })),
    {
      ...{ id: checkId(kind), ask: 'check', chapter: 'acquirers', form: 'trial', at: [] },
      ...{ of: setUp.name, mayPass: true, options: [], usual: null, gateway, kind },
    },
  ];
}

function questionOfField(
  kind: string,
  name: string,
  gateway: string,
  field: SetUpField,
): Omit<Question, 'options'> {
  const { path, label, form, usual = null, isOptional } = field;
  return {
    ...{ id: fieldId(kind, path), ask: 'field', chapter: 'acquirers', label, of: name, usual, gateway, kind },
    at: [`gateways.${gateway}.${path}`],
    form: form.kind === 'words' || form.kind === 'yesNo' ? 'pick' : form.kind,
    mayPass: isOptional === true,
  };
}

function optionsOf({ form }: SetUpField, keyFiles: readonly string[]): Pick<Question, 'options'> {
  const values = {
    ...{ text: [], secret: [], yesNo: ['yes', 'no'] },
    ...{ ownKey: [MAKE_KEY, ...keyFiles], theirKey: keyFiles },
    words: form.kind === 'words' ? form.words : [],
  }[form.kind];
  return { options: values.map((value) => ({ value, say: value })) };
}
