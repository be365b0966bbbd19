import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { isUnderWay } from '../../src/ground/sale-states.ts';
import { Stage } from '../cashier/stage.tsx';
import { Tape } from '../cashier/tape.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useTouchedBox } from '../keyboard/use-touched-box.ts';
import type { Opening } from '../manager/place.ts';
import { useScannedReceipt } from '../manager/use-scanned-receipt.ts';
import { useGround } from '../page/ground.ts';
import { Unreachable } from '../parts/unreachable.tsx';
import { en } from '../strings/en.ts';
import { useCatalogues } from '../strings/use-catalogues.ts';
import { unrealIn } from '../parts/unreal.ts';
import { useWords, Words } from '../strings/words.ts';
import { useDesk } from '../till/desk.ts';
import { watchTill, type Link, type RefusedKey } from '../till/till.ts';
import { useNotes } from './heard.ts';
import { useKeyBursts } from './key-burst.ts';
import { KeyHelp } from './key-help.tsx';
import { isLocked, Locked } from './locked.tsx';
import { Operator } from './operator.tsx';
import { Pages, usePage } from './pages.tsx';
import { ReceiptChoice } from './receipt-choice.tsx';
import { useStageSale } from '../cashier/stage-sale.ts';
import { SetUpLater } from './set-up-later.tsx';
import { Strip } from './strip.tsx';
import { useWindowKeys, type WindowKeys } from './window-keys.ts';

/** The cashier's window: it follows the till, and speaks the first language of the config. */
export function CashierWindow() {
  const [view, setView] = useState<View | null>(null);
  const [link, setLink] = useState<Link>('connecting');
  const [faults, setFaults] = useState<readonly RefusedKey[]>([]);
  // At once: an effect waits until something is painted, and there is nothing to show yet.
  useLayoutEffect(() => watchTill({ view: setView, link: setLink, refused: setFaults }), []);
  useGround(view?.terminal.ground);
  // A till that cannot start says no language: the machine's is the best guess.
  const tag = view?.terminal.languages[0] ?? (link === 'connecting' ? undefined : navigator.language);
  const [words] = useCatalogues(tag === undefined ? [] : [tag]);
  const language = words?.language ?? 'en';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const waiting = view === null || words === undefined;
  return (
    <Words.Provider value={words ?? en}>
      {waiting ? (
        <Unreachable link={link === 'open' ? 'connecting' : link} alone faults={faults} />
      ) : view.terminal.setUp === true ? (
        <SetUpLater link={link} pushed={view} />
      ) : (
        <LiveWindow {...{ view, link, faults }} />
      )}
    </Words.Provider>
  );
}

interface LiveProps {
  readonly view: View;
  readonly link: Link;
  readonly faults: readonly RefusedKey[];
}

/** Stage, tape and strip over one view of the till. */
function LiveWindow({ view, link, faults }: LiveProps) {
  const words = useWords();
  const desk = useDesk(view);
  const reachable = link === 'open';
  const stage = useStageSale(view, reachable, desk);
  const { sale } = stage;
  const [help, setHelp] = useState(false);
  const [touched, closeKeyboard] = useTouchedBox();
  const [searching, setSearching] = useState(false);
  const underWay = view.sale !== null && isUnderWay(view.sale);
  const [page, openPage, closePage] = usePage(desk, underWay ? view.sale : null);
  const openBench = (): void => openPage({ kind: 'bench' }, words.keys.technicianBusy);
  const openDesk = (opening: Opening): void => {
    // The day asks for a manager by itself, whoever sells.
    if (opening.at === 'day' || opening.at === 'office' || !isLocked(view, underWay))
      openPage({ kind: 'manager', opening }, words.keys.managerBusy);
  };
  const openSale = (saleId: string): void => openDesk({ at: 'sale', saleId });
  const findSale = (sought: string): void => openDesk({ at: 'find', sought });
  useScannedReceipt(view, (sought) => {
    if (page?.kind !== 'manager') findSale(sought);
  });
  useKeyBursts(view, (what) => desk.say(what));
  useNotes(sale);
  const keys: WindowKeys = {
    F2: () => (page?.kind === 'manager' ? findSale('') : setSearching(true)),
    F3: () => findSale(''),
    F4: () => openDesk({ at: 'day' }),
    F8: openBench,
    F12: () => setHelp(true),
  };
  useWindowKeys(keys);
  const toManager = (): void => {
    if (sale !== null) openSale(sale.saleId);
  };
  const unreal = unrealIn(view.health);
  const locked = reachable && isLocked(view, underWay);
  return (
    <div
      class={`window ${unreal === null ? '' : 'window-unreal'} ${touched === null ? '' : 'window-typing'}`}
    >
      {unreal === null ? null : (
        <header class="unreal">
          <strong>{words[unreal].mark}</strong> <span>{words[unreal].say}</span>
        </header>
      )}
      <Pages page={page} view={view} link={link} desk={desk} close={closePage}>
        {locked ? (
          <Locked view={view} desk={desk} />
        ) : (
          <>
            <main class="stage">
              {reachable ? (
                <Stage {...{ view, stage, desk, toManager }} />
              ) : (
                <Unreachable link={link} alone={false} faults={faults} />
              )}
            </main>
            <Tape
              view={view}
              current={sale}
              desk={desk}
              reachable={reachable}
              searching={searching}
              setSearching={setSearching}
              openSale={openSale}
              findSale={findSale}
            />
          </>
        )}
      </Pages>
      {touched === null ? null : <Keyboard box={touched} close={closeKeyboard} />}
      <Strip
        view={view}
        reachable={reachable}
        openBench={openBench}
        openDay={() => openDesk({ at: 'day' })}
        openOffice={() => openDesk({ at: 'office', disputeId: null })}
        openHelp={() => setHelp(true)}
        operator={<Operator {...{ view, underWay }} say={(say) => desk.say(say)} />}
      />
      {desk.choosing === null ? null : <ReceiptChoice saleId={desk.choosing} view={view} desk={desk} />}
      {help ? <KeyHelp keys={keys} close={() => setHelp(false)} /> : null}
    </div>
  );
}
