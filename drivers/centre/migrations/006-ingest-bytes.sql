-- Rows come as bytes: an array of texts costs more to write and to read than all checks of the rows together.
DROP FUNCTION centre.ingest(text, integer, bigint, bytea, text[], bytea[], text[], text[], bigint[]);

-- Takes rows of a till's journal, all of them or none.
--
-- `p_bodies`: the bodies one after the other, as UTF-8; `p_ends`: where each of them ends. `p_hashes`: 32 bytes for each row.
--
-- The till's row is locked; rows that are here already are held against their hashes; the chain is checked; the rows are
-- inserted and the cursor moves. One call is one transaction.
-- Outcomes: taken; gap and chainBroken (nothing is stored, the till sends from `next_seq`); fork and epochPassed (the till
-- is fenced); epochUnknown (the till begins its epoch first); fenced; revoked.
CREATE FUNCTION centre.ingest(
  p_till text, p_epoch integer, p_first bigint, p_previous bytea,
  p_bodies bytea, p_ends integer[], p_hashes bytea, p_kinds text[], p_sales text[], p_at_ms bigint[]
) RETURNS TABLE (outcome text, epoch integer, next_seq bigint, head bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t centre.till%ROWTYPE;
  n integer := cardinality(p_ends);
  known integer;
  bad bigint;
  line bytea;
BEGIN
  SELECT * INTO t FROM centre.till WHERE till_id = p_till FOR UPDATE;
  IF NOT FOUND OR t.state IN ('waiting', 'revoked') THEN
    RETURN QUERY SELECT 'revoked', 0, 0::bigint, ''::bytea; RETURN;
  END IF;
  IF t.state = 'fenced' THEN
    RETURN QUERY SELECT 'fenced', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_epoch > t.epoch THEN
    RETURN QUERY SELECT 'epochUnknown', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_epoch < t.epoch THEN
    PERFORM centre.fence(p_till, 'clone', p_epoch, p_first);
    RETURN QUERY SELECT 'epochPassed', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_first > t.next_seq THEN
    RETURN QUERY SELECT 'gap', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  -- The head is the hash of the row before `next_seq`: what goes on right there needs no look at the rows.
  IF p_first = t.next_seq THEN
    known := 0;
    IF p_previous IS DISTINCT FROM t.head THEN bad := p_first - 1; END IF;
  ELSE
    known := least(n, t.next_seq - p_first);
    SELECT min(p_first + i - 1) INTO bad FROM generate_series(1, known) i
      WHERE centre.hash_at(p_till, t.epoch, p_first + i - 1) IS DISTINCT FROM substring(p_hashes FROM 32 * i - 31 FOR 32);
    IF bad IS NULL AND centre.hash_at(p_till, t.epoch, p_first - 1) IS DISTINCT FROM p_previous THEN
      bad := p_first - 1;
    END IF;
  END IF;
  IF bad IS NOT NULL THEN
    PERFORM centre.fence(p_till, 'fork', t.epoch, bad);
    RETURN QUERY SELECT 'fork', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF known = n THEN
    UPDATE centre.till u SET heard_at = now() WHERE u.till_id = p_till;
    RETURN QUERY SELECT 'taken', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  -- The hash that stands before the row i of this call is the i-th one of this line.
  line := p_previous || p_hashes;
  IF EXISTS (
    SELECT 1 FROM generate_series(known + 1, n) i
    WHERE substring(line FROM 32 * i + 1 FOR 32) <> sha256(
      substring(line FROM 32 * i - 31 FOR 32) || int8send(p_first + i - 1)
      || substring(p_bodies FROM coalesce(p_ends[i - 1], 0) + 1 FOR p_ends[i] - coalesce(p_ends[i - 1], 0)))
  ) THEN
    RETURN QUERY SELECT 'chainBroken', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  INSERT INTO centre.event (till_id, epoch, seq, hash, at_ms, kind, sale_id, body)
    SELECT p_till, t.epoch, p_first + i - 1, substring(p_hashes FROM (32 * i - 31)::integer FOR 32), at_ms, kind, sale,
      convert_from(substring(p_bodies FROM coalesce(p_ends[i - 1], 0) + 1 FOR p_ends[i] - coalesce(p_ends[i - 1], 0)), 'UTF8')
    FROM unnest(p_kinds, p_sales, p_at_ms) WITH ORDINALITY AS row_(kind, sale, at_ms, i)
    WHERE i > known;
  t.next_seq := p_first + n;
  t.head := substring(p_hashes FROM 32 * n - 31 FOR 32);
  UPDATE centre.till u SET next_seq = t.next_seq, head = t.head, heard_at = now() WHERE u.till_id = p_till;
  RETURN QUERY SELECT 'taken', t.epoch, t.next_seq, t.head;
END $$;
