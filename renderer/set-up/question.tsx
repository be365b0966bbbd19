import { ChoiceAnswer, SeveralAnswer } from './choice-answer.tsx';
import type { AnswerProps } from './frame.tsx';
import { PinAnswer } from './pin-answer.tsx';
import { ScannerAnswer } from './scanner-answer.tsx';
import { TextAnswer } from './text-answer.tsx';
import { Trial } from './trial.tsx';

/** One question, answered in its own way. */
export function QuestionScene(props: AnswerProps) {
  switch (props.question.form) {
    case 'text':
    case 'secret':
      return <TextAnswer {...props} />;
    case 'pick':
    case 'ownKey':
    case 'theirKey':
    case 'screen':
      return <ChoiceAnswer {...props} />;
    case 'picks':
      return <SeveralAnswer {...props} />;
    case 'pin':
      return <PinAnswer {...props} />;
    case 'trial':
      return <Trial {...props} />;
    case 'scanner':
      return <ScannerAnswer {...props} />;
  }
}
