import { useLayoutEffect, useState } from 'preact/hooks';
import { accent, erase, insert } from '../page/typing.ts';
import { keepFocus } from '../parts/action.tsx';
import { useWords } from '../strings/words.ts';
import { boardOf, capitalOf, TONES } from './boards.ts';

interface KeyboardProps {
  /** Where its keys write; it has the focus, and keeps it. */
  readonly box: HTMLInputElement;
  readonly close: () => void;
}

/**
 * The keyboard on the screen, in the till's language where that is written in Latin letters.
 *
 * It has a place of its own in the window: box and main keys above it stay in sight. What it writes comes to the box as
 * text, so that the keys of a scanner are still told apart by their pace.
 */
export function Keyboard({ box, close }: KeyboardProps) {
  const words = useWords();
  const [isCapital, setCapital] = useState(false);
  const [isAccents, setAccents] = useState(false);
  useLayoutEffect(() => {
    const show = (): void => box.scrollIntoView({ block: 'center' });
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [box]);
  const board = boardOf(words.language);
  const rows = isAccents ? board.accents : board.letters;
  const write = (key: string): void => {
    const tone = TONES[key];
    if (tone === undefined) insert(box, key);
    else accent(box, tone);
  };
  const sides = [
    <Key name={words.keyboard.erase} press={() => erase(box)} />,
    <Key name={words.keyboard.space} press={() => insert(box, ' ')} />,
    <Key name={board.accentsName} isOn={isAccents} press={() => setAccents(!isAccents)} />,
    <Key name={words.strip.close} press={close} />,
  ];
  return (
    <section class="keyboard" aria-label={words.keyboard.label}>
      {rows.map((keys, row) => (
        <div key={row} class="keyboard-row">
          {row === rows.length - 1 ? (
            <Key name="ABC" isOn={isCapital} press={() => setCapital(!isCapital)} />
          ) : null}
          {keys.map((key) => {
            const written = isCapital ? capitalOf(key) : key;
            return <Key key={key} name={written} press={() => write(written)} />;
          })}
          <div class="keyboard-side">{sides[row]}</div>
        </div>
      ))}
    </section>
  );
}

interface KeyProps {
  readonly name: string;
  readonly press: () => void;
  /** Of a key that stays down. */
  readonly isOn?: boolean;
}

function Key({ name, press, isOn }: KeyProps) {
  return (
    <button
      type="button"
      class={`key ${name.length > 1 ? 'keyboard-word' : ''}`}
      aria-pressed={isOn}
      onMouseDown={keepFocus}
      onClick={press}
    >
      {name}
    </button>
  );
}
