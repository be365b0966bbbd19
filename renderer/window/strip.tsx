import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HealthView, ReplyOf, View } from '../../src/contract/contract.ts';
import { shopTime } from '../page/clock.ts';
import { Shape, shapeOfPart } from '../parts/shapes.tsx';
import { healthSays } from '../strings/health.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import { FaultMenu } from './fault-menu.tsx';
import { OtherAmountButton, OtherAmountSays } from './other-amount.tsx';
import { Says, StripButton } from './strip-parts.tsx';
import { StripPlaces } from './strip-places.tsx';
import { SoundActions, useVolume } from './sound-says.tsx';

/** A part of the till as the strip names it; `part` is null where none is set up. */
interface Named {
  readonly id: string;
  readonly title: string;
  readonly part: HealthView['gateway'] | null;
}

interface StripProps {
  readonly view: View;
  readonly reachable: boolean;
  readonly openBench: () => void;
  readonly openDay: () => void;
  readonly openOffice: () => void;
  readonly openHelp: () => void;
  /** Who is signed in. */
  readonly operator: ComponentChildren;
}

/** How the till is, in one line; a part that is touched says what is wrong with it. */
export function Strip({ view, reachable, openBench, openDay, openOffice, openHelp, operator }: StripProps) {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const [loudness, volume, setVolume] = useVolume();
  const [fault, setFault] = useState<string | null>(null);
  const saleId = view.sale?.attempts.at(-1)?.paymentRequestId ?? null;
  // A fault is for one payment: the next attempt takes it away.
  useEffect(() => setFault(null), [saleId]);
  const parts = partsOf(view.health, words);
  const shown = parts.find(({ id }) => id === open);
  const toggle = (id: string): void => setOpen(open === id ? null : id);
  if (!reachable) {
    return (
      <footer class="strip" aria-label={words.strip.label}>
        <p class="strip-part strip-down">
          <Shape name="down" />
          {words.strip.unreachable}
        </p>
      </footer>
    );
  }
  return (
    <footer class="strip" aria-label={words.strip.label}>
      {shown === undefined ? null : <PartSays named={shown} close={() => setOpen(null)} />}
      {open === 'queue' ? <QueueSays count={view.queue} close={() => setOpen(null)} /> : null}
      {open === 'otherAmount' && view.otherCharges.length > 0 ? (
        <OtherAmountSays charges={view.otherCharges} close={() => setOpen(null)} />
      ) : null}
      {open === 'sound' ? (
        <Says title={words.sound.title} close={() => setOpen(null)}>
          <SoundActions volume={volume} set={setVolume} />
        </Says>
      ) : null}
      {open === 'faults' ? <FaultMenu chosen={setFault} close={() => setOpen(null)} /> : null}
      <div class="strip-parts">
        {parts.map(({ id, title, part }) => (
          <StripButton
            key={id}
            shape={part === null ? 'none' : shapeOfPart(part)}
            open={open === id}
            toggle={() => toggle(id)}
          >
            {`${title}: ${wordOf(part, words)}`}
          </StripButton>
        ))}
        <StripButton
          shape={view.queue === 0 ? 'ok' : 'cancelling'}
          open={open === 'queue'}
          toggle={() => toggle('queue')}
        >
          {`${words.strip.queue}: ${view.queue}`}
        </StripButton>
        <StripButton
          shape={volume === 0 ? 'none' : 'ok'}
          open={open === 'sound'}
          toggle={() => toggle('sound')}
        >
          {`${words.sound.title}: ${loudness}`}
        </StripButton>
        {view.health.training ? (
          <StripButton
            shape={fault === null ? 'ok' : 'attention'}
            open={open === 'faults'}
            toggle={() => toggle('faults')}
          >
            {fault === null ? words.faults.title : words.faults.next(fault)}
          </StripButton>
        ) : null}
        <OtherAmountButton
          charges={view.otherCharges}
          open={open === 'otherAmount'}
          toggle={() => toggle('otherAmount')}
        />
      </div>
      <StripPlaces {...{ view, openBench, openDay, openOffice, openHelp }}>{operator}</StripPlaces>
    </footer>
  );
}

function partsOf(health: HealthView, words: Catalogue): Named[] {
  const each = (title: string, list: HealthView['scanners']): Named[] =>
    list.length === 0
      ? [{ id: title, title, part: null }]
      : list.map((part, index) => ({
          id: `${title} ${index}`,
          title: list.length === 1 ? title : `${title} ${index + 1}`,
          part,
        }));
  return [
    { id: 'gateway', title: words.strip.gateway, part: health.gateway },
    ...each(words.strip.scanner, health.scanners),
    ...each(words.strip.printer, health.printers),
    ...(health.journal.status === 'ok'
      ? []
      : [{ id: 'journal', title: words.strip.journal, part: health.journal }]),
  ];
}

function wordOf(part: Named['part'], words: Catalogue): string {
  return part === null ? words.strip.none : words.strip[part.status];
}

function PartSays({ named: { title, part }, close }: { readonly named: Named; readonly close: () => void }) {
  const words = useWords();
  const says =
    part === null ? words.strip.noneSay(title) : (healthSays(part, words) ?? words.strip.fine(title));
  return (
    <Says title={part?.name === undefined ? title : `${title} ${part.name}`} close={close}>
      <p>{says}</p>
      {part?.status === 'down' ? <p>{words.strip.since(shopTime(part.since))}</p> : null}
    </Says>
  );
}

function QueueSays({ count, close }: { readonly count: number; readonly close: () => void }) {
  const words = useWords();
  const [queue, setQueue] = useState<ReplyOf<'readQueue'>>([]);
  useEffect(() => {
    void ask('readQueue', { params: {}, body: null }).then((answer) => {
      if (answer.ok) setQueue(answer.value);
    });
  }, [count]);
  return (
    <Says title={words.strip.queue} close={close}>
      {count === 0 ? <p>{words.strip.owedNothing}</p> : null}
      {queue.map(({ kind, saleId, tries, nextTryAt }) => (
        <p key={`${kind} ${saleId}`}>
          {words.strip.owed(
            kind === 'capture' ? words.states.capturing : words.strip.kinds[kind],
            tries,
            shopTime(nextTryAt),
          )}
        </p>
      ))}
    </Says>
  );
}
