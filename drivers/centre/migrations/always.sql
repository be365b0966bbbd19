-- Done at every start, after the steps: a database that was put back on another server has no roles of the old one.
-- Who takes rows can do nothing else: it reads no table, calls no other function, and makes no table of its own.
DO $$ BEGIN CREATE ROLE centre_ingest NOLOGIN; EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL; END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA centre FROM PUBLIC;
GRANT USAGE ON SCHEMA centre TO centre_ingest;
GRANT EXECUTE ON FUNCTION centre.ingest(text, integer, bigint, bytea, bytea, integer[], bytea, text[], text[], bigint[])
  TO centre_ingest;
SELECT centre.look_home();
DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
