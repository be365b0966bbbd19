import { useState } from 'preact/hooks';
import { Action } from '../parts/action.tsx';
import { useWords } from '../strings/words.ts';
import { keepVolume, keptVolume, play, VOLUME_MAX } from './sound.ts';

/** How loud the till is, in words: `3 / 5`, or off. */
export function useVolume(): [string, number, (volume: number) => void] {
  const words = useWords();
  const [volume, setVolume] = useState(keptVolume);
  const set = (next: number): void => {
    keepVolume(next);
    setVolume(next);
    play('paid', next);
  };
  return [volume === 0 ? words.sound.off : `${volume}/${VOLUME_MAX}`, volume, set];
}

/** Louder, softer, off. */
export function SoundActions({
  volume,
  set,
}: {
  readonly volume: number;
  readonly set: (volume: number) => void;
}) {
  const { sound } = useWords();
  return (
    <div class="sound">
      <Action weight="second" disabled={volume === 0} onPress={() => set(volume - 1)}>
        {sound.softer}
      </Action>
      <Action weight="second" disabled={volume === VOLUME_MAX} onPress={() => set(volume + 1)}>
        {sound.louder}
      </Action>
      <Action weight="second" onPress={() => set(volume === 0 ? 3 : 0)}>
        {volume === 0 ? sound.on : sound.mute}
      </Action>
    </div>
  );
}
