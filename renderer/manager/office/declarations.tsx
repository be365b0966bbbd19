import { Action } from '../../parts/action.tsx';
import { amountText } from '../../parts/amount.tsx';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { ask } from '../../till/till.ts';
import { useAsked } from './use-asked.ts';

interface DeclarationsProps {
  readonly changes: number;
  /** Null where the shop declares nothing. */
  readonly declare: (() => void) | null;
}

/** What was declared to the customs, and how each stands. */
export function Declarations({ changes, declare }: DeclarationsProps) {
  const words = useOfficeWords();
  const { language } = useWords();
  const [declarations] = useAsked(() => ask('listDeclarations', { params: {}, body: null }), [changes]);
  if (declarations === null || (declarations.length === 0 && declare === null)) return null;
  const askNow = (customsDeclarationRequestId: string): void =>
    void ask('askDeclaration', { params: { customsDeclarationRequestId }, body: null });
  return (
    <section aria-labelledby="office-customs">
      <h2 id="office-customs">{words.declarations}</h2>
      <ul class="office-tasks">
        {declarations.map((each) => (
          <li key={each.customsDeclarationRequestId}>
            <span class="office-words">
              <strong>{amountText(each.declarationAmount, language)}</strong>
              <span>
                {[
                  words.declarationStates[each.state],
                  each.status,
                  each.referenceOrderId ?? each.paymentRequestId,
                  each.facts['pspCustomsCode'],
                  each.certificateNo,
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </span>
            {each.state === 'waiting' ? (
              <Action weight="second" onPress={() => askNow(each.customsDeclarationRequestId)}>
                {words.askNow}
              </Action>
            ) : null}
          </li>
        ))}
      </ul>
      {declare === null ? null : (
        <div class="office-does">
          <Action weight="second" onPress={declare}>
            {words.declaring.declare}
          </Action>
        </div>
      )}
    </section>
  );
}
