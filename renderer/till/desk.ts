import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { InputOf, View } from '../../src/contract/contract.ts';
import { isUnderWay } from '../../src/ground/sale-states.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { newOrderId } from './order-id.ts';
import { ask, type Answer, type Refusal } from './till.ts';

type Copy = InputOf<'printReceipt'>['params']['copy'];

/** All that the cashier can ask of the till, and what was refused last. */
export interface Desk {
  /** A command is on its way: no second one is sent meanwhile, but a cancel is sent after it. */
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  charge(currency: string, value: string, store: string): void;
  enterCode(saleId: string, text: string): void;
  chooseGateway(saleId: string, gateway: string): void;
  /** Has the customer pay on the own phone, in this way. */
  chooseTender(saleId: string, tender: string): void;
  /** Asks the acquirer now what became of the payment. */
  askNow(saleId: string): void;
  retry(saleId: string): void;
  /** After a refusal on the phone: has the customer pay once more, in the same way. */
  newCode(saleId: string, tender: string): void;
  cancel(saleId: string): void;
  /** Prints a paper again; `printer`: on that one. */
  print(saleId: string, copy?: Copy, printer?: string): void;
  /** The sale whose receipt waits for its printer, and about which the cashier is asked; null where about none. */
  readonly choosing: string | null;
  choose(saleId: string | null): void;
  /** Gives up the customer's receipt that waits for a printer. */
  skip(saleId: string): void;
  /** Says something of the page's own in the notice line; null takes it away. */
  say(detail: string | null): void;
}

type Act = () => Promise<Answer<unknown>>;
/** `isCancel`: it is not lost where another command is on its way. */
type Send = (act: Act, isCancel?: boolean) => void;

/**
 * The desk of the page: one command at a time. A second one is dropped, as a finger may press twice. A cancel is not: it
 * follows the one that is on its way. What was refused is over when the till says something newer, and when the sale that it
 * was refused for has ended or another one is there.
 */
export function useDesk({ notice, sale }: View): Desk {
  const words = useWords();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [choosing, choose] = useState<string | null>(null);
  // The state is renewed with the next picture only; a second press may come before it.
  const onWay = useRef<'nothing' | 'command' | 'cancel'>('nothing');
  const nextCancel = useRef<Act | null>(null);
  const underWay = sale !== null && isUnderWay(sale) ? sale.saleId : null;
  // With the picture, not after it: what is said about that picture would be lost.
  useLayoutEffect(() => setRefusal(null), [notice?.at, notice?.kind, sale?.saleId, underWay]);
  // A sale that begins goes first.
  useLayoutEffect(() => choose(null), [underWay]);
  const send = useCallback(
    (act: Act, isCancel = false): void => {
      if (isCancel && onWay.current === 'command') nextCancel.current = act;
      if (onWay.current !== 'nothing') return;
      onWay.current = isCancel ? 'cancel' : 'command';
      setPending(true);
      void act().then((answer) => {
        const cancel = nextCancel.current;
        nextCancel.current = null;
        onWay.current = 'nothing';
        setPending(false);
        setRefusal(answer.ok ? null : { ...answer.refusal, detail: sayRefusal(answer.refusal, words) });
        if (cancel !== null) send(cancel, true);
      });
    },
    [words],
  );
  return useMemo(
    () => ({
      pending,
      refusal,
      choosing,
      choose,
      ...commands(send, words),
      say: (detail) => setRefusal(saying(detail)),
    }),
    [pending, refusal, choosing, send, words],
  );
}

type Commands = Omit<Desk, 'pending' | 'refusal' | 'choosing' | 'choose' | 'say'>;

function commands(send: Send, words: Catalogue): Commands {
  return {
    charge: (currency, value, store) =>
      send(() =>
        ask('openSale', {
          params: {},
          body: {
            referenceOrderId: newOrderId(),
            orderDescription: Array.from(words.orderDescription(store)).slice(0, 128).join(''),
            amount: { currency, value },
          },
        }),
      ),
    enterCode: (saleId, text) => send(() => ask('enterCode', { params: { saleId }, body: { text } })),
    chooseGateway: (saleId, gateway) =>
      send(() => ask('chooseGateway', { params: { saleId }, body: { gateway } })),
    chooseTender: (saleId, tender) =>
      send(() => ask('chooseTender', { params: { saleId }, body: { tender } })),
    askNow: (saleId) => send(() => ask('askNow', { params: { saleId }, body: null })),
    retry: (saleId) => send(() => ask('retrySale', { params: { saleId }, body: null })),
    newCode: (saleId, tender) =>
      send(async () => {
        const retried = await ask('retrySale', { params: { saleId }, body: null });
        return retried.ok ? ask('chooseTender', { params: { saleId }, body: { tender } }) : retried;
      }),
    cancel: (saleId) => send(() => ask('cancelSale', { params: { saleId }, body: null }), true),
    print: (saleId, copy = 'customer', printer) =>
      send(() =>
        ask('printReceipt', {
          params: { saleId, copy },
          body: printer === undefined ? null : { printer },
        }),
      ),
    skip: (saleId) => send(() => ask('skipReceipt', { params: { saleId, copy: 'customer' }, body: null })),
  };
}

function saying(detail: string | null): Refusal | null {
  return detail === null ? null : { slug: 'page', detail };
}
