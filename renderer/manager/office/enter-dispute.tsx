import { useState } from 'preact/hooks';
import { wireAmount } from '../../../src/ground/money/amount.ts';
import { isCurrency } from '../../../src/ground/money/currencies.ts';
import { parseMajor } from '../../../src/ground/money/format.ts';
import { amountText } from '../../parts/amount.tsx';
import { PersonChoice } from '../../parts/person-choice.tsx';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { ask } from '../../till/till.ts';
import { DayField } from '../day-field.tsx';
import { Field } from './field.tsx';
import { OfficeApproval } from './office-approval.tsx';
import { OfficeForm } from './office-form.tsx';

const KINDS = ['money', 'papers'] as const;
type Kind = (typeof KINDS)[number];

interface EnterDisputeProps {
  readonly currency: string;
  readonly timeZone: string;
  readonly done: () => void;
  readonly back: () => void;
}

/** A dispute that was told in another way, such as by a letter: no message of it ever comes. */
export function EnterDispute({ currency, timeZone, done, back }: EnterDisputeProps) {
  const office = useOfficeWords();
  const { language } = useWords();
  const { entering: words } = office;
  const [disputeRequestId, setId] = useState('');
  const [payment, setPayment] = useState('');
  const [kind, setKind] = useState<Kind>('money');
  const [amount, setAmount] = useState('');
  const [day, setDay] = useState('');
  const [isApproving, setApproving] = useState(false);
  const money = kind === 'money' && isCurrency(currency) ? parseMajor(amount, currency) : null;
  const asked = money?.ok === true ? wireAmount(money.value) : undefined;
  const mayGo =
    disputeRequestId.trim() !== '' && payment.trim() !== '' && (kind === 'papers' || asked !== undefined);
  if (isApproving)
    return (
      <OfficeApproval
        headline={words.enter}
        say={[office.asks[kind], asked === undefined ? '' : amountText(asked, language), disputeRequestId]
          .filter((part) => part !== '')
          .join(' · ')}
        give={words.enter}
        done={done}
        back={() => setApproving(false)}
        request={(approver) =>
          ask('enterDispute', {
            params: {},
            body: {
              ...{
                disputeRequestId: disputeRequestId.trim(),
                kind,
                paymentRequestId: payment.trim(),
                approver,
              },
              ...(asked === undefined ? {} : { amount: asked }),
              ...(day === '' ? {} : { dueAt: endOf(day) }),
            },
          })
        }
      />
    );
  return (
    <OfficeForm
      headline={words.enter}
      give={office.next}
      main={mayGo ? () => setApproving(true) : null}
      back={back}
    >
      <PersonChoice
        people={KINDS.map((id) => ({ id, name: office.asks[id] }))}
        label={words.enter}
        who={kind}
        choose={(id) => setKind(KINDS.find((each) => each === id) ?? kind)}
      />
      <div class="fields">
        <Field label={words.id} value={disputeRequestId} set={setId} isWide />
        <Field label={office.declaring.payment} value={payment} set={setPayment} isWide />
        {kind === 'money' ? (
          <Field label={`${office.settlement.amount} ${currency}`} value={amount} set={setAmount} isNumber />
        ) : null}
        <DayField label={words.by} day={day} none="–" timeZone={timeZone} set={setDay} />
      </div>
    </OfficeForm>
  );
}

/** The end of a day as the acquirer counts it. Source: office dossier section 3.1. */
function endOf(day: string): string {
  return `${day}T23:59:59+08:00`;
}
