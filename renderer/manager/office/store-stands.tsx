import type { StoreView } from '../../../src/contract/office-matters.ts';
import { shopTime } from '../../page/clock.ts';
import { Action } from '../../parts/action.tsx';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { ask } from '../../till/till.ts';

interface StoreStandsProps {
  readonly store: StoreView;
  readonly register: () => void;
}

/** How the store stands at the acquirer: a line for each wallet, and what can be done. */
export function StoreStands({ store, register }: StoreStandsProps) {
  const words = useOfficeWords();
  const { registrationRequestId: id, changeFrom, nextAskAt, state, resultCode } = store;
  const askNow = (registrationRequestId: string): void =>
    void ask('askRegistration', { params: { registrationRequestId }, body: null });
  const notes = [
    nextAskAt === undefined ? null : words.registration.nextAsk(shopTime(nextAskAt)),
    changeFrom === undefined ? null : words.registration.from(shopTime(changeFrom)),
  ].filter((note) => note !== null);
  return (
    <section aria-labelledby="office-store">
      <h2 id="office-store">{words.store}</h2>
      <p class="say">
        {words.storeStates[state]}
        {resultCode === undefined ? null : ` (${resultCode})`}
      </p>
      {notes.length === 0 ? null : <p class="aside">{notes.join(' · ')}</p>}
      <ul class="office-list">
        {store.wallets.map(({ pspName, status, rejectionReason }) => (
          <li key={pspName}>
            <strong>{pspName}</strong>
            <span>{[status, rejectionReason].filter((part) => part !== undefined).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <div class="office-does">
        <Action weight="second" onPress={register}>
          {state === 'none' || state === 'refused' ? words.registration.register : words.registration.change}
        </Action>
        {state === 'waiting' && id !== undefined ? (
          <Action weight="second" onPress={() => askNow(id)}>
            {words.askNow}
          </Action>
        ) : null}
      </div>
    </section>
  );
}
