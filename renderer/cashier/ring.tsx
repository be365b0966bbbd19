import { useNow } from '../page/clock.ts';
import { useWords } from '../strings/words.ts';

const RADIUS = 68;
const AROUND = 2 * Math.PI * RADIUS;
/** From so many seconds on, minutes are easier to read. */
const SECONDS_MAX = 100;

/** How long a code can still be paid: a ring that empties by the second, with the time that is left inside. */
export function Ring({ from, until }: { readonly from: string; readonly until: string }) {
  const words = useWords();
  const endMs = Date.parse(until);
  const now = useNow(1000, endMs);
  const leftMs = Math.max(0, endMs - now);
  const wholeMs = Math.max(1, endMs - Date.parse(from));
  const seconds = Math.ceil(leftMs / 1000);
  const said = seconds === 0 ? words.codeDead : words.codeLives(seconds);
  return (
    <svg class="ring" viewBox="0 0 160 160" role="img" aria-label={said}>
      <circle class="ring-ground" cx="80" cy="80" r={RADIUS} />
      <circle
        class="ring-left"
        cx="80"
        cy="80"
        r={RADIUS}
        stroke-dasharray={`${Math.min(1, leftMs / wholeMs) * AROUND} ${AROUND}`}
        transform="rotate(-90 80 80)"
      />
      {seconds < SECONDS_MAX ? (
        <>
          <text class="ring-number" x="80" y="90" text-anchor="middle">
            {seconds}
          </text>
          <text class="ring-unit" x="80" y="114" text-anchor="middle">
            {words.seconds}
          </text>
        </>
      ) : (
        <text class="ring-number" x="80" y="95" text-anchor="middle">
          {`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
        </text>
      )}
    </svg>
  );
}
