import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { Unreachable } from '../parts/unreachable.tsx';
import { Notice } from '../sale/notice.tsx';
import { useDeskCatalogue } from '../strings/manager/desk-catalogues.ts';
import { Desktop } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { isMissing } from '../staff/post.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { useLeaving } from '../staff/use-leaving.ts';
import type { Link } from '../till/till.ts';
import { Approve } from './approve.tsx';
import { Day } from './day.tsx';
import { ApproveDecision, Decided, DecisionReason } from './decision.tsx';
import { Find } from './find.tsx';
import type { Found } from './find-sales.ts';
import type { Opening, Place, PlaceProps } from './place.ts';
import { OfficeDesk } from './office/office.tsx';
import { RefundAmount } from './refund-amount.tsx';
import { RefundOutcome } from './refund-outcome.tsx';
import { RefundReason } from './refund-reason.tsx';
import { SaleDesk } from './sale-desk.tsx';
import { FoundTape, StoryTape } from './tapes.tsx';
import { ManagersContext, useAskedManagers } from './use-managers.ts';
import { useScannedReceipt } from './use-scanned-receipt.ts';

export interface ManagerProps {
  readonly view: View;
  readonly link: Link;
  readonly desk: Desk;
  readonly opening: Opening;
  readonly close: () => void;
}

/** The manager's desk in the place of stage and tape: payments are found, told, voided and refunded; the day is closed. */
export function Manager(props: ManagerProps) {
  const words = useWords();
  const deskWords = useDeskCatalogue(words.language);
  if (deskWords === null) return <main class="stage" />;
  return (
    <Desktop.Provider value={deskWords}>
      <Places {...props} />
    </Desktop.Provider>
  );
}

function Places({ view, link, desk, opening, close }: ManagerProps) {
  const [place, setPlace] = useState<Place>(opening);
  const [found, setFound] = useState<Found | null>(null);
  const managers = useAskedManagers(place.at);
  const go = (next: Place): void => {
    desk.say(null);
    setPlace(next);
  };
  // Whoever is about to approve is not called away by a paper that passes the scanner.
  const isLocked = isMissing(view.staff.till);
  const mayLeave = !isLocked && ['find', 'sale', 'outcome', 'decided', 'day', 'office'].includes(place.at);
  // Of a locked till only the day stays open: it asks for a manager by itself.
  useEffect(() => {
    if (isLocked && place.at !== 'day' && place.at !== 'office') close();
  }, [isLocked, place.at]);
  useScannedReceipt(view, (sought) => (mayLeave ? go({ at: 'find', sought }) : undefined));
  const props: PlaceProps = { view, desk, go, close };
  const isReachable = link === 'open';
  if (place.at === 'day' && isReachable) return <DeskGate {...props}>{<Day {...props} />}</DeskGate>;
  if (place.at === 'office' && isReachable)
    return (
      <DeskGate {...props}>
        <OfficeDesk disputeId={place.disputeId} {...props} />
      </DeskGate>
    );
  return (
    <ManagersContext.Provider value={managers}>
      <main class="stage">
        <Notice view={view} sale={null} desk={desk} />
        {isReachable ? (
          <Stage place={place} {...{ found, setFound }} {...props} />
        ) : (
          <Unreachable link={link} alone={false} />
        )}
      </main>
      {place.at === 'find' ? (
        <FoundTape found={found} open={(saleId) => go({ at: 'sale', saleId })} />
      ) : (
        <StoryTape place={place} view={view} />
      )}
    </ManagersContext.Provider>
  );
}

/** A page of managers, once one is signed in at the desk; whoever leaves it is signed out. */
function DeskGate({ children, ...props }: PlaceProps & { readonly children: ComponentChildren }) {
  const { desk } = props.view.staff;
  useLeaving('desk', desk !== undefined && !isMissing(desk));
  if (!isMissing(desk)) return <>{children}</>;
  return (
    <>
      <main class="stage">
        <Notice view={props.view} sale={null} desk={props.desk} />
        <SignIn post="desk" people={desk.people} back={props.close} />
      </main>
      <aside class="tape">
        <div class="paper" />
      </aside>
    </>
  );
}

interface StageProps extends PlaceProps {
  readonly place: Place;
  readonly found: Found | null;
  readonly setFound: (next: (before: Found | null) => Found | null) => void;
}

function Stage({ place, found, setFound, ...props }: StageProps) {
  switch (place.at) {
    case 'find':
      return <Find key={place.sought} first={place.sought} {...{ found, setFound }} {...props} />;
    case 'sale':
      return <SaleDesk key={place.saleId} saleId={place.saleId} {...props} />;
    case 'amount':
      return <RefundAmount target={place.target} {...props} />;
    case 'reason':
      return <RefundReason target={place.target} amount={place.amount} {...props} />;
    case 'decide':
      return <DecisionReason sale={place.sale} decision={place.decision} {...props} />;
    case 'approve': {
      const { approval } = place;
      return approval.kind === 'refund' ? (
        <Approve approval={approval} {...props} />
      ) : (
        <ApproveDecision approval={approval} {...props} />
      );
    }
    case 'decided':
      return <Decided sale={place.sale} {...props} />;
    case 'outcome':
      return <RefundOutcome first={place.refund} {...props} />;
    case 'day':
    case 'office':
      return null;
  }
}
