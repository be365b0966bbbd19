import { ulid } from 'ulid';
import type { Clock, Ids } from '../../src/ground/ports.ts';

/** New ids: ULIDs, 26 characters, that sort by the clock's time of their making. */
export function ulidIds(clock: Clock): Ids {
  return { saleId: () => ulid(clock.nowMs()), refundRequestId: () => `R${ulid(clock.nowMs())}` };
}
