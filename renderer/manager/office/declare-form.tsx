import { useState } from 'preact/hooks';
import type { Currency } from '../../../src/ground/money/currencies.ts';
import { parseMajor } from '../../../src/ground/money/format.ts';
import { wireAmount } from '../../../src/ground/money/amount.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { newRequestKey } from '../../till/order-id.ts';
import { ask } from '../../till/till.ts';
import { Field } from './field.tsx';
import { OfficeApproval } from './office-approval.tsx';
import { OfficeForm } from './office-form.tsx';

interface DeclareFormProps {
  readonly done: () => void;
  readonly back: () => void;
}

/** Declarations are in the money of mainland China. Source: office dossier section 4.1. */
const CNY = 'CNY' as Currency;

/** Declares a paid payment to the customs, whole or in part; the rest stands in the settings. */
export function DeclareForm({ done, back }: DeclareFormProps) {
  const office = useOfficeWords();
  const { declaring: words } = office;
  const [paymentRequestId, setPayment] = useState('');
  const [amount, setAmount] = useState('');
  const [part, setPart] = useState('');
  const [isApproving, setApproving] = useState(false);
  const [idempotencyKey] = useState(newRequestKey);
  const money = parseMajor(amount, CNY);
  const mayGo = money.ok && paymentRequestId.trim() !== '';
  const next = (): void => setApproving(true);
  if (isApproving && money.ok)
    return (
      <OfficeApproval
        headline={words.declare}
        say={`CNY ${amount.trim()} · ${[paymentRequestId, part].filter((each) => each !== '').join(' · ')}`}
        give={words.declare}
        done={done}
        back={() => setApproving(false)}
        request={(approver) =>
          ask('declare', {
            params: {},
            body: {
              paymentRequestId: paymentRequestId.trim(),
              declarationAmount: wireAmount(money.value),
              ...(part.trim() === '' ? {} : { isSplit: 'true' as const, referenceOrderId: part.trim() }),
              approver,
            },
            idempotencyKey,
          })
        }
      />
    );
  return (
    <OfficeForm headline={words.declare} give={office.next} main={mayGo ? next : null} back={back}>
      <div class="fields">
        <Field label={words.payment} value={paymentRequestId} set={setPayment} isWide />
        <Field label={words.amount} value={amount} set={setAmount} isNumber />
        <Field label={words.part} value={part} set={setPart} />
      </div>
    </OfficeForm>
  );
}
