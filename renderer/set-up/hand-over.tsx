import { useSetUpWords } from '../strings/set-up/sentences.ts';

/** The public keys that were made here and belong to the acquirers now. */
export function HandOver({ files }: { readonly files: readonly string[] }) {
  const words = useSetUpWords();
  if (files.length === 0) return null;
  return (
    <div class="set-up-hand-over">
      <p>{words.handOver}</p>
      {files.map((file) => (
        <p key={file} class="bench-text">
          {file}
        </p>
      ))}
    </div>
  );
}
