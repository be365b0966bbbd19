-- Which config each till runs with, and why not with the newest one.
ALTER TABLE centre.till ADD COLUMN config_refused text;

DROP FUNCTION centre.ask(text, integer);

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

-- Reports of acquirers that were held against the rows of all tills.
CREATE TABLE centre.compared (
  day text PRIMARY KEY,
  at timestamptz NOT NULL,
  person_id text NOT NULL,
  verdict text NOT NULL,
  matched integer NOT NULL,
  findings integer NOT NULL,
  story text NOT NULL
);
