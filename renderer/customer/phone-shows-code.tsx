/** A phone that shows a code; turned, with the arrow of a fresh one. */
export function PhoneShowsCode({ turned }: { readonly turned: boolean }) {
  return (
    <svg class="drawing" viewBox="0 0 200 220" aria-hidden="true">
      <rect class="drawing-line drawing-paper" x="46" y="6" width="108" height="208" rx="10" />
      <path class="drawing-line" d="M90 200h20" />
      {turned ? (
        <path class="drawing-line" d="M132 104a34 34 0 1 0-4 28M136 76v30h-30" />
      ) : (
        <path
          class="drawing-fill"
          d="M66 60h24v24H66zM110 60h24v24h-24zM66 104h24v24H66zM98 92h8v8h-8zM110 104h8v8h-8zM126 120h8v8h-8zM98 116h8v8h-8zM66 144h4v28h-4zM76 144h8v28h-8zM90 144h4v28h-4zM100 144h10v28h-10zM116 144h4v28h-4zM126 144h8v28h-8z"
        />
      )}
    </svg>
  );
}
