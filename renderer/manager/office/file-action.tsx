interface FileActionProps {
  readonly say: string;
  /** What the system's own choice offers, as the attribute of HTML. */
  readonly accept: string;
  readonly take: (file: File) => void;
}

/** A key that brings a file; where a person chooses none, nothing happens. */
export function FileAction({ say, accept, take }: FileActionProps) {
  return (
    <label class="action office-file">
      <span>{say}</span>
      <input
        class="unseen"
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) take(file);
        }}
      />
    </label>
  );
}
