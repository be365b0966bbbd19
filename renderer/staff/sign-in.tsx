import { useState } from 'preact/hooks';
import type { Post } from '../../src/contract/posts.ts';
import type { StaffView } from '../../src/contract/staff-commands.ts';
import { lockedUntilMs, useLockLeft } from '../parts/lock-out.ts';
import { NO_PIN, PIN_DIGITS_MIN, pinTyped } from '../parts/pin-entry.ts';
import { PersonChoice } from '../parts/person-choice.tsx';
import { PinPad } from '../parts/pin-pad.tsx';
import { sayRefusal } from '../strings/refusals.ts';
import { useStaffWords } from '../strings/staff/staff-catalogues.ts';
import type { StaffWords } from '../strings/staff/staff-words.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask, type Answer, type Refusal } from '../till/till.ts';

interface SignInProps {
  readonly post: Post;
  readonly people: NonNullable<StaffView[Post]>['people'];
  /** Null on the till's own stage: there is nothing behind it before somebody is signed in. */
  readonly back: (() => void) | null;
  /** What the PIN is asked for, where it is not to sign in. */
  readonly asks?: {
    readonly headline: string;
    readonly say: string;
    readonly request: (person: { readonly id: string; readonly pin: string }) => Promise<Answer<unknown>>;
  };
}

/** Why nobody was signed in. `lockedUntilMs`: null where the person may try again at once. */
interface Refused {
  readonly refusal: Refusal;
  readonly id: string;
  readonly lockedUntilMs: number | null;
}

/** Somebody chooses a name and types a PIN. The PIN is held here alone, and is gone before the till has answered. */
export function SignIn(props: SignInProps) {
  const { language } = useWords();
  const said = useStaffWords(language);
  if (said === null) return <section class="scene" />;
  return <Pad said={said} {...props} />;
}

function Pad({ said, post, people, back, asks }: SignInProps & { readonly said: StaffWords }) {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [entry, setEntry] = useState(NO_PIN);
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const who = chosen ?? (people.length === 1 ? (people[0]?.id ?? null) : null);
  const untilMs = refused?.id === who ? refused.lockedUntilMs : null;
  const left = useLockLeft(untilMs);
  // A lock-out is over by itself, and what it said with it.
  const ofWho = refused?.id === who && (untilMs === null || left !== null) ? refused : null;
  const mayEnter = who !== null && entry.pin.length >= PIN_DIGITS_MIN && !isAsking && left === null;
  const enter = (): void => {
    if (who === null) return;
    const { pin } = entry;
    setEntry(NO_PIN);
    setAsking(true);
    setRefused(null);
    const answered =
      asks === undefined
        ? ask('signIn', { params: {}, body: { id: who, pin, post } })
        : asks.request({ id: who, pin });
    void answered.then((answer) => {
      setAsking(false);
      if (!answer.ok) {
        const { refusal } = answer;
        setRefused({ refusal, id: who, lockedUntilMs: lockedUntilMs(refusal) });
      }
    });
  };
  const say = entry.jammed
    ? said.jammed
    : ofWho === null
      ? null
      : sentenceOf(ofWho.refusal, left, said, words);
  return (
    <section class="scene pad approve sign-in" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {asks?.headline ?? said.headline[post]}
      </h1>
      <p class="aside">{asks?.say ?? said.say}</p>
      <PersonChoice
        people={people}
        who={who}
        label={said.who}
        choose={(id) => {
          setChosen(id);
          setEntry(NO_PIN);
        }}
      />
      <div role="alert" class="sign-in-says">
        {say === null ? null : <p class="warning">{say}</p>}
      </div>
      <PinPad
        length={entry.pin.length}
        typed={said.typed(entry.pin.length)}
        press={(key) => setEntry((before) => pinTyped(before, key))}
        main={mayEnter ? enter : undefined}
        mainLabel={isAsking ? said.moment : said.enter}
        back={back === null ? null : { label: said.back, act: back }}
        isAsking={isAsking}
      />
    </section>
  );
}

function sentenceOf(refusal: Refusal, left: string | null, said: StaffWords, words: Catalogue): string {
  const isOfPin = ['sign-in-refused', 'sign-in-locked', 'approver-refused', 'approver-locked'].includes(
    refusal.slug,
  );
  if (!isOfPin) return sayRefusal(refusal, words);
  return left === null ? said.wrong : said.locked(left);
}
