-- One order, many tills: who may charge it, and what may go back of a payment.

-- `token` grows whenever leave is given, so at every change of holder, and each attempt has its own; `said_at_ms` is when the holder asked, by its own
-- clock, against which its later words are held. `granted`: the holder may begin, and may have begun already for all that is
-- known here; so nothing but the holder's own word, a final result or a manager's override takes it away. `paid` is for good.
CREATE TABLE centre.lease (
  order_id text PRIMARY KEY,
  till_id text NOT NULL,
  token bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('granted', 'begun', 'free', 'paid')),
  said_at_ms bigint NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX lease_of_till ON centre.lease (till_id) WHERE state = 'granted';

-- Every attempt that a till has begun, as its rows tell.
CREATE TABLE centre.attempt (
  till_id text NOT NULL,
  payment_request_id text NOT NULL,
  order_id text NOT NULL,
  number integer NOT NULL,
  leave_by text NOT NULL,
  token bigint,
  state text NOT NULL CHECK (state IN ('open', 'charged', 'over')),
  begun_at_ms bigint NOT NULL,
  PRIMARY KEY (till_id, payment_request_id)
);
CREATE INDEX attempt_of_order ON centre.attempt (order_id);

CREATE TABLE centre.payment (
  payment_request_id text PRIMARY KEY,
  order_id text NOT NULL,
  till_id text NOT NULL,
  currency text NOT NULL,
  charged_minor bigint NOT NULL
);
-- Rows of a sale look for the payments of its order.
CREATE INDEX payment_of_order ON centre.payment (order_id);

-- `reserved`: may have been made; `made`; `failed`: surely was not, so that it counts no more.
CREATE TABLE centre.refund_reserve (
  refund_request_id text PRIMARY KEY,
  payment_request_id text NOT NULL,
  till_id text NOT NULL,
  approver_id text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  day text NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'made', 'failed')),
  reserved_at timestamptz NOT NULL,
  announced boolean NOT NULL DEFAULT false,
  said_at_ms bigint NOT NULL DEFAULT 0
);
CREATE INDEX reserve_of_payment ON centre.refund_reserve (payment_request_id);
CREATE INDEX reserve_of_day ON centre.refund_reserve (approver_id, day);

CREATE TABLE centre.manager_limit (
  approver_id text NOT NULL,
  currency text NOT NULL,
  day_max_minor bigint NOT NULL,
  PRIMARY KEY (approver_id, currency)
);

-- Leave to charge an order. Outcomes: granted (to the holder again, too, under the next token); held and paid (by `holder`); fenced; revoked;
-- healing (this database may have forgotten who has it).
CREATE FUNCTION centre.take_lease(p_order text, p_till text, p_said_at_ms bigint)
RETURNS TABLE (outcome text, token bigint, holder text, attempts integer)
LANGUAGE plpgsql AS $$
DECLARE
  s text;
  l centre.lease%ROWTYPE;
  n integer;
BEGIN
  SELECT t.state INTO s FROM centre.till t WHERE t.till_id = p_till;
  IF s IS NULL OR s IN ('waiting', 'revoked') THEN RETURN QUERY SELECT 'revoked', 0::bigint, '', 0; RETURN; END IF;
  IF s = 'fenced' THEN RETURN QUERY SELECT 'fenced', 0::bigint, '', 0; RETURN; END IF;
  IF EXISTS (SELECT 1 FROM centre.not_heard()) THEN RETURN QUERY SELECT 'healing', 0::bigint, '', 0; RETURN; END IF;
  INSERT INTO centre.lease AS x (order_id, till_id, token, state, said_at_ms, changed_at)
    VALUES (p_order, p_till, 1, 'granted', p_said_at_ms, now())
  ON CONFLICT (order_id) DO UPDATE SET
    till_id = excluded.till_id,
    token = x.token + 1,
    said_at_ms = greatest(x.said_at_ms, excluded.said_at_ms),
    state = 'granted',
    changed_at = now()
  WHERE x.state = 'free' OR (x.state IN ('granted', 'begun') AND x.till_id = excluded.till_id)
  RETURNING * INTO l;
  IF FOUND THEN
    SELECT coalesce(max(a.number), 0) INTO n FROM centre.attempt a WHERE a.order_id = p_order AND a.till_id <> p_till;
    RETURN QUERY SELECT 'granted', l.token, l.till_id, n; RETURN;
  END IF;
  SELECT * INTO l FROM centre.lease x WHERE x.order_id = p_order;
  RETURN QUERY SELECT CASE WHEN l.state = 'paid' THEN 'paid' ELSE 'held' END, l.token, l.till_id, 0;
