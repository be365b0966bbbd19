import type { ComponentChildren } from 'preact';
import type { View } from '../../src/contract/contract.ts';
import { clockTime, useNow } from '../page/clock.ts';
import { keepFocus } from '../parts/action.tsx';
import { Shape, type ShapeName } from '../parts/shapes.tsx';
import { useWords } from '../strings/words.ts';

interface StripPlacesProps {
  readonly view: View;
  readonly openBench: () => void;
  readonly openDay: () => void;
  readonly openOffice: () => void;
  readonly openHelp: () => void;
  /** Who is signed in. */
  readonly children: ComponentChildren;
}

/** Where the strip leads: each place with its sign and its name in words. */
export function StripPlaces({ view, openBench, openDay, openOffice, openHelp, children }: StripPlacesProps) {
  const words = useWords();
  const now = useNow(1000);
  const { storeTerminalId, timeZone } = view.terminal;
  return (
    <div class="strip-places">
      {children}
      <StripPlace shape="help" open={openHelp}>
        {words.keys.open}
      </StripPlace>
      <StripPlace shape="day" open={openDay}>
        {words.keys.day}
      </StripPlace>
      {view.office.isOffered ? (
        <StripPlace shape={view.office.toAnswer > 0 ? 'attention' : 'office'} open={openOffice}>
          {view.office.daysLeft === undefined
            ? words.strip.office
            : words.strip.disputeDue(view.office.daysLeft)}
        </StripPlace>
      ) : null}
      <StripPlace shape="bench" open={openBench}>
        {words.strip.technician}
        <span class="strip-clock">
          {storeTerminalId} · <time>{clockTime(now, timeZone)}</time>
        </span>
      </StripPlace>
    </div>
  );
}

interface StripPlaceProps {
  readonly shape: ShapeName;
  readonly open: () => void;
  readonly children: ComponentChildren;
}

function StripPlace({ shape, open, children }: StripPlaceProps) {
  return (
    <button type="button" class="strip-place" onMouseDown={keepFocus} onClick={open}>
      <Shape name={shape} />
      <span>{children}</span>
    </button>
  );
}
