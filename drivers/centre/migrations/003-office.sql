-- What the office shows. It follows from the rows (src/centre/folded-rows.ts) and can be made anew from them.
CREATE TABLE centre.sale (
  till_id text NOT NULL,
  sale_id text NOT NULL,
  order_id text NOT NULL,
  state text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  opened_at_ms bigint NOT NULL,
  wallet text,
  is_open boolean NOT NULL,
  PRIMARY KEY (till_id, sale_id)
);
CREATE INDEX sale_of_order ON centre.sale (order_id);
CREATE INDEX sale_by_time ON centre.sale (opened_at_ms);

CREATE TABLE centre.known_id (
  id text NOT NULL,
  kind text NOT NULL,
  till_id text NOT NULL,
  sale_id text NOT NULL,
  PRIMARY KEY (id, kind, till_id, sale_id)
);

CREATE TABLE centre.movement (
  till_id text NOT NULL,
  epoch integer NOT NULL,
  seq bigint NOT NULL,
  place integer NOT NULL,
  type text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  wallet text,
  gateway text,
  operator_id text,
  at_ms bigint NOT NULL,
  sale_id text NOT NULL,
  order_id text NOT NULL,
  payment_request_id text NOT NULL,
  payment_id text,
  refund_request_id text,
  PRIMARY KEY (till_id, epoch, seq, place)
);
CREATE INDEX movement_by_time ON centre.movement (at_ms);

CREATE TABLE centre.person (
  person_id text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'storeManager', 'support')),
  store_id text REFERENCES centre.store,
  password text NOT NULL,
  totp_secret text NOT NULL,
  totp_last bigint NOT NULL DEFAULT 0,
  wrong_tries integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  is_gone boolean NOT NULL DEFAULT false,
  CHECK ((role = 'storeManager') = (store_id IS NOT NULL))
);

CREATE TABLE centre.session (
  token_hash bytea PRIMARY KEY,
  person_id text NOT NULL REFERENCES centre.person,
  form_token text NOT NULL,
  ends_at timestamptz NOT NULL
);

-- Who did what. Only ever added to.
CREATE TABLE centre.audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  person_id text NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  facts text NOT NULL DEFAULT '{}'
);

-- What tills are told: each version whole and signed, kept for ever, so that one can be put back.
CREATE TABLE centre.config_version (
  store_id text NOT NULL REFERENCES centre.store,
  version integer NOT NULL,
  body text NOT NULL,
  signature text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  back_to integer,
  PRIMARY KEY (store_id, version)
);

CREATE TABLE centre.centre_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  private_key text NOT NULL,
  public_key text NOT NULL
);

CREATE FUNCTION centre.audit_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE ON centre.audit
  FOR EACH ROW EXECUTE FUNCTION centre.audit_is_never_changed();
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON centre.event
  FOR EACH ROW EXECUTE FUNCTION centre.audit_is_never_changed();

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

-- The database was put back from a copy: what happened since is not here. Nobody is signed in any more; people are told.
CREATE FUNCTION centre.was_put_back() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  copied text := coalesce((SELECT to_char(max(t.heard_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') FROM centre.till t), 'unknown');
BEGIN
  PERFORM centre.wait_for_all();
  DELETE FROM centre.session;
  UPDATE centre.home SET config_floor = 1000 + greatest(config_floor, (SELECT coalesce(max(c.version), 0) FROM centre.config_version c));
  INSERT INTO centre.audit (at, person_id, act, subject) VALUES (now(), 'centre', 'was put back', 'last word of a till: ' || copied);
  PERFORM centre.open_case('putBack', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), NULL, NULL,
    json_build_object('last word of a till', copied)::text);
END $$;

-- Whether the database lives where it lived. Its server, that server's line of writes, and its own number there: a copy that
-- is put back differs in one of them, and so does a standby that took over.
CREATE FUNCTION centre.look_home() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  here text := (SELECT s.system_identifier FROM pg_control_system() s) || ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
    || ' ' || (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
BEGIN
  INSERT INTO centre.home (place) VALUES (here) ON CONFLICT DO NOTHING;
  UPDATE centre.home SET place = here WHERE place <> here;
  IF FOUND THEN PERFORM centre.was_put_back(); END IF;
END $$;
