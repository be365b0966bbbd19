import { keepFocus } from './action.tsx';

interface PersonChoiceProps {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The id of the one who is chosen; null before. */
  readonly who: string | null;
  readonly label: string;
  readonly choose: (id: string) => void;
}

/** Whose PIN follows: a key for each person. */
export function PersonChoice({ people, who, label, choose }: PersonChoiceProps) {
  return (
    <div class="managers" role="group" aria-label={label}>
      {people.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="action"
          aria-pressed={id === who}
          onMouseDown={keepFocus}
          onClick={(event) => {
            // The next Enter gives the PIN; it must not choose once more.
            event.currentTarget.blur();
            choose(id);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
