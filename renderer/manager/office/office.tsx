import { useState } from 'preact/hooks';
import type { ReplyOf } from '../../../src/contract/contract.ts';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { shopTime } from '../../page/clock.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { amountText } from '../../parts/amount.tsx';
import { Shape, TearEdge } from '../../parts/shapes.tsx';
import { Notice } from '../../sale/notice.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeCatalogue } from '../../strings/office/office-catalogues.ts';
import { OfficeSpeech, useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { ask } from '../../till/till.ts';
import type { PlaceProps } from '../place.ts';
import { Declarations } from './declarations.tsx';
import { DeclareForm } from './declare-form.tsx';
import { DisputePage } from './dispute-page.tsx';
import { Practise } from './practise.tsx';
import { RegisterStore } from './register-store.tsx';
import { SettlementPage } from './settlement-page.tsx';
import { StoreStands } from './store-stands.tsx';
import { EnterDispute } from './enter-dispute.tsx';
import { dueWords } from './due-words.ts';
import { useAsked } from './use-asked.ts';

type Office = ReplyOf<'readOffice'>;

interface OfficeProps extends PlaceProps {
  /** The dispute that is open; null on the first page. */
  readonly disputeId: string | null;
}

/** The office at the manager's desk: what is to be done, what is on its way, and every dispute. */
export function OfficeDesk(props: OfficeProps) {
  const { language } = useWords();
  const [page, setPage] = useState<OfficePage>('home');
  const words = useOfficeCatalogue(language);
  if (words === null) return <main class="stage" />;
  const { disputeId, view, desk } = props;
  const home = (): void => setPage('home');
  return (
    <OfficeSpeech.Provider value={words}>
      {disputeId !== null ? (
        <DisputePage key={disputeId} id={disputeId} {...props} />
      ) : page === 'settlement' ? (
        <SettlementPage {...props} back={home} />
      ) : (
        <>
          <main class="stage">
            <Notice view={view} sale={null} desk={desk} />
            {page === 'register' ? (
              <Registering back={home} />
            ) : page === 'declare' ? (
              <DeclareForm back={home} done={home} />
            ) : page === 'enter' ? (
              <EnterDispute
                currency={view.terminal.currency}
                timeZone={view.terminal.timeZone}
                back={home}
                done={home}
              />
            ) : (
              <Matters {...props} open={setPage} />
            )}
          </main>
          <DisputeTape {...props} />
        </>
      )}
    </OfficeSpeech.Provider>
  );
}

/** The pages of the office beside that of a dispute. */
export type OfficePage = 'home' | 'settlement' | 'register' | 'declare' | 'enter';

/** The form that registers the store, once it is known how that stands. */
function Registering({ back }: { readonly back: () => void }) {
  const [store] = useAsked(() => ask('readStore', { params: {}, body: null }), []);
  return store === null ? null : <RegisterStore store={store} done={back} back={back} />;
}

interface MattersProps extends PlaceProps {
  readonly open: (page: OfficePage) => void;
}

/** What a person has to do, what is on its way, and how the store stands. */
function Matters({ view, go, close, open }: MattersProps) {
  const words = useOfficeWords();
  const desk = useDeskWords();
  const { changes } = view.office;
  const [office, again] = useAsked(() => ask('readOffice', { params: {}, body: null }), [changes]);
  const [store] = useAsked(() => ask('readStore', { params: {}, body: null }), [changes]);
  const now = (): void => void ask('tryOffice', { params: {}, body: null }).then(again);
  useKeys({ second: close });
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.title}</h1>
      </div>
      <div class="day-figures office" role="region" tabIndex={0} aria-label={words.todo}>
        <div>
          <h2>{words.todo}</h2>
          {office === null ? <p class="aside">{desk.moment}</p> : <Tasks office={office} go={go} />}
          <div class="office-does">
            <Action weight="second" onPress={() => open('enter')}>
              {words.entering.enter}
            </Action>
          </div>
        </div>
        {office === null || office.queue.length === 0 ? null : <Queue office={office} />}
        {store === null ? null : <StoreStands store={store} register={() => open('register')} />}
        {store === null ? null : (
          <Declarations
            changes={changes}
            declare={office?.declares === true ? () => open('declare') : null}
          />
        )}
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={close}>
          {desk.close}
        </Action>
        {view.health.training ? <Practise /> : null}
        <Action weight="second" onPress={() => open('settlement')}>
          {words.settlement.title}
        </Action>
        <Action weight="main" disabled={office === null || office.queue.length === 0} onPress={now}>
          {words.now}
        </Action>
      </div>
    </section>
  );
}

