import type { ComponentChildren } from 'preact';

// What is to be done with a phone, drawn in lines: it is read by whoever reads none of the shop's languages.

function Drawing({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="drawing" viewBox="0 0 200 220" aria-hidden="true">
      {children}
    </svg>
  );
}

/** A phone that shows a code under a scanner. */
export function PhoneUnderScanner() {
  return (
    <Drawing>
      <path class="drawing-line" d="M62 12h76l10 26H52z" />
      <path class="drawing-ray" d="M64 44L44 108M136 44l20 64M100 44v52" />
      <rect class="drawing-line drawing-paper" x="56" y="112" width="88" height="104" rx="8" />
      <path
        class="drawing-fill"
        d="M76 132h16v16H76zM108 132h16v16h-16zM76 164h16v16H76zM98 154h6v6h-6zM108 164h6v6h-6zM118 174h6v6h-6zM98 174h6v6h-6z"
      />
      <path class="drawing-line" d="M92 202h16" />
    </Drawing>
  );
}

/** A phone with a tick to press. */
export function PhoneToConfirm() {
  return (
    <Drawing>
      <rect class="drawing-line drawing-paper" x="46" y="6" width="108" height="208" rx="10" />
      <path class="drawing-line" d="M64 40h72M64 60h46M90 200h20" />
      <circle class="drawing-line" cx="100" cy="130" r="34" />
      <path class="drawing-line" d="M84 131l12 12 21-26" />
    </Drawing>
  );
}

/** A phone that shows a code; turned, with the arrow of a fresh one. */
export function PhoneShowsCode({ turned }: { readonly turned: boolean }) {
  return (
    <Drawing>
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
    </Drawing>
  );
}

/** A phone that is held before a display with a code, and looks at it. */
export function PhoneBeforeDisplay() {
  return (
    <Drawing>
      <rect class="drawing-line drawing-paper" x="22" y="6" width="156" height="104" rx="8" />
      <path
        class="drawing-fill"
        d="M68 26h20v20H68zM112 26h20v20h-20zM68 70h20v20H68zM96 56h8v8h-8zM112 56h8v8h-8zM124 66h8v8h-8zM96 72h8v8h-8zM108 76h8v8h-8zM96 84h8v6h-8zM120 84h12v6h-12z"
      />
      <path class="drawing-ray" d="M78 140L62 96M122 140l16-44" />
      <rect class="drawing-line drawing-paper" x="72" y="144" width="56" height="72" rx="7" />
      <path class="drawing-line" d="M84 162v-6h6M110 156h6v6M116 180v6h-6M90 186h-6v-6M94 204h12" />
    </Drawing>
  );
}

/** A display whose code is not there yet. */
export function DisplayWithoutCode() {
  return (
    <Drawing>
      <rect class="drawing-line drawing-paper" x="22" y="46" width="156" height="128" rx="8" />
      <path class="drawing-ray" d="M62 72h76v76H62z" />
      <path class="drawing-fill" d="M78 106h8v8h-8zM96 106h8v8h-8zM114 106h8v8h-8z" />
    </Drawing>
  );
}

/** An hourglass: it takes a moment, and nothing is to be done. */
export function Hourglass() {
  return (
    <Drawing>
      <path
        class="drawing-line drawing-paper"
        d="M64 22v30c0 30 32 38 32 58s-32 28-32 58v30h72v-30c0-30-32-38-32-58s32-28 32-58V22z"
      />
      <path class="drawing-line" d="M52 22h96M52 198h96" />
      <path
        class="drawing-fill"
        d="M76 64h48c-6 12-20 18-24 34-4-16-18-22-24-34zM72 190c4-24 20-32 28-40 8 8 24 16 28 40z"
      />
    </Drawing>
  );
}

/** A card and coins: another way to pay. */
export function CardAndCoins() {
  return (
    <Drawing>
      <rect class="drawing-line drawing-paper" x="14" y="54" width="140" height="92" rx="8" />
      <path class="drawing-fill" d="M14 76h140v20H14z" />
      <path class="drawing-line" d="M32 124h44" />
      <circle class="drawing-line drawing-paper" cx="150" cy="150" r="34" />
      <circle class="drawing-line" cx="150" cy="150" r="23" />
    </Drawing>
  );
}

/** A bag that is handed over. */
export function BagWithTick() {
  return (
    <Drawing>
      <path class="drawing-line" d="M70 78V60a30 30 0 0 1 60 0v18" />
      <path class="drawing-line drawing-paper" d="M42 78h116l10 128H32z" />
      <path class="drawing-line" d="M74 142l19 19 34-42" />
    </Drawing>
  );
}
