import type { View } from '../../src/contract/contract.ts';
import { Notice } from '../sale/notice.tsx';
import { SignIn } from '../staff/sign-in.tsx';
import { isMissing } from '../staff/post.ts';
import type { Desk } from '../till/desk.ts';

/** Whether somebody has to sign in before the till sells; a sale that may be charged already stays on the stage. */
export function isLocked({ staff, sale }: Pick<View, 'staff' | 'sale'>, underWay: boolean): boolean {
  return isMissing(staff.till) && !(underWay && sale !== null && sale.state !== 'awaitingCode');
}

/** The stage of a till at which nobody is signed in, beside an empty tape: what was sold is no stranger's business. */
export function Locked({ view, desk }: { readonly view: View; readonly desk: Desk }) {
  return (
    <>
      <main class="stage">
        <Notice view={view} sale={null} desk={desk} />
        <SignIn post="till" people={view.staff.till?.people ?? []} back={null} />
      </main>
      <aside class="tape">
        <div class="paper">
          <div class="paper-head">
            <h2>{view.terminal.storeName}</h2>
          </div>
        </div>
      </aside>
    </>
  );
}
