import type { SetUpProps } from '../set-up/set-up.tsx';
import { useLater } from './later.ts';

const setUp = () => import('../set-up/set-up.tsx').then(({ SetUp }) => SetUp);

/** The set-up, which only a till without a config fetches. */
export function SetUpLater(props: SetUpProps) {
  const SetUp = useLater(setUp, true);
  return SetUp === null ? <main class="stage" /> : <SetUp {...props} />;
}
