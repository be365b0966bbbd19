import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
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
 * Only a sale that waits for a manager's word (`override`) lets the manager's desk be opened for itself, until it is said.
 */
export function usePage(desk: Desk, underWay: SaleView | null): [Page | null, Open, close: () => void] {
  const [page, setPage] = useState<Page | null>(null);
  const mayStand = (each: Page): boolean => underWay === null || isForItsManager(each, underWay);
  const shown = page !== null && mayStand(page) ? page : null;
  useEffect(() => {
    // Only the page that must go: a key that opened another one meanwhile was pressed later.
    if (page !== null && shown === null) setPage((now) => (now === page ? null : now));
  }, [page, shown]);
  const open: Open = (next, busy) => {
    setPage(mayStand(next) ? next : null);
    desk.say(mayStand(next) ? null : busy);
  };
  return [shown, open, () => setPage(null)];
}

function isForItsManager(page: Page, { saleId, may }: SaleView): boolean {
  if (page.kind !== 'manager' || page.opening.at !== 'sale') return false;
  return page.opening.saleId === saleId && may.includes('override');
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
