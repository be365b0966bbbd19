import { useEffect, useRef } from 'preact/hooks';
import type { InputOf, View } from '../../src/contract/contract.ts';
import { after } from '../page/clock.ts';
import { takesScans } from '../page/takes-scans.ts';
import { insert } from '../page/typing.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';

type Pace = View['terminal']['keyPace'];
type Key = InputOf<'hearKeys'>['body']['keys'][number];

/** A key that is held back until it is known whose it is. */
interface Held {
  readonly key: Key;
  readonly event: KeyboardEvent;
}

/** Keys that may be a scanner's, by their place; all others are a person's. */
const SCANNED =
  /^(Key[A-Z]|Digit\d|Numpad\w+|Enter|Tab|Space|Minus|Equal|Bracket(Left|Right)|Backslash|Semicolon|Quote|Backquote|Comma|Period|Slash|CapsLock|NumLock|Intl\w+)$/;
/** They end a scan, and begin none. */
const ENDS: readonly string[] = ['Enter', 'NumpadEnter', 'Tab'];
const BLANKS: readonly string[] = [...ENDS, 'Space'];
/** So many keys are told to the till at once. */
const KEYS_MAX = 256;

/** What becomes of keys that are a scanner's. */
interface BurstRules {
  readonly pace: Pace;
  /** Whether the till reads scanners that type: it is told their keys. */
  readonly isTold: boolean;
  /** Says that a scan was not used. */
  readonly refuse: () => void;
}

/**
 * Keeps the keys of a scanner that types into the window out of every box and pad, whatever has the focus.
 *
 * Here it is only found out whose keys they are: a few that come faster than fingers are a scanner's. Where the config
 * has a scanner that types, the till is told them and decides what they say; elsewhere they are refused in words. A
 * person's key is given to the page a moment later, as if it had just been pressed. Nothing of a scan stays here.
 * Why in every till: a bar code that is typed into the amount would be charged.
 */
export function useKeyBursts({ terminal, sale }: View, say: (words: string) => void): void {
  const { notice } = useWords();
  const refuse = (): void => (sale?.state === 'awaitingCode' ? undefined : say(notice.notWanted));
  const rules = { pace: terminal.keyPace, isTold: terminal.keyScanner, refuse };
  const latest = useRef<BurstRules>(rules);
  latest.current = rules;
  useEffect(() => {
    const bursts = new KeyBursts(() => latest.current);
    const press = (event: KeyboardEvent): void => bursts.press(event);
    window.addEventListener('keydown', press, true);
    return () => {
      window.removeEventListener('keydown', press, true);
      bursts.letGo();
    };
  }, []);
}

class KeyBursts {
  readonly #rules: () => BurstRules;
  #held: Held[] = [];
  /** A scan was told in part: its end is still to come, and belongs to it. */
  #openUntilMs = -Infinity;
  #isBurst = false;
  #callOff: () => void = () => undefined;
  /** Counts what was heard of scans: a part that is no scan by itself is not spoken of where more of it came. */
  #parts = 0;
  #told: Promise<unknown> = Promise.resolve();
  /** Keys on their way to the page. */
  #given: KeyboardEvent[] = [];
  /**
   * Keys that were given to the page because no other came in time. A busy machine brings the next ones late: if their
   * own times say so, these belong to the same scan.
   */
  #passed: Held[] = [];

  constructor(rules: () => BurstRules) {
    this.#rules = rules;
  }