function Tasks({ office, go }: { readonly office: Office; readonly go: PlaceProps['go'] }) {
  const words = useOfficeWords();
  const { language } = useWords();
  if (office.tasks.length === 0) return <p class="say">{words.nothing}</p>;
  return (
    <ul class="office-tasks">
      {office.tasks.map(({ kind, id, daysLeft, dueAt, amount }) => {
        const isOfDispute = kind === 'answerDispute' || kind === 'giveBack' || kind === 'disputeRefused';
        return (
          <li key={`${kind} ${id}`} class={daysLeft === 0 ? 'office-over' : ''}>
            <Shape name={daysLeft === 0 ? 'failed' : 'attention'} />
            <span class="office-words">
              <strong>{words.tasks[kind]}</strong>
              <span>
                {[
                  amount === undefined ? null : amountText(amount, language),
                  dueWords({ dueAt: dueAt ?? null, daysLeft: daysLeft ?? null }, words, language),
                  id,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </span>
            {isOfDispute ? (
              <Action weight="second" onPress={() => go({ at: 'office', disputeId: id })}>
                {words.open}
              </Action>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Queue({ office }: { readonly office: Office }) {
  const words = useOfficeWords();
  const about = { registration: words.store, dispute: words.disputes, declaration: words.declarations };
  return (
    <section aria-labelledby="office-queue">
      <h2 id="office-queue">{words.onWay}</h2>
      <ul class="office-tasks">
        {office.queue.map((owed) => (
          <li key={`${owed.what} ${owed.id}`}>
            <Shape name="submitting" />
            <span class="office-words">
              <strong>{about[owed.about]}</strong>
              <span>{words.tries(owed.tries, shopTime(owed.nextTryAt))}</span>
              <span>{[owed.id, owed.lastAnswer].filter((part) => part !== undefined).join(' · ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every dispute, the ones to be answered soonest on top. */
function DisputeTape({ view, go }: PlaceProps) {
  const words = useOfficeWords();
  const [disputes] = useAsked(() => ask('listDisputes', { params: {}, body: null }), [view.office.changes]);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{words.disputes}</h2>
          <p role="status">{disputes === null ? '' : String(disputes.length)}</p>
        </div>
        {disputes?.length === 0 ? <p class="paper-empty">{words.noDisputes}</p> : null}
        <ul class="office-disputes">
          {(disputes ?? []).map((dispute) => (
            <DisputeLine
              key={dispute.disputeRequestId}
              dispute={dispute}
              open={() => go({ at: 'office', disputeId: dispute.disputeRequestId })}
            />
          ))}
        </ul>
      </div>
      <TearEdge />
    </aside>
  );
}

function DisputeLine({ dispute, open }: { readonly dispute: DisputeView; readonly open: () => void }) {
  const words = useOfficeWords();
  const { language } = useWords();
  const { amount, kind, state, overdue } = dispute;
  const isWaiting = state === 'arrived' || state === 'prepared' || state === 'refusedByAcquirer';
  return (
    <li>
      <button type="button" class={`office-line ${overdue ? 'office-over' : ''}`} onClick={open}>
        <Shape
          name={overdue ? 'failed' : isWaiting ? 'attention' : state === 'answering' ? 'submitting' : 'ok'}
        />
        <span class="office-words">
          <strong>{amount === undefined ? words.asks[kind] : amountText(amount, language)}</strong>
          <span>{isWaiting ? dueWords(dispute, words, language) : words.states[state]}</span>
          <span>{dispute.paymentRequestId ?? dispute.payment}</span>
        </span>
      </button>
    </li>
  );
}
