import { useState } from 'preact/hooks';
import type { ReplyOf } from '../../../src/contract/contract.ts';
import type {
  CycleView,
  SettlementFindingView,
  SettlementView,
} from '../../../src/contract/settlement-commands.ts';
import { nowMs } from '../../page/clock.ts';
import { dateText, dayAt } from '../../page/days.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { Shape, TearEdge } from '../../parts/shapes.tsx';
import { Notice } from '../../sale/notice.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { ask } from '../../till/till.ts';
import type { PlaceProps } from '../place.ts';
import { CreditForm } from './credit-form.tsx';
import { FileAction } from './file-action.tsx';
import { moneyText } from './money-text.ts';
import { useAsked } from './use-asked.ts';

type Settlements = ReplyOf<'listSettlements'>;

interface SettlementPageProps extends PlaceProps {
  readonly back: () => void;
}

const SHAPES = { matched: 'ok', waiting: 'submitting', finding: 'attention' } as const;

/** What the acquirer pays and what the bank has; every day of it stands on the tape. */
export function SettlementPage({ view, desk, back }: SettlementPageProps) {
  const [settled, again] = useAsked(() => ask('listSettlements', { params: {}, body: null }), []);
  const [isEntering, setEntering] = useState<SettlementView | 'free' | null>(null);
  return (
    <>
      <main class="stage">
        <Notice view={view} sale={null} desk={desk} />
        {isEntering === null ? (
          <Settlements
            settled={settled}
            enter={setEntering}
            timeZone={view.terminal.timeZone}
            {...{ again, back }}
          />
        ) : (
          <CreditForm
            of={isEntering === 'free' ? null : isEntering}
            timeZone={view.terminal.timeZone}
            back={() => setEntering(null)}
            done={() => {
              setEntering(null);
              again();
            }}
          />
        )}
      </main>
      <CycleTape cycles={settled?.cycles ?? null} />
    </>
  );
}

interface SettlementsProps {
  readonly settled: Settlements | null;
  readonly enter: (of: SettlementView | 'free') => void;
  readonly again: () => void;
  readonly timeZone: string;
  readonly back: () => void;
}

function Settlements({ settled, enter, again, timeZone, back }: SettlementsProps) {
  const { settlement: words } = useOfficeWords();
  const desk = useDeskWords();
  const [refused, setRefused] = useState<string | null>(null);
  useKeys({ second: back });
  const told = (detail: string | null): void => {
    setRefused(detail);
    if (detail === null) again();
  };
  const came = ({ amount, settlementBatchId: reference }: SettlementView): void => {
    const body = { bookedOn: dayAt(nowMs(), timeZone), amount, reference };
    void ask('bookCredit', { params: {}, body }).then((answer) =>
      told(answer.ok ? null : (answer.refusal.detail ?? '')),
    );
  };
  const bring = (file: File): void => {
    void file
      .text()
      .then((csv) => ask('importCredits', { params: {}, body: { csv } }))
      .then((answer) => told(answer.ok ? null : (answer.refusal.detail ?? '')));
  };
  const isEmpty = settled !== null && settled.settlements.length === 0 && settled.cycles.length === 0;
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.title}</h1>
      </div>
      <div class="day-figures office" role="group" tabIndex={0} aria-label={words.title}>
        {settled === null ? <p class="aside">{desk.moment}</p> : null}
        {isEmpty ? <p class="say">{words.none}</p> : null}
        <ul class="office-tasks">
          {settled?.settlements.map((each) => (
            <Payout key={each.settlementBatchId} settlement={each} came={came} enter={enter} />
          ))}
        </ul>
        {settled === null || settled.findings.length === 0 ? null : <Findings findings={settled.findings} />}
        <p role="alert" class={refused === null ? 'unseen' : 'warning'} lang="en">
          {refused}
        </p>
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={back}>
          {desk.back}
        </Action>
        <FileAction say={words.file} accept=".csv,text/csv" take={bring} />
        <Action weight="main" onPress={() => enter('free')}>
          {words.enter}
        </Action>
      </div>
    </section>
  );
}

interface PayoutProps {
  readonly settlement: SettlementView;
  readonly came: (of: SettlementView) => void;
  readonly enter: (of: SettlementView) => void;
}

/** One payment: what is expected and until when, or what the bank has. */
function Payout({ settlement, came, enter }: PayoutProps) {
  const { settlement: words } = useOfficeWords();
  const { language } = useWords();
  const { settlementBatchId, state, amount, valueDate, credit } = settlement;
  const money = moneyText(amount, language);
  // A wrong amount is put right by entering the right one beside it.
  const isDiffering = settlement.findings.some(({ kind }) => kind === 'creditDiffers');
  return (
    <li>
      <Shape name={SHAPES[state]} />
      <span class="office-words">
        <strong>
          {credit === undefined && valueDate !== undefined
            ? words.expected(dateText(valueDate, language), money)
            : money}
        </strong>
        <span>
          {[
            words.states[state],
            credit === undefined ? null : words.bank(moneyText(credit.amount, language)),
            settlementBatchId,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </span>
      {credit === undefined ? (
        <Action weight="second" onPress={() => came(settlement)}>
          {words.came}
        </Action>
      ) : null}
      {credit === undefined || isDiffering ? (
        <Action weight="second" onPress={() => enter(settlement)}>
          {words.amount}
        </Action>
      ) : null}
    </li>
  );
}

function Findings({ findings }: { readonly findings: readonly SettlementFindingView[] }) {
  const { settlement: words } = useOfficeWords();
  const { language } = useWords();
  return (
    <section aria-labelledby="settlement-findings">
      <h2 id="settlement-findings">{words.findings}</h2>
      <ul class="office-list">
        {findings.map(({ kind, of, expected, found, say, advice, isMismatch }) => (
          <li key={`${kind} ${of}`}>
            <Shape name={isMismatch ? 'attention' : 'ok'} />
            <span class="office-words">
              <strong>{of}</strong>
              {expected === undefined && found === undefined ? null : (
                <span>
                  {words.against(
                    expected === undefined ? '–' : moneyText(expected, language),
                    found === undefined ? '–' : moneyText(found, language),
                  )}
                </span>
              )}
              <span lang="en">{`${say} ${advice}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every day that was cleared, the newest on top. */
function CycleTape({ cycles }: { readonly cycles: readonly CycleView[] | null }) {
  const { settlement: words } = useOfficeWords();
  const { language } = useWords();
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{words.cycles}</h2>
          <p role="status">{cycles === null ? '' : String(cycles.length)}</p>
        </div>
        <ul class="office-disputes">
          {(cycles ?? []).map(({ clearingBatchId, participantAgreementId, currency, state, own }) => (
            <li key={`${clearingBatchId} ${participantAgreementId} ${currency}`} class="office-line">
              <Shape name={SHAPES[state]} />
              <span class="office-words">
                <strong>{clearingBatchId}</strong>
                <span>{words.cycleStates[state]}</span>
                {own.net === undefined ? null : (
                  <span>
                    {words.levels(
                      moneyText(own.net, language),
                      own.fees === undefined ? '–' : moneyText(own.fees, language),
                      own.fees === undefined ? '–' : moneyText(lessOf(own.net, own.fees), language),
                    )}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <TearEdge />
    </aside>
  );
}

type Money = SettlementView['amount'];

function lessOf(net: Money, fees: Money): Money {
  return { currency: net.currency, value: (BigInt(net.value) - BigInt(fees.value)).toString() };
}