  press(event: KeyboardEvent): void {
    const { pace, isTold } = this.#rules();
    // Keys that the page was given by this very class are no longer to be judged.
    if (!event.isTrusted) return;
    if (/^(Shift|Control|Alt|Meta)/.test(event.code)) return;
    const last = this.#held.at(-1) ?? this.#passed.at(-1);
    const isFast =
      last === undefined
        ? event.timeStamp <= this.#openUntilMs
        : event.timeStamp - last.event.timeStamp <= (this.#isBurst ? pace.pauseMs : pace.heldMsMax);
    if (!isFast) {
      this.letGo();
      this.#passed = [];
    }
    const isTaken = !isTold && !this.#isBurst && takesScans(event.target);
    if (isTaken || !isScanned(event, isFast)) {
      this.letGo();
      this.#passed = [];
      return;
    }
    this.#hold(event, pace);
  }

  /** Gives everything that is held to whom it belongs. */
  letGo(goesOn = false): void {
    this.#callOff();
    const held = this.#held;
    const isBurst = this.#isBurst;
    this.#held = [];
    this.#isBurst = false;
    if (held.length === 0) return;
    if (isBurst) this.#take(held, goesOn);
    else this.#give(held.map(({ event }) => event));
  }

  /** One at a time, with a picture between: what a key does may depend on what the one before it did. */
  #give(events: readonly KeyboardEvent[]): void {
    const isIdle = this.#given.length === 0;
    this.#given.push(...events);
    const next = (): void => {
      const event = this.#given[0];
      if (event === undefined) return;
      give(event);
      this.#given.shift();
      if (this.#given.length > 0) after(0, next);
    };
    if (isIdle) next();
  }

  #hold(event: KeyboardEvent, pace: Pace): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    const isOpen = this.#held.length === 0 && event.timeStamp <= this.#openUntilMs;
    if (isOpen) this.#parts += 1;
    this.#held.push({ key: keyOf(event), event });
    if (!this.#isBurst && (isOpen || isScanners([...this.#passed, ...this.#held], pace))) this.#begin();
    this.#openUntilMs = -Infinity;
    this.#callOff();
    const ends = ENDS.includes(event.code);
    if (ends || this.#held.length >= KEYS_MAX) {
      const goesOn = this.#isBurst && !ends;
      this.letGo(goesOn);
      if (goesOn) this.#openUntilMs = event.timeStamp + pace.pauseMs;
      return;
    }
    // Fingers that are nearly as fast as a scanner: what is too old to be of a scan is theirs.
    if (!this.#isBurst && this.#held.length >= pace.keysMin) {
      this.#passed = [];
      this.#give(this.#held.splice(0, 1).map(({ event }) => event));
    }
    this.#callOff = after(this.#isBurst ? pace.pauseMs : pace.heldMsMax, () => this.#due());
  }

  /** A page that was busy may have the next keys waiting: their times tell whose they are, not the moment of their coming. */
  #due(): void {
    if (isInputPending()) {
      this.#callOff = after(1, () => this.#due());
      return;
    }
    const { pace } = this.#rules();
    const held = this.#held;
    const last = held.at(-1);
    const isBurst = this.#isBurst;
    this.letGo();
    if (isBurst && last !== undefined) this.#openUntilMs = last.event.timeStamp + pace.pauseMs;
    if (!isBurst) this.#passed = [...this.#passed, ...held].slice(-pace.keysMin);
  }

  /** They are a scanner's: those too that the page was given, or is about to be. */
  #begin(): void {
    this.#isBurst = true;
    const passed = this.#passed;
    this.#passed = [];
    this.#given = this.#given.filter((given) => !passed.some(({ event }) => event === given));
    this.#held = [...passed, ...this.#held];
  }

  /** Takes the keys of a scan, or of a part of it where it goes on. */
  #take(held: readonly Held[], goesOn: boolean): void {
    const { isTold, refuse } = this.#rules();
    if (!isTold) {
      if (!goesOn) refuse();
      return;
    }
    const keys = held.map(({ key }) => key);
    this.#parts += 1;
    const part = this.#parts;
    // One after the other, in their order. The till says itself what it does with a scan that it could read.
    this.#told = this.#told
      .then(() => ask('hearKeys', { params: {}, body: { keys } }))
      .then((answer) => {
        if (!goesOn && part === this.#parts && !(answer.ok && answer.value.read)) this.#rules().refuse();
      });
  }
}

/** Whether the last keys came at a scanner's pace, in the mean: one of them may be late. */
function isScanners(held: readonly Held[], { keysMin, keyMsMax }: Pace): boolean {
  const first = held.at(-keysMin);
  const last = held.at(-1);
  if (first === undefined || last === undefined) return false;
  return last.event.timeStamp - first.event.timeStamp <= keyMsMax * (keysMin - 1);
}

/** Source: Chromium, `navigator.scheduling.isInputPending` (W3C Early detection of input events). */
function isInputPending(): boolean {
  const { scheduling } = navigator as { readonly scheduling?: { isInputPending?: () => boolean } };
  return scheduling?.isInputPending?.() === true;
}

/** Whether a key may be a scanner's at all; a lone blank, a dead key or a shortcut at a person's pace is not. */
function isScanned(event: KeyboardEvent, isFast: boolean): boolean {
  if (event.repeat || event.isComposing || event.key === 'Process' || !SCANNED.test(event.code)) return false;
  if (isFast) return true;
  const isShortcut = event.ctrlKey || event.altKey || event.metaKey;
  return !isShortcut && event.key !== 'Dead' && !BLANKS.includes(event.code);
}

function keyOf({ code, shiftKey, ctrlKey, altKey, timeStamp }: KeyboardEvent): Key {
  return {
    code,
    ...(shiftKey ? { shift: true } : {}),
    ...(ctrlKey ? { control: true } : {}),
    ...(altKey ? { alt: true } : {}),
    atMs: Math.max(0, timeStamp),
  };
}

/** Gives a person's key to the page: its listeners first, then the box or the button that it was pressed on. */
function give(pressed: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = pressed;
  const event = new KeyboardEvent('keydown', {
    ...{ key, code, shiftKey, ctrlKey, altKey, metaKey },
    bubbles: true,
    cancelable: true,
  });
  if (!target.dispatchEvent(event)) return;
  if (target instanceof HTMLInputElement && key.length === 1) insert(target, key);
  if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) target.click();
}
