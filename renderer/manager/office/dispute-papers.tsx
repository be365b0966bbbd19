import { useState } from 'preact/hooks';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { useOfficeWords, type OfficeWords } from '../../strings/office/office-words.ts';
import { ask, inKiosk } from '../../till/till.ts';
import { FileAction } from './file-action.tsx';

interface DisputePapersProps {
  readonly dispute: DisputeView;
  readonly papers: readonly string[];
  readonly choose: (papers: readonly string[]) => void;
  readonly again: () => void;
}

type ContentType = 'application/pdf' | 'image/jpeg' | 'image/png';
const CONTENT_TYPES: readonly ContentType[] = ['application/pdf', 'image/jpeg', 'image/png'];
/** What may be a paper, as a choice of files takes it. */
export const PAPER_FILES = CONTENT_TYPES.join(',');

/** The papers that go with the answer, each to be looked at first; and a file of the shop's own. */
export function DisputePapers({ dispute, papers, choose, again }: DisputePapersProps) {
  const words = useOfficeWords();
  const [refused, setRefused] = useState<string | null>(null);
  const { disputeRequestId, mayAnswer } = dispute;
  const add = (file: File): void => {
    void fileOf(file).then(async ({ content, contentType }) => {
      const body = { name: file.name.slice(-64), contentType, content };
      const answer = await ask('addDisputePaper', { params: { disputeRequestId }, body });
      setRefused(answer.ok ? null : (answer.refusal.detail ?? words.notTaken));
      if (answer.ok) choose([...papers, body.name]);
      again();
    });
  };
  return (
    <fieldset class="dispute-papers">
      <legend>{words.papers}</legend>
      <ul>
        {dispute.papers.map(({ name }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={papers.includes(name)}
                disabled={!mayAnswer}
                onChange={() =>
                  choose(papers.includes(name) ? papers.filter((each) => each !== name) : [...papers, name])
                }
              />
              <span>{nameOfPaper(name, words)}</span>
            </label>
            {inKiosk ? null : (
              <a
                class="action"
                href={`./v1/disputes/${encodeURIComponent(disputeRequestId)}/papers/${encodeURIComponent(name)}`}
                target="_blank"
                rel="noreferrer"
                aria-label={`${words.open}: ${nameOfPaper(name, words)}`}
              >
                {words.open}
              </a>
            )}
          </li>
        ))}
      </ul>
      {mayAnswer ? <FileAction say={words.addPaper} accept={PAPER_FILES} take={add} /> : null}
      <p role="alert" class={refused === null ? 'unseen' : 'warning'}>
        {refused}
      </p>
    </fieldset>
  );
}

function nameOfPaper(name: string, { paperNames }: OfficeWords): string {
  if (name === 'receipt' || name === 'story' || name === 'journal') return paperNames[name];
  return name.startsWith('refund-') ? `${paperNames.refund} ${name.slice('refund-'.length)}` : name;
}

/** A file as the till takes it; the till looks at what it is. */
export async function fileOf(
  file: File,
): Promise<{ readonly content: string; readonly contentType: ContentType }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const contentType = CONTENT_TYPES.find((type) => type === file.type) ?? 'application/pdf';
  return { content: btoa(text), contentType };
}
