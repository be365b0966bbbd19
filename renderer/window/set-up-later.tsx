import type { Link } from '../till/till.ts';
import { useLater } from './later.ts';

const setUp = () => import('../set-up/set-up.tsx').then(({ SetUp }) => SetUp);

/** The set-up, which only a till without a config fetches. */
export function SetUpLater({ link }: { readonly link: Link }) {
  const SetUp = useLater(setUp, true);
  return SetUp === null ? <main class="stage" /> : <SetUp link={link} />;
}
