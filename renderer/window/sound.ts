/** The three things that are heard. */
export type Note = 'paid' | 'notPaid' | 'attention';

/** Frequencies in hertz, one short tone after the other. */
const NOTES: Readonly<Record<Note, readonly number[]>> = {
  paid: [660, 880, 1320],
  notPaid: [440, 330, 220],
  attention: [740, 740],
};
const TONE_S = 0.14;
const PAUSE_S = 0.04;
const FADE_S = 0.02;

export const VOLUME_MAX = 5;
const KEPT_AS = 'paycode-till-volume';
let audio: AudioContext | null = null;

/** How loud the till is on this screen, 0 (off) to 5; kept over restarts. */
export function keptVolume(): number {
  const kept = Number(localStorage.getItem(KEPT_AS) ?? '3');
  return Number.isInteger(kept) && kept >= 0 && kept <= VOLUME_MAX ? kept : 3;
}

/** Keeps how loud the till is. */
export function keepVolume(volume: number): void {
  localStorage.setItem(KEPT_AS, String(volume));
}

/** Plays three short notes, made on the spot; silent where the browser has not heard a finger yet. */
export function play(note: Note, volume = keptVolume()): void {
  if (volume === 0) return;
  audio ??= new AudioContext();
  const context = audio;
  void context.resume();
  NOTES[note].forEach((frequency, index) => {
    const startS = context.currentTime + index * (TONE_S + PAUSE_S);
    const tone = new OscillatorNode(context, { type: 'triangle', frequency });
    const loudness = new GainNode(context, { gain: 0 });
    const peak = (volume / VOLUME_MAX) * 0.5;
    loudness.gain.setValueAtTime(0, startS);
    loudness.gain.linearRampToValueAtTime(peak, startS + FADE_S);
    loudness.gain.setValueAtTime(peak, startS + TONE_S - FADE_S);
    loudness.gain.linearRampToValueAtTime(0, startS + TONE_S);
    tone.connect(loudness).connect(context.destination);
    tone.start(startS);
    tone.stop(startS + TONE_S);
  });
}
