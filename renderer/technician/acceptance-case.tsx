import { useEffect, useState } from 'preact/hooks';
import { Action } from '../parts/action.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { ask, inKiosk } from '../till/till.ts';
import { AcceptanceSaying } from './acceptance-saying.tsx';
import type { AcquirerView, Act, CaseView } from './use-acceptance.ts';

interface CaseProps {
  readonly of: CaseView;
  readonly acquirer: AcquirerView;
  readonly run: (act: Act) => void;
  /** Plays this one; null where it cannot be played now. */
  readonly again: (() => void) | null;
}

/** One case on the paper: what is done, what must be seen, how it stands and why, its evidence, and the report. */
export function AcceptanceCase({ of, acquirer, run, again }: CaseProps) {
  const { acceptance: words } = useBenchWords();
  const { id, title, state, by, why, tookMs, steps, seen, pictures } = of;
  return (
    <div class="bench-paper acceptance-case" role="region" tabIndex={0} aria-label={id}>
      <h2 id="tape-headline">
        {id} <span lang="en">{title}</span>
      </h2>
      <p class={`acceptance-verdict acceptance-${state}`}>
        {words.states[state]}
        {by === 'person' ? ` · ${words.byPerson}` : null}
        {tookMs === null ? null : ` · ${Math.round(tookMs / 1000)} s`}
      </p>
      {state === 'open' && of.attempt === 0 ? <p>{words.openFor[of.openFor]}</p> : null}
      {why === '' || (state === 'open' && of.attempt === 0) ? null : <p lang="en">{why}</p>}
      <dl class="acceptance-facts">
        <dt>{words.steps}</dt>
        <dd lang="en">{steps}</dd>
        <dt>{words.seen}</dt>
        <dd lang="en">{seen}</dd>
      </dl>
      {again === null ? null : (
        <Action weight="second" onPress={again}>
          {words.again}
        </Action>
      )}
      {of.plays || state === 'notForThisShop' ? null : <AcceptanceSaying {...{ of, acquirer, run }} />}
      {pictures.length === 0 ? null : (
        <>
          <h3>{words.evidence}</h3>
          <div class="acceptance-pictures">
            {pictures.map(({ file, say }) => (
              <Evidence key={file} {...{ acquirer, file, say }} />
            ))}
          </div>
        </>
      )}
      {acquirer.reports.length === 0 ? null : (
        <>
          <h3>{words.report}</h3>
          <p class="bench-file">{words.folder(acquirer.folder)}</p>
          {inKiosk ? null : (
            <p class="acceptance-reports">
              {acquirer.reports.map((file) => (
                <a
                  key={file}
                  class="action"
                  href={addressOf(acquirer, file)}
                  download={file.split('/').at(-1)}
                >
                  {file.split('.').at(-1)?.toUpperCase()}
                </a>
              ))}
            </p>
          )}
        </>
      )}
    </div>
  );
}

interface EvidenceProps {
  readonly acquirer: AcquirerView;
  readonly file: string;
  readonly say: string;
}

/** A window or a paper, as it was photographed. */
function Evidence({ acquirer, file, say }: EvidenceProps) {
  const [shown, setShown] = useState(inKiosk ? null : addressOf(acquirer, file));
  const { gateway, against } = acquirer;
  useEffect(() => {
    // The kiosk's page has no address of the till's: the bytes come over its preload.
    if (!inKiosk) return;
    const named = { params: { gateway, against }, query: { name: file }, body: null };
    void ask('readAcceptanceFile', named).then((answer) => {
      if (answer.ok) setShown(`data:${answer.value.contentType};base64,${btoa(answer.value.content)}`);
    });
  }, [gateway, against, file]);
  return (
    <figure>
      {shown === null ? null : <img src={shown} alt={say} loading="lazy" />}
      <figcaption lang="en">{say}</figcaption>
    </figure>
  );
}

function addressOf({ gateway, against }: AcquirerView, file: string): string {
  return `./v1/technician/acceptance/${gateway}/${against}/file?name=${encodeURIComponent(file)}`;
}
