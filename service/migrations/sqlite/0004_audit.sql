-- Every change of a Business Center, one chain each: an entry is sealed over its fields and the seal before it.
-- No foreign keys: history outlives what it tells of.
CREATE TABLE audit (
  center_id  BLOB    NOT NULL,
  number     INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  -- None: a job, or a visitor who held a link.
  account_id BLOB,
  actor      TEXT    NOT NULL,
  client     TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  seal       BLOB    NOT NULL,
  PRIMARY KEY (center_id, number)
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
