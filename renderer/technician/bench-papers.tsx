import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { keepFocus } from '../parts/action.tsx';
import { TearEdge } from '../parts/shapes.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { ask } from '../till/till.ts';
import type { BenchView } from './use-bench.ts';

const PAPERS = ['log', 'config', 'roles', 'versions', 'licences'] as const;
type PaperName = (typeof PAPERS)[number];

/** The till's papers in the place of the tape: the end of its log, its config, who may do what, what it is made of. */
export function BenchPapers({ bench }: { readonly bench: BenchView | null }) {
  const words = useBenchWords();
  const [open, setOpen] = useState<PaperName>('log');
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <h2 id="tape-headline" class="unseen">
          {words.papers.title}
        </h2>
        <div class="tabs" role="group" aria-label={words.papers.title}>
          {PAPERS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === open}
              onMouseDown={keepFocus}
              onClick={() => setOpen(name)}
            >
              {words.papers[name]}
            </button>
          ))}
        </div>
        {bench === null ? null : (
          <div class="bench-paper" role="region" tabIndex={0} aria-label={words.papers[open]}>
            <PaperText name={open} bench={bench} />
          </div>
        )}
      </div>
      <TearEdge />
    </aside>
  );
}

function PaperText({ name, bench }: { readonly name: PaperName; readonly bench: BenchView }) {
  const words = useBenchWords();
  switch (name) {
    case 'log':
      return (
        <ol>
          {bench.log.map((line, index) => (
            <li key={`${line.at} ${index}`} class={`log-line log-${line.level}`}>
              <time>{line.at.slice(11, 19)}</time> {line.message}
              {line.facts === undefined ? null : <span class="log-facts">{line.facts}</span>}
            </li>
          ))}
        </ol>
      );
    case 'config':
      return (
        <>
          <p class="bench-file">{bench.configFile ?? words.papers.noFile}</p>
          <pre class="bench-text">{bench.config}</pre>
        </>
      );
    case 'roles':
      return <Roles roles={bench.roles} />;
    case 'versions':
      return (
        <dl class="facts">
          {Object.entries(bench.versions).map(([what, version]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      );
    case 'licences':
      return <Licences />;
  }
}

/** Who may do what: a touch opens the commands of a role. */
function Roles({ roles }: { readonly roles: BenchView['roles'] }) {
  const { roles: words } = useBenchWords();
  return (
    <>
      <ul class="licences">
        {roles.map(({ role, who, people, commands }) => (
          <li key={role}>
            <details>
              <summary class="role">
                <strong>
                  {words.names[role]}
                  {people.length === 0 ? null : `: ${people.join(', ')}`}
                </strong>
                <span>{words.may[role]}</span>
                {who === 'nobody' ? <span>{words.nobody}</span> : null}
                {who === 'anyone' && role !== 'anyone' ? <span>{words.everyone}</span> : null}
              </summary>
              <pre class="bench-text">{commands.join('\n')}</pre>
            </details>
          </li>
        ))}
      </ul>
      <p>{words.program}</p>
    </>
  );
}

function Licences() {
  const [all, setAll] = useState<ReplyOf<'readLicences'>>([]);
  useEffect(() => {
    let wanted = true;
    void ask('readLicences', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setAll(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <ul class="licences">
      {all.map(({ name, version, licence, text }) => (
        <li key={`${name} ${version}`}>
          <details>
            <summary>
              {name} {version} · {licence}
            </summary>
            <pre class="bench-text">{text}</pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
