import { useEffect, useRef } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';

/** Does something with the payment of each receipt that is scanned from now on. */
export function useScannedReceipt({ notice }: View, take: (paymentRequestId: string) => void): void {
  const id = notice?.kind === 'receipt-scanned' ? notice.paymentRequestId : undefined;
  const mark = id === undefined ? null : `${notice?.at ?? ''} ${id}`;
  const seen = useRef(mark);
  useEffect(() => {
    if (mark === seen.current) return;
    seen.current = mark;
    if (id !== undefined) take(id);
  }, [mark]);
}
