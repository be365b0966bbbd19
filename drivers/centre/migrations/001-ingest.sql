-- The tills of a chain and the rows of their journals. Rows are only ever added; every table of the office follows from them.
CREATE SCHEMA centre;

CREATE TABLE centre.store (
  store_id text PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL
);

-- `next_seq` and `head` are where the till's journal goes on: the answer that a till asks for, and remembers nowhere.
CREATE TABLE centre.till (
  till_id text PRIMARY KEY,
  store_id text NOT NULL REFERENCES centre.store,
  terminal text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'enrolled', 'fenced', 'revoked')),
  fingerprint text UNIQUE,
  public_key text,
  epoch integer NOT NULL DEFAULT 1,
  next_seq bigint NOT NULL DEFAULT 1,
  head bytea NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000',
  enrolled_at timestamptz,
  heard_at timestamptz,
  -- With which config of the centre it runs, and why not with the newest one.
  config_version integer NOT NULL DEFAULT 0,
  config_refused text,
  UNIQUE (store_id, terminal)
);

-- A code is shown once; what is kept of it is its hash.
CREATE TABLE centre.enrolment (
  code_hash bytea PRIMARY KEY,
  till_id text NOT NULL REFERENCES centre.till,
  expires_at timestamptz NOT NULL,
  fingerprint text
);

-- Where this database lives. A copy that is put back lives elsewhere: by that the centre knows it.
-- `config_floor`: configs are numbered above it, so that none has the number of one that the copy does not know.
CREATE TABLE centre.home (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  place text NOT NULL,
  config_floor integer NOT NULL DEFAULT 0
);

-- Tills that have to tell all, since the database was put back from a copy. `epoch`, `seq`: the last row that a till had when it
-- said its word, which is worth something once that row is followed; null before.
CREATE TABLE centre.healing (
  till_id text PRIMARY KEY REFERENCES centre.till,
  epoch integer,
  seq bigint
);

-- Where each epoch of a till leaves the line of the one before it.
CREATE TABLE centre.epoch (
  till_id text NOT NULL REFERENCES centre.till,
  epoch integer NOT NULL,
  from_seq bigint NOT NULL,
  former_next_seq bigint NOT NULL,
  began_at timestamptz NOT NULL,
  PRIMARY KEY (till_id, epoch)
);

-- How far the office has followed each till's rows.
CREATE TABLE centre.followed (
  till_id text PRIMARY KEY REFERENCES centre.till,
  epoch integer NOT NULL DEFAULT 1,
  seq bigint NOT NULL DEFAULT 0
);

-- Sales of which a row could not be read, from that row on: a newer centre reads them.
CREATE TABLE centre.unread (
  till_id text NOT NULL REFERENCES centre.till,
  sale_id text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (till_id, sale_id)
);

CREATE TABLE centre.event (
  till_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  at_ms bigint NOT NULL,
  kind text NOT NULL,
  sale_id text,
  body text NOT NULL,
  PRIMARY KEY (till_id, epoch, seq)
);
CREATE INDEX event_of_sale ON centre.event (till_id, sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX event_day_closed ON centre.event (at_ms) WHERE kind = 'dayClosed';

-- What a person has to look at. One case for one subject, however often it is met.
CREATE TABLE centre.office_case (
  case_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL,
  till_id text,
  order_id text,
  facts text NOT NULL DEFAULT '{}',
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  closed_why text,
  UNIQUE (kind, subject)
);

-- Tills that the database may have told what it has forgotten: until each has told all, nobody gets leave or room by it.
-- A till that is shut out tells nothing any more, and is not waited for.
CREATE FUNCTION centre.not_heard() RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  SELECT h.till_id FROM centre.healing h JOIN centre.till t USING (till_id) LEFT JOIN centre.followed f USING (till_id)
  WHERE t.state = 'enrolled' AND (h.seq IS NULL OR coalesce(f.epoch, 1) < h.epoch
    OR (coalesce(f.epoch, 1) = h.epoch AND coalesce(f.seq, 0) < h.seq)
    OR EXISTS (SELECT 1 FROM centre.unread u WHERE u.till_id = h.till_id))
$$;

-- A word that was said before counts no more: the copy may be of a database that had been put back itself.
CREATE FUNCTION centre.wait_for_all() RETURNS void
LANGUAGE sql AS $$
  INSERT INTO centre.healing (till_id) SELECT t.till_id FROM centre.till t WHERE t.state = 'enrolled'
  ON CONFLICT (till_id) DO UPDATE SET epoch = NULL, seq = NULL
$$;

-- The epoch in which the row `p_seq` stands on the line of `p_epoch`.
CREATE FUNCTION centre.epoch_at(p_till text, p_epoch integer, p_seq bigint) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(e.epoch), 1) FROM centre.epoch e
  WHERE e.till_id = p_till AND e.epoch <= p_epoch AND e.from_seq <= p_seq
