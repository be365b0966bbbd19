import type { ReplyOf, View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { shopDate, shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { TearEdge } from '../parts/shapes.tsx';
import { Lines } from '../sale/sale-lines.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { subjectOf } from './approvals.ts';
import type { Found } from './find-sales.ts';
import type { Place } from './place.ts';
import { useStoryWords } from './story-words.ts';
import { useSaleOfPayment, useStory } from './use-sale.ts';

interface FoundTapeProps {
  /** null before the till has answered. */
  readonly found: Found | null;
  readonly open: (saleId: string) => void;
}

/** What was found, or before that the sales of today; newest on top. */
export function FoundTape({ found, open }: FoundTapeProps) {
  const words = useWords();
  const { find } = useDeskWords();
  const sales = found?.sales ?? [];
  const day = found?.day ?? null;
  const count = found === null ? '' : String(sales.length);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{day === null ? find.found : find.today}</h2>
          <p role="status">{day === null ? count : `${dateText(day, words.language)} · ${count}`}</p>
        </div>
        <Lines
          sales={sales}
          empty={found === null ? find.before : day === null ? find.nothing : words.tape.empty}
          onOpen={open}
        />
      </div>
      <TearEdge />
    </aside>
  );
}

interface StoryTapeProps {
  readonly place: Place;
  readonly view: View;
}

/** The story of the payment that is at hand, as a vertical line of dated sentences. */
export function StoryTape({ place, view }: StoryTapeProps) {
  const words = useDeskWords();
  const found = useSaleOfPayment(place.at === 'outcome' ? place.refund.paymentRequestId : null);
  const saleId = saleIdOf(place) ?? found?.saleId ?? null;
  const isElsewhere = saleId === null && place.at !== 'day' && place.at !== 'outcome';
  return <SaleStoryTape saleId={saleId} view={view} empty={isElsewhere ? words.sale.elsewhere : ''} />;
}

interface SaleStoryTapeProps {
  readonly saleId: string | null;
  readonly view: View;
  readonly empty?: string;
}

/** The story of one sale; `empty` is said where there is none. */
export function SaleStoryTape({ saleId, view, empty = '' }: SaleStoryTapeProps) {
  const words = useDeskWords();
  const story = useStory(saleId, view);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{words.sale.story}</h2>
        </div>
        <StoryLines story={story} empty={empty} />
      </div>
      <TearEdge />
    </aside>
  );
}

interface StoryLinesProps {
  readonly story: ReplyOf<'readStory'>;
  readonly empty: string;
}

function StoryLines({ story, empty }: StoryLinesProps) {
  const words = useDeskWords();
  const { language } = useWords();
  const sentence = useStoryWords();
  const told = gathered(story.map((line) => ({ ...line, say: sentence(line), times: 1 })));
  if (story.length === 0) return <p class="paper-empty">{empty}</p>;
  return (
    <div class="told" role="region" tabIndex={0} aria-label={words.sale.story}>
      <ol>
        {told.map(({ at, kind, say, times }, index) => {
          const isNewDay = shopDate(at) !== shopDate(told[index - 1]?.at ?? '');
          return (
            <li key={`${index} ${at}`} class={`told-line told-${kind}`}>
              {isNewDay ? <span class="told-day">{dateText(at, language)}</span> : null}
              <time class="told-time">{shopTime(at)}</time>
              <p>
                {say}
                {times === 1 ? null : ` (${times} ×)`}
              </p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

type Told = ReplyOf<'readStory'>[number] & { readonly times: number };

/** What was told again and again on one day, as one line with the time of the first. */
function gathered(lines: readonly Told[]): readonly Told[] {
  const told: Told[] = [];
  for (const line of lines) {
    const last = told.at(-1);
    const isAgain = last !== undefined && last.say === line.say && shopDate(last.at) === shopDate(line.at);
    if (isAgain) told[told.length - 1] = { ...last, times: last.times + 1 };
    else told.push(line);
  }
  return told;
}

function saleIdOf(place: Place): string | null {
  switch (place.at) {
    case 'sale':
      return place.saleId;
    case 'decide':
    case 'decided':
      return place.sale.saleId;
    case 'amount':
    case 'reason':
      return place.target.sale?.saleId ?? null;
    case 'approve':
      return subjectOf(place.approval).sale?.saleId ?? null;
    case 'find':
    case 'outcome':
    case 'day':
    case 'office':
      return null;
  }
}

/** The name of a wallet and when it paid, as far as they are known. */
export function usePaidWith(sale: SaleView): string {
  const { states, language } = useWords();
  const { walletBrandName, openedAt, state } = sale;
  return [walletBrandName ?? states[state], dateText(openedAt, language), shopTime(openedAt)].join(' · ');
}
