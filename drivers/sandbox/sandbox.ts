import type { Result } from '../../src/ground/result.ts';
import type { FaultBoard, FaultError, FaultOrder } from './fault-board.ts';
import type { CodeLength } from './fresh-code.ts';
import type { Ledger } from './ledger.ts';
import type { Acknowledgement } from './notifier.ts';
import type { OfficeSandbox } from './office/office.ts';

/** Why a notification was not delivered. */
export type NotifyError = 'unknownPayment' | 'notFinal' | 'noLoopbackUrl' | 'unreachable';

/** A sandbox that runs. */
export interface Sandbox {
  readonly url: string;
  readonly ledger: Ledger;
  readonly faults: FaultBoard;
  readonly office: OfficeSandbox;
  /** A code that a wallet shows from now on, and that chooses no fault. */
  freshCode(length?: CodeLength): string;
  /** A code that a wallet shows from now on, and that chooses a fault; null where no code can choose it. */
  faultCode(faultId: string, length?: CodeLength): string | null;
  /** Sets the fault of the next payments or calls. */
  setFault(order: FaultOrder): Result<void, FaultError>;
  /** Lets every answer go that is held. */
  release(): void;
  /** The wallet decides; `code` is the refusal's, USER_PAYMENT_VERIFICATION_FAILED without one. */
  decide(
    paymentRequestId: string,
    status: 'S' | 'F',
    code?: string,
  ): Result<void, 'unknownPayment' | 'notUndecided'>;
  /** Sends a signed notifyPayment to the payment's own address. */
  notify(paymentRequestId: string): Promise<Result<Acknowledgement, NotifyError>>;
  /** Whether every payment that becomes final is told of by itself. */
  setNotifications(on: boolean): void;
  /** Drops every connection and every wait. */
  close(): Promise<void>;
}
