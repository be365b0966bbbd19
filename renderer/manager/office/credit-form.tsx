import { useState } from 'preact/hooks';
import type { SettlementView } from '../../../src/contract/settlement-commands.ts';
import { isCurrency } from '../../../src/ground/money/currencies.ts';
import { parseMajor } from '../../../src/ground/money/format.ts';
import { wireAmount, type WireAmount } from '../../../src/ground/money/amount.ts';
import { nowMs } from '../../page/clock.ts';
import { dayAt } from '../../page/days.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { ask } from '../../till/till.ts';
import { DayField } from '../day-field.tsx';
import { Field } from './field.tsx';
import { OfficeForm } from './office-form.tsx';

interface CreditFormProps {
  /** The payment that it is for; null where nobody says. */
  readonly of: SettlementView | null;
  readonly timeZone: string;
  readonly back: () => void;
  readonly done: () => void;
}

/** What the bank booked, as it stands on its paper. */
export function CreditForm({ of, timeZone, back, done }: CreditFormProps) {
  const { settlement: words } = useOfficeWords();
  const currency = of?.amount.currency ?? 'USD';
  const [bookedOn, setBookedOn] = useState(dayAt(nowMs(), timeZone));
  const [amount, setAmount] = useState('');
  const [charges, setCharges] = useState('');
  const [unit, setUnit] = useState(currency);
  const [reference, setReference] = useState(of?.settlementBatchId ?? '');
  const [refused, setRefused] = useState<string | null>(null);
  const money = moneyOf(amount, unit);
  const taken = charges === '' ? undefined : moneyOf(charges, unit);
  const mayKeep = money !== null && taken !== null && reference.trim() !== '' && bookedOn !== '';
  const keep = (): void => {
    if (money === null || taken === null) return;
    const body = { bookedOn, amount: money, reference, ...(taken === undefined ? {} : { charges: taken }) };
    void ask('bookCredit', { params: {}, body }).then((answer) =>
      answer.ok ? done() : setRefused(answer.refusal.detail ?? ''),
    );
  };
  return (
    <OfficeForm headline={words.enter} give={words.keep} main={mayKeep ? keep : null} back={back}>
      <div class="fields">
        <DayField label={words.bookedOn} day={bookedOn} none="–" timeZone={timeZone} set={setBookedOn} />
        <Field label={words.currency} value={unit} set={(text) => setUnit(text.toUpperCase().slice(0, 3))} />
        <Field label={words.amount} value={amount} set={setAmount} isNumber />
        <Field label={words.charges} value={charges} set={setCharges} isNumber />
        <Field label={words.reference} value={reference} set={setReference} isWide />
      </div>
      <p role="alert" class={refused === null ? 'unseen' : 'warning'} lang="en">
        {refused}
      </p>
    </OfficeForm>
  );
}

function moneyOf(text: string, currency: string): WireAmount | null {
  if (!isCurrency(currency)) return null;
  const parsed = parseMajor(text, currency);
  return parsed.ok ? wireAmount(parsed.value) : null;
}
