import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { Opening } from '../manager/place.ts';
import type { Desk } from '../till/desk.ts';
import type { Link } from '../till/till.ts';
import { useLater } from './later.ts';

/** What stands in the place of stage and tape while no sale is under way. */
export type Page = { readonly kind: 'bench' } | { readonly kind: 'manager'; readonly opening: Opening };

type Open = (page: Page, busy: string) => void;

/**
 * The page that is open, if any.
 *
 * A sale that is under way has the stage: no page is opened over it (`busy` says why), and one that is open gives way.
 */
export function usePage(desk: Desk, underWay: boolean): [Page | null, Open, close: () => void] {
  const [page, setPage] = useState<Page | null>(null);
  useEffect(() => {
    if (underWay) setPage(null);
  }, [underWay]);
  const open: Open = (next, busy) => {
    setPage(underWay ? null : next);
    desk.say(underWay ? busy : null);
  };
  return [underWay ? null : page, open, () => setPage(null)];
}

const bench = () => import('../technician/technician.tsx').then(({ Technician }) => Technician);
const managersDesk = () => import('../manager/manager.tsx').then(({ Manager }) => Manager);

interface PagesProps {
  readonly page: Page | null;
  readonly view: View;
  readonly link: Link;
  readonly desk: Desk;
  readonly close: () => void;
  /** Stage and tape. */
  readonly children: ComponentChildren;
}

/** The page that is open, or stage and tape. The manager's stays while the till cannot be reached: it may owe an answer. */
export function Pages({ page, view, link, desk, close, children }: PagesProps) {
  const Bench = useLater(bench, page?.kind === 'bench');
  const ManagersDesk = useLater(managersDesk, page?.kind === 'manager');
  if (page === null || (page.kind === 'bench' && link !== 'open')) return <>{children}</>;
  if (page.kind === 'bench')
    return Bench === null ? <main class="stage" /> : <Bench view={view} close={close} />;
  if (ManagersDesk === null) return <main class="stage" />;
  return <ManagersDesk key={page.opening} opening={page.opening} {...{ view, link, desk, close }} />;
}
