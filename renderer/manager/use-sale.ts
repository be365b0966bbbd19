import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf, View } from '../../src/contract/contract.ts';
import type { RefundView, SaleView } from '../../src/contract/sale-view.ts';
import { useNow } from '../page/clock.ts';
import { ask } from '../till/till.ts';

/** How often a refund that is under way is looked at. */
const LOOK_MS = 1000;

/** A sale as it stands now, whatever its age; null until it is there. */
export function useSale(saleId: string, view: View): SaleView | null {
  const [read, setRead] = useState<SaleView | null>(null);
  const recent = view.recent.find((sale) => sale.saleId === saleId);
  useEffect(() => {
    let wanted = recent === undefined;
    if (wanted)
      void ask('readSale', { params: { saleId }, body: null }).then((answer) => {
        if (wanted && answer.ok) setRead(answer.value);
      });
    return () => {
      wanted = false;
    };
  }, [saleId, view]);
  return recent ?? (read?.saleId === saleId ? read : null);
}

/** The story of a sale, read again whenever the till shows something new. */
export function useStory(saleId: string | null, view: View): ReplyOf<'readStory'> {
  const [story, setStory] = useState<ReplyOf<'readStory'>>([]);
  useEffect(() => {
    let wanted = saleId !== null;
    if (saleId === null) setStory([]);
    else
      void ask('readStory', { params: { saleId }, body: null }).then((answer) => {
        if (wanted && answer.ok) setStory(answer.value);
      });
    return () => {
      wanted = false;
    };
  }, [saleId, view]);
  return story;
}

/** A refund as it stands now: looked at until it has ended. */
export function useRefund(first: RefundView): RefundView {
  const [refund, setRefund] = useState(first);
  const isPending = refund.state === 'pending';
  const now = useNow(LOOK_MS, isPending ? Infinity : 0);
  useEffect(() => {
    let wanted = isPending;
    const { refundRequestId } = first;
    if (wanted)
      void ask('readRefund', { params: { refundRequestId }, body: null }).then((answer) => {
        if (wanted && answer.ok) setRefund(answer.value);
      });
    return () => {
      wanted = false;
    };
  }, [first.refundRequestId, isPending, now]);
  return refund;
}

/** The sale of a payment; null until it is there. A payment of another till has one once it was asked for. */
export function useSaleOfPayment(paymentRequestId: string | null): SaleView | null {
  const [sale, setSale] = useState<SaleView | null>(null);
  useEffect(() => {
    let wanted = true;
    if (paymentRequestId === null) setSale(null);
    else
      void ask('listSales', { params: {}, query: { paymentRequestId }, body: null }).then((answer) => {
        if (wanted && answer.ok) setSale(answer.value[0] ?? null);
      });
    return () => {
      wanted = false;
    };
  }, [paymentRequestId]);
  return sale;
}
