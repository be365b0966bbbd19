import type { SaleView } from '../../src/contract/sale-view.ts';
import type { DisputeView } from '../../src/contract/office-commands.ts';
import type { StoreView } from '../../src/contract/office-matters.ts';
import type { Move } from '../../src/golive/case.ts';
import type { MatterKind, MatterSeen } from '../../src/golive/record.ts';
import type { CaseSeen } from './case-seen.ts';
import type { Stage } from './stage.ts';

export type OfficeMove = Extract<
  Move,
  { readonly move: 'register' | 'wallet' | 'ask-store' | 'dispute' | 'answer' | 'until-matter' }
>;

/** What a case knows of the payments that it has made. */
export interface OfficeCase {
  readonly paymentOf: (sale: string) => string;
  readonly patienceMs: number;
}

/** Makes a move of the office; a refusal is noted, and judged later. */
export async function officeMove(
  stage: Stage,
  seen: CaseSeen,
  { paymentOf, patienceMs }: OfficeCase,
  move: OfficeMove,
): Promise<void> {
  const { till, hands, manager, currency } = stage;
  const approver = { id: manager.id, pin: manager.pin };
  switch (move.move) {
    case 'register': {
      const registrationDetail = {
        ...{ legalName: 'Acceptance Shop Ltd', registrationType: 'ENTERPRISE_REGISTRATION_NO' },
        registrationNo: move.number,
      };
      const answer = await till.call('POST', '/v1/registrations', {
        merchantInfo: { registrationDetail },
        approver,
      });
      if (answer.status >= 400) seen.refused('register', null, answer.json);
      return;
    }
    case 'wallet': {
      const store = await matterNow(stage, seen, 'store');
      return hands.wallet(store?.id ?? '', move.psp, move.status);
    }
    case 'ask-store': {
      const { json } = await till.call('GET', '/v1/registrations/store');
      const { registrationRequestId } = json as StoreView;
      await till.call('POST', `/v1/registrations/${registrationRequestId ?? ''}/ask-now`);
      return;
    }
    case 'dispute':
      return hands.dispute(paymentOf(move.sale), move.kind);
    case 'answer': {
      const dispute = await matterNow(stage, seen, 'dispute');
      const refundAmount =
        move.minor === undefined ? {} : { refundAmount: { currency, value: String(move.minor) } };
      const answer = await till.call('POST', `/v1/disputes/${dispute?.id ?? ''}/answer`, {
        ...{ ...move.with, ...refundAmount },
        approver,
      });
      if (answer.status >= 400) seen.refused('answer', null, answer.json);
      return;
    }
    case 'until-matter': {
      const { about, state } = move;
      let last = 'never seen';
      const came = async (): Promise<boolean> => {
        last = (await matterNow(stage, seen, about))?.state ?? last;
        return last === state;
      };
      return till.untilAsked(came, patienceMs, () => `the ${about} to be ${state}; it is ${last}`);
    }
  }
}

/** A matter as it stands now, noted where it stands otherwise than before; the newest of its kind. */
async function matterNow(stage: Stage, seen: CaseSeen, about: MatterKind): Promise<MatterSeen | null> {
  const matter = await read(stage, seen, about);
  return matter === null ? null : seen.matter(matter);
}

async function read(
  { till }: Stage,
  seen: CaseSeen,
  about: MatterKind,
): Promise<Omit<MatterSeen, 'atMs'> | null> {
  switch (about) {
    case 'store': {
      const store = (await till.call('GET', '/v1/registrations/store')).json as StoreView;
      const wallets = store.wallets.map(({ pspName, status }) => `${pspName} ${status}`);
      return { about, id: store.referenceStoreId, state: store.state, facts: wallets };
    }
    case 'dispute': {
      const all = (await till.call('GET', '/v1/disputes')).json as readonly DisputeView[];
      const sales = [...seen.sales.values()].toReversed();
      const newest = sales.flatMap(({ saleId }) => all.filter((each) => each.saleId === saleId))[0];
      if (newest === undefined) return null;
      const { disputeRequestId: id, state, daysLeft, overdue, answer } = newest;
      const answers = answer === undefined ? [] : [`answer ${answer.answer}`];
      return { about, id, state, facts: [`daysLeft ${daysLeft ?? '–'}`, `overdue ${overdue}`, ...answers] };
    }
    case 'chargeback': {
      const disputed = [...seen.sales.values()].findLast(({ view }) => disputeOf(view) !== undefined);
      const dispute = disputed === undefined ? undefined : disputeOf(disputed.view);
      return dispute === undefined ? null : { about, id: dispute.id, state: dispute.state, facts: [] };
    }
  }
}

function disputeOf({ dispute }: SaleView): SaleView['dispute'] {
  return dispute;
}