$$;

CREATE FUNCTION centre.hash_at(p_till text, p_epoch integer, p_seq bigint) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_seq = 0
    THEN '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea
    ELSE (SELECT v.hash FROM centre.event v
          WHERE v.till_id = p_till AND v.epoch = centre.epoch_at(p_till, p_epoch, p_seq) AND v.seq = p_seq) END
$$;

-- A case that closed by itself opens again where it is met again; what a person has closed stays closed.
CREATE FUNCTION centre.open_case(p_kind text, p_subject text, p_till text, p_order text, p_facts text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO centre.office_case AS x (kind, subject, till_id, order_id, facts, opened_at)
  VALUES (p_kind, p_subject, p_till, p_order, p_facts, now())
  ON CONFLICT (kind, subject) DO UPDATE
    SET facts = excluded.facts, opened_at = now(), closed_at = NULL, closed_by = NULL, closed_why = NULL
    WHERE x.closed_by = 'centre'
$$;

-- Nothing of a fenced till is taken any more, and a person is told why.
CREATE FUNCTION centre.fence(p_till text, p_kind text, p_epoch integer, p_seq bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE centre.till SET state = 'fenced', heard_at = now() WHERE till_id = p_till;
  PERFORM centre.open_case(p_kind, p_till || ' ' || p_epoch || ' ' || p_seq, p_till, NULL,
    json_build_object('epoch', p_epoch, 'seq', p_seq)::text);
END $$;

-- Takes rows of a till's journal, all of them or none.
--
-- Rows come as bytes: an array of texts costs more to write and to read than all checks of the rows together.
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

-- A till whose journal was put back from an older copy goes on under a new epoch, from the last row that both know.
-- Outcomes: begun (a repeat, too); fork (the rows differ before the place named: the till names an earlier one);
-- epochPassed (somebody began it elsewhere: the till is fenced); fenced; revoked.
CREATE FUNCTION centre.begin_epoch(p_till text, p_epoch integer, p_from bigint, p_previous bytea)
RETURNS TABLE (outcome text, epoch integer, next_seq bigint, head bytea)
LANGUAGE plpgsql AS $$
DECLARE
  t centre.till%ROWTYPE;
BEGIN
  SELECT * INTO t FROM centre.till WHERE till_id = p_till FOR UPDATE;
  IF NOT FOUND OR t.state IN ('waiting', 'revoked') THEN
    RETURN QUERY SELECT 'revoked', 0, 0::bigint, ''::bytea; RETURN;
  END IF;
  IF t.state = 'fenced' THEN
    RETURN QUERY SELECT 'fenced', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_epoch = t.epoch AND EXISTS (
    SELECT 1 FROM centre.epoch e WHERE e.till_id = p_till AND e.epoch = p_epoch AND e.from_seq = p_from
  ) AND centre.hash_at(p_till, p_epoch, p_from - 1) = p_previous THEN
    RETURN QUERY SELECT 'begun', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_epoch <> t.epoch + 1 THEN
    PERFORM centre.fence(p_till, 'clone', p_epoch, p_from);
    RETURN QUERY SELECT 'epochPassed', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  IF p_from < 1 OR p_from > t.next_seq OR centre.hash_at(p_till, t.epoch, p_from - 1) IS DISTINCT FROM p_previous THEN
    RETURN QUERY SELECT 'fork', t.epoch, t.next_seq, t.head; RETURN;
  END IF;
  INSERT INTO centre.epoch (till_id, epoch, from_seq, former_next_seq, began_at)
    VALUES (p_till, p_epoch, p_from, t.next_seq, now());
  UPDATE centre.till u SET epoch = p_epoch, next_seq = p_from, head = p_previous, heard_at = now()
    WHERE u.till_id = p_till;
  PERFORM centre.open_case('restored', p_till || ' ' || p_epoch, p_till, NULL,
    json_build_object('epoch', p_epoch, 'from', p_from, 'lost', t.next_seq - p_from)::text);
  RETURN QUERY SELECT 'begun', p_epoch, p_from, p_previous;
END $$;

-- Where a till's journal goes on. A till of an earlier epoch than the centre's is a copy of the disk from before: fenced.
CREATE FUNCTION centre.ask(p_till text, p_epoch integer, p_config integer, p_refused text)
RETURNS TABLE (state text, epoch integer, next_seq bigint, head bytea, config_version integer)
LANGUAGE plpgsql AS $$
DECLARE
  t centre.till%ROWTYPE;
  newest integer;
BEGIN
  UPDATE centre.till u SET heard_at = now(), config_version = p_config, config_refused = p_refused
    WHERE u.till_id = p_till RETURNING * INTO t;
  IF t.state = 'enrolled' AND p_epoch < t.epoch THEN
    PERFORM centre.fence(p_till, 'clone', p_epoch, t.next_seq);
    t.state := 'fenced';
  END IF;
  SELECT coalesce(max(c.version), 0) INTO newest FROM centre.config_version c WHERE c.store_id = t.store_id;
  RETURN QUERY SELECT t.state, t.epoch, t.next_seq, t.head, newest;
END $$;

-- A code is good for one key: a repeat of the same till is answered alike, another one is refused; the till itself is too
-- once another machine was enrolled in its place.
CREATE FUNCTION centre.enrol(p_code_hash bytea, p_fingerprint text, p_public_key text, p_terminal text, p_store text)
RETURNS TABLE (outcome text, epoch integer)
LANGUAGE plpgsql AS $$
DECLARE
  e centre.enrolment%ROWTYPE;
  t centre.till%ROWTYPE;
BEGIN
  SELECT * INTO e FROM centre.enrolment x WHERE x.code_hash = p_code_hash FOR UPDATE;
  IF NOT FOUND OR e.expires_at < now() OR (e.fingerprint IS NOT NULL AND e.fingerprint <> p_fingerprint) THEN
    RETURN QUERY SELECT 'refused', 0; RETURN;
  END IF;
  SELECT * INTO t FROM centre.till u WHERE u.till_id = e.till_id FOR UPDATE;
  IF t.terminal <> p_terminal OR t.store_id <> p_store OR t.state = 'revoked'
    OR (e.fingerprint IS NOT NULL AND t.fingerprint IS DISTINCT FROM p_fingerprint)
    OR EXISTS (SELECT 1 FROM centre.till u WHERE u.fingerprint = p_fingerprint AND u.till_id <> t.till_id) THEN
    RETURN QUERY SELECT 'refused', 0; RETURN;
  END IF;
  IF e.fingerprint IS NULL THEN
    UPDATE centre.enrolment x SET fingerprint = p_fingerprint WHERE x.code_hash = p_code_hash;
    UPDATE centre.till u SET state = 'enrolled', fingerprint = p_fingerprint, public_key = p_public_key,
      enrolled_at = now(), heard_at = now() WHERE u.till_id = t.till_id;
  END IF;
  RETURN QUERY SELECT 'enrolled', t.epoch;
END $$;
