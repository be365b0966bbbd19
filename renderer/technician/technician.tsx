import { useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { useBenchCatalogue } from '../strings/technician/bench-catalogues.ts';
import { Bench, useBenchWords } from '../strings/technician/bench-words.ts';
import { isMissing } from '../staff/post.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { useLeaving } from '../staff/use-leaving.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import { AcceptancePages } from './acceptance.tsx';
import { BenchPapers } from './bench-papers.tsx';
import { ChangeApproval } from './change-approval.tsx';
import { DeviceStrip } from './device-strip.tsx';
import { ScannerSetup } from './scanner-setup.tsx';
import { useBench } from './use-bench.ts';

interface TechnicianProps {
  readonly view: View;
  readonly close: () => void;
}

/** The technician's page in the place of stage and tape: the devices on a bench, and the till's papers beside them. */
export function Technician({ view, close }: TechnicianProps) {
  const words = useWords();
  const bench = useBenchCatalogue(words.language);
  const post = view.staff.bench;
  // Whoever changes the settings goes on as the same technician, on the pages of the set-up.
  const [goesOn, setGoesOn] = useState(false);
  useLeaving('bench', post !== undefined && !isMissing(post) && !goesOn);
  if (isMissing(post))
    return (
      <>
        <main class="stage">
          <SignIn post="bench" people={post.people} back={close} />
        </main>
        <aside class="tape">
          <div class="paper" />
        </aside>
      </>
    );
  if (bench === null) return <main class="stage" />;
  return (
    <Bench.Provider value={bench}>
      <Devices view={view} close={close} goOn={setGoesOn} />
    </Bench.Provider>
  );
}

interface DevicesProps extends TechnicianProps {
  readonly goOn: (goesOn: boolean) => void;
}

function Devices({ view, close, goOn }: DevicesProps) {
  const words = useBenchWords();
  const bench = useBench();
  const [settingUp, setSettingUp] = useState(false);
  const [accepting, setAccepting] = useState(false);
  const [changing, setChanging] = useState(false);
  const mayChange = bench?.configFile !== null && bench !== null;
  const hasScanner = view.health.scanners.length > 0;
  if (accepting) return <AcceptancePages close={() => setAccepting(false)} />;
  return (
    <>
      <main class="stage">
        {changing ? (
          <ChangeApproval back={() => setChanging(false)} goOn={goOn} />
        ) : settingUp ? (
          <ScannerSetup bench={bench} close={() => setSettingUp(false)} leave={close} />
        ) : (
          <section class="scene bench" aria-labelledby="headline">
            <h1 id="headline">{words.headline}</h1>
            <ul class="bench-devices">
              {(bench?.devices ?? []).map((device) => (
                <DeviceStrip key={`${device.kind} ${device.name}`} device={device} />
              ))}
              {hasScanner ? null : <li class="device device-none">{words.noScanner}</li>}
            </ul>
            <BenchActions
              close={close}
              setUp={() => setSettingUp(true)}
              accept={() => setAccepting(true)}
              change={mayChange ? () => setChanging(true) : null}
            />
          </section>
        )}
      </main>
      <BenchPapers bench={bench} />
    </>
  );
}

interface BenchActionsProps {
  readonly close: () => void;
  readonly setUp: () => void;
  readonly accept: () => void;
  /** Null where there is no config file to change. */
  readonly change: (() => void) | null;
}

function BenchActions({ close, setUp, accept, change }: BenchActionsProps) {
  const words = useBenchWords();
  const all = useWords();
  const [told, setTold] = useState<string | null>(null);
  useKeys({ second: close });
  const report = (): void => {
    setTold(words.trying);
    void ask('diagnose', { params: {}, body: null }).then((answer) =>
      setTold(answer.ok ? words.reported(answer.value.file) : sayRefusal(answer.refusal, all)),
    );
  };
  return (
    <div class="actions actions-many">
      <p class="bench-reported" role="status">
        {told}
      </p>
      <div class="tools">
        <Action weight="second" onPress={report}>
          {words.report}
        </Action>
        <Action weight="second" onPress={accept}>
          {words.acceptance.headline}
        </Action>
        {change === null ? null : (
          <Action weight="second" onPress={change}>
            {words.change}
          </Action>
        )}
      </div>
      <Action weight="second" hint="Esc" onPress={close}>
        {words.back}
      </Action>
      <Action weight="main" onPress={setUp}>
        {words.setUp}
      </Action>
    </div>
  );
}
