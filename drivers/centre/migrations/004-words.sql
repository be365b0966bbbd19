-- What a till says of itself: which leave and which room it still needs. And what a centre could not read yet.

-- A case that closed by itself opens again where it is met again; what a person has closed stays closed.
CREATE OR REPLACE FUNCTION centre.open_case(p_kind text, p_subject text, p_till text, p_order text, p_facts text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO centre.office_case AS x (kind, subject, till_id, order_id, facts, opened_at)
  VALUES (p_kind, p_subject, p_till, p_order, p_facts, now())
  ON CONFLICT (kind, subject) DO UPDATE
    SET facts = excluded.facts, opened_at = now(), closed_at = NULL, closed_by = NULL, closed_why = NULL
    WHERE x.closed_by = 'centre'
$$;

-- Sales of which a row could not be read, from that row on: a newer centre reads them.
CREATE TABLE centre.unread (
  till_id text NOT NULL REFERENCES centre.till,
  sale_id text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (till_id, sale_id)
);

ALTER TABLE centre.refund_reserve ADD COLUMN said_at_ms bigint NOT NULL DEFAULT 0;

DROP FUNCTION centre.keep_leases(text, text[], bigint, integer, bigint);
DROP FUNCTION centre.release_refund(text, text);
DROP FUNCTION centre.reserve_refund(text, text, text, text, bigint, text, text, text, bigint);

-- The till's own word: of all the leave and room that it asked for before, it keeps these alone; it began nothing under the
-- others, and never will. What its rows say was begun, or approved, stays.
--
-- It counts only where all its rows up to then are here and were read: a row of before may tell of an attempt or a refund.
CREATE FUNCTION centre.keep_words(
  p_till text, p_orders text[], p_refunds text[], p_said_at_ms bigint, p_epoch integer, p_last bigint
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM centre.followed f WHERE f.till_id = p_till AND f.epoch = p_epoch AND f.seq >= p_last)
    OR EXISTS (SELECT 1 FROM centre.unread u WHERE u.till_id = p_till) THEN RETURN; END IF;
  UPDATE centre.lease x SET state = 'free', changed_at = now()
  WHERE x.till_id = p_till AND x.state = 'granted' AND x.said_at_ms < p_said_at_ms
    AND NOT (x.order_id = ANY (p_orders))
    AND NOT EXISTS (SELECT 1 FROM centre.attempt a WHERE a.order_id = x.order_id AND a.state = 'open');
  UPDATE centre.refund_reserve x SET state = 'failed'
  WHERE x.till_id = p_till AND x.state = 'reserved' AND NOT x.announced AND x.said_at_ms < p_said_at_ms
    AND NOT (x.refund_request_id = ANY (p_refunds));
END $$;

-- Room for a refund: what stands and this one together are at most what was charged; one row for one request.
-- Outcomes: reserved (a repeat, too); exceeds (with what is left); overLimit (with what is left of the manager's day);
-- mismatch (the id was used for another refund); unknownPayment (no till has told of it: the asking till names the charge);
-- fenced; revoked.
CREATE FUNCTION centre.reserve_refund(
  p_refund text, p_payment text, p_till text, p_approver text, p_amount bigint, p_currency text, p_day text,
  p_order text, p_charged bigint, p_said_at_ms bigint
) RETURNS TABLE (outcome text, left_minor bigint)
LANGUAGE plpgsql AS $$
DECLARE
  s text;
  p centre.payment%ROWTYPE;
  r centre.refund_reserve%ROWTYPE;
  used bigint;
  day_max bigint;
BEGIN
  SELECT t.state INTO s FROM centre.till t WHERE t.till_id = p_till;
  IF s IS NULL OR s IN ('waiting', 'revoked') THEN RETURN QUERY SELECT 'revoked', 0::bigint; RETURN; END IF;
  IF s = 'fenced' THEN RETURN QUERY SELECT 'fenced', 0::bigint; RETURN; END IF;
  IF p_charged IS NOT NULL THEN
    INSERT INTO centre.payment (payment_request_id, order_id, till_id, currency, charged_minor)
      VALUES (p_payment, p_order, p_till, p_currency, p_charged) ON CONFLICT (payment_request_id) DO NOTHING;
  END IF;
  SELECT * INTO p FROM centre.payment x WHERE x.payment_request_id = p_payment FOR UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'unknownPayment', 0::bigint; RETURN; END IF;
  SELECT * INTO r FROM centre.refund_reserve x WHERE x.refund_request_id = p_refund;
  IF FOUND THEN
    IF r.payment_request_id = p_payment AND r.amount_minor = p_amount AND r.currency = p_currency AND r.state <> 'failed'
      THEN RETURN QUERY SELECT 'reserved', 0::bigint;
      ELSE RETURN QUERY SELECT 'mismatch', 0::bigint; END IF;
    RETURN;
  END IF;
  SELECT coalesce(sum(x.amount_minor), 0) INTO used FROM centre.refund_reserve x
    WHERE x.payment_request_id = p_payment AND x.state <> 'failed';
  IF p_currency <> p.currency OR used + p_amount > p.charged_minor THEN
    RETURN QUERY SELECT 'exceeds', greatest(0, p.charged_minor - used); RETURN;
  END IF;
  -- The row of the limit is locked too: two tills may ask for the same manager at once.
  SELECT m.day_max_minor INTO day_max FROM centre.manager_limit m
    WHERE m.approver_id = p_approver AND m.currency = p_currency FOR UPDATE;
  IF day_max IS NOT NULL THEN
    SELECT coalesce(sum(x.amount_minor), 0) INTO used FROM centre.refund_reserve x
      WHERE x.approver_id = p_approver AND x.day = p_day AND x.currency = p_currency AND x.state <> 'failed';
    IF used + p_amount > day_max THEN
      RETURN QUERY SELECT 'overLimit', greatest(0, day_max - used); RETURN;
    END IF;
  END IF;
  INSERT INTO centre.refund_reserve
    (refund_request_id, payment_request_id, till_id, approver_id, amount_minor, currency, day, state, reserved_at, said_at_ms)
    VALUES (p_refund, p_payment, p_till, p_approver, p_amount, p_currency, p_day, 'reserved', now(), p_said_at_ms);
  RETURN QUERY SELECT 'reserved', 0::bigint;
END $$;
