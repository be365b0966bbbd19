import { leadingPayment } from '../../src/payment/sale.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Problem } from '../../src/contract/problems.ts';
import type { Result } from '../../src/ground/result.ts';
import type { MANAGER, WILLING_MANAGER } from './shop.ts';
import type { TillRun } from './till-run.ts';

/** How a person may end a sale that stands in `attention`: as the screen offers it. */
export type Way = 'refund' | 'cancel' | 'accept';
const WAYS: readonly Way[] = ['refund', 'cancel', 'accept'];

/** Who approves, and what is typed for the PIN. */
export type Approver = typeof MANAGER | typeof WILLING_MANAGER;
type Typed = { readonly id: string; readonly pin: string };

type Press = (input: {
  readonly params: object;
  readonly query: object;
  readonly body: object | null;
  readonly idempotencyKey?: string;
}) => Promise<Result<unknown, Problem>>;

/** A handler by its name; undefined where this till has none of it. */
function handlerOf(run: TillRun, name: string): Press | undefined {
  return Reflect.get(run.handlers, name) as Press | undefined;
}

/** The ways that the screen offers for a sale now, in the order in which a willing person takes them. */
export function waysOffered(run: TillRun, sale: Sale): Way[] {
  const may: readonly string[] = run.screen.sale(sale).may;
  return WAYS.filter((way) => may.includes(way));
}

/** What a manager would refund of a sale that asks for a person: what is left of it, or the whole charge. */
export function refundableOf(run: TillRun, sale: Sale): string | null {
  const view = run.screen.sale(sale);
  const state = leadingPayment(sale)?.state;
  const charge = state !== undefined && 'charge' in state ? state.charge : null;
  return view.refundable?.value ?? (charge === null ? null : String(charge.amount.valueMinor));
}

/** Presses `cancel` or `accept`; null where the till has no such handler. `approver` null: nobody types a PIN. */
export function press(
  run: TillRun,
  way: 'cancel' | 'accept',
  saleId: string,
  approver: Typed | null,
): Promise<Result<unknown, Problem>> | null {
  const handler = Reflect.get(run.handlers, way === 'cancel' ? 'cancelSale' : 'acceptSale') as
    Press | undefined;
  const body = approver === null ? null : { approver, reason: 'Looked into' };
  return handler?.({ params: { saleId }, query: {}, body }) ?? null;
}

/** Goes on from a sale. */
export function dismiss(run: TillRun, saleId: string): Promise<Result<unknown, Problem>> | null {
  return handlerOf(run, 'dismissSale')?.({ params: { saleId }, query: {}, body: null }) ?? null;
}

/** Says that a charge of another amount was seen. */
export function see(run: TillRun, saleId: string): Promise<Result<unknown, Problem>> | null {
  return handlerOf(run, 'seeNotice')?.({ params: { saleId }, query: {}, body: null }) ?? null;
}

/** Closes the day, under a key; whoever is `sure` closes an empty day too. */
export async function closeDay(run: TillRun, idempotencyKey: string, sure: boolean): Promise<void> {
  const close = handlerOf(run, 'closeDay');
  const asked = { params: {}, query: {}, idempotencyKey };
  const closed = await close?.({ ...asked, body: null });
  if (closed?.ok === false && sure) await close?.({ ...asked, body: { again: true } });
}

/** Where there are several tills: at which one. */
export function at(run: TillRun): string {
  return run.name === 'the till' ? '' : ` at ${run.name}`;
}

/** When, in the calm at the end, somebody comes by and presses what the screens offer; in minutes. */
export const ROUNDS_MIN = [1, 3, 7, 13, 22, 26, 30] as const;
/** When the day is closed at every till. */
export const CLOSE_MIN = 34;
/** What closing the day has brought to light is ended then. */
export const LATE_ROUNDS_MIN = [36, 40] as const;
