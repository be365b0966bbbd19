-- The till's own word: of all the leave and room that it asked for before, it keeps these alone; it began nothing under the
-- others, and never will. What its rows say was begun, or approved, stays.
--
-- It counts only where all its rows up to then are here, and all that are here were read: a row may tell of an attempt or a
-- refund. A till that has written nothing yet has told all.
CREATE OR REPLACE FUNCTION centre.keep_words(
  p_till text, p_orders text[], p_refunds text[], p_said_at_ms bigint, p_epoch integer, p_last bigint
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM centre.till t LEFT JOIN centre.followed f ON f.till_id = t.till_id
    WHERE t.till_id = p_till AND coalesce(f.epoch, 1) = p_epoch
      AND coalesce(f.seq, 0) >= p_last AND coalesce(f.seq, 0) >= t.next_seq - 1
  ) OR EXISTS (SELECT 1 FROM centre.unread u WHERE u.till_id = p_till) THEN RETURN; END IF;
  UPDATE centre.lease x SET state = 'free', changed_at = now()
  WHERE x.till_id = p_till AND x.state = 'granted' AND x.said_at_ms < p_said_at_ms
    AND NOT (x.order_id = ANY (p_orders))
    AND NOT EXISTS (SELECT 1 FROM centre.attempt a WHERE a.order_id = x.order_id AND a.state = 'open');
  UPDATE centre.refund_reserve x SET state = 'failed'
  WHERE x.till_id = p_till AND x.state = 'reserved' AND NOT x.announced AND x.said_at_ms < p_said_at_ms
    AND NOT (x.refund_request_id = ANY (p_refunds));
END $$;

-- Rows of a sale look for the payments of its order.
CREATE INDEX payment_of_order ON centre.payment (order_id);
