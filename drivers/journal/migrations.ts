/**
 * The steps from an empty file to today's journal; step N makes version N. Never edited, only added to.
 *
 * Rows are only ever added: the triggers keep every program from changing what happened.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE event (
     seq INTEGER PRIMARY KEY,
     sale_id TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     body TEXT NOT NULL CHECK (json_valid(body))
   ) STRICT;
   CREATE INDEX event_of_sale ON event (sale_id);
   CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
     BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
   CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
     BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
  // REPLACE takes a row away without asking the trigger above.
  `CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
     WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
     BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END`,
];