END $$;

-- The till's own word: of all the leave and room that it asked for before, it keeps these alone; it began nothing under the
-- others, and never will. What its rows say was begun, or approved, stays.
--
-- It counts only where all its rows up to then are here, and all that are here were read: a row may tell of an attempt or a
-- refund. A till that has written nothing yet has told all.
--
-- In a database that was put back, the leave that the till has (`p_orders`, `p_tokens`) is known again by its word; room that
-- it may still use is waited for, until a row or another word tells of it.
CREATE FUNCTION centre.keep_words(
  p_till text, p_keeps text[], p_refunds text[], p_orders text[], p_tokens bigint[], p_said_at_ms bigint, p_epoch integer, p_last bigint
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM centre.healing h WHERE h.till_id = p_till) THEN
    INSERT INTO centre.lease AS x (order_id, till_id, token, state, said_at_ms, changed_at)
      SELECT n.order_id, p_till, max(n.token), 'granted', p_said_at_ms, now()
      FROM unnest(p_orders, p_tokens) AS n (order_id, token) GROUP BY n.order_id ORDER BY n.order_id
    ON CONFLICT (order_id) DO UPDATE SET till_id = excluded.till_id, token = greatest(x.token, excluded.token), state = 'granted',
      said_at_ms = greatest(x.said_at_ms, excluded.said_at_ms), changed_at = now()
    -- Its word counts, whatever the rows of others have made of the order: nobody else was given leave that it still has.
    WHERE x.state <> 'paid' AND NOT (x.till_id = excluded.till_id AND x.state = 'granted' AND x.token >= excluded.token);
    UPDATE centre.healing h SET epoch = p_epoch, seq = p_last WHERE h.till_id = p_till AND NOT EXISTS (
      SELECT 1 FROM unnest(p_refunds) AS n (refund)
      WHERE NOT EXISTS (SELECT 1 FROM centre.refund_reserve x WHERE x.refund_request_id = n.refund));
    DELETE FROM centre.healing h WHERE h.till_id = p_till AND h.till_id NOT IN (SELECT centre.not_heard());
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM centre.till t LEFT JOIN centre.followed f ON f.till_id = t.till_id
    WHERE t.till_id = p_till AND coalesce(f.epoch, 1) = p_epoch
      AND coalesce(f.seq, 0) >= p_last AND coalesce(f.seq, 0) >= t.next_seq - 1
  ) OR EXISTS (SELECT 1 FROM centre.unread u WHERE u.till_id = p_till) THEN RETURN; END IF;
  UPDATE centre.lease x SET state = 'free', changed_at = now()
  WHERE x.till_id = p_till AND x.state = 'granted' AND x.said_at_ms < p_said_at_ms
    AND NOT (x.order_id = ANY (p_keeps))
    AND NOT EXISTS (SELECT 1 FROM centre.attempt a WHERE a.order_id = x.order_id AND a.state = 'open');
  UPDATE centre.refund_reserve x SET state = 'failed'
  WHERE x.till_id = p_till AND x.state = 'reserved' AND NOT x.announced AND x.said_at_ms < p_said_at_ms
    AND NOT (x.refund_request_id = ANY (p_refunds));
END $$;

-- Room for a refund: what stands and this one together are at most what was charged; one row for one request.
-- Outcomes: reserved (a repeat, too); exceeds (with what is left); overLimit (with what is left of the manager's day);
-- mismatch (the id was used for another refund); unknownPayment (no till has told of it: the asking till names the charge);
-- fenced; revoked; healing (this database may have forgotten what was given back).
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
  IF EXISTS (SELECT 1 FROM centre.not_heard()) THEN RETURN QUERY SELECT 'healing', 0::bigint; RETURN; END IF;
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
    VALUES (p_refund, p_payment, p_till, p_approver, p_amount, p_currency, p_day, 'reserved', now(), p_said_at_ms)
  ON CONFLICT (refund_request_id) DO NOTHING;
  -- The id came for another payment at the same moment: that one's row is locked, this one's is not.
  IF NOT FOUND THEN RETURN QUERY SELECT 'mismatch', 0::bigint; RETURN; END IF;
  RETURN QUERY SELECT 'reserved', 0::bigint;
END $$;
