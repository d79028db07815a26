-- Every change of a Business Center, one chain each: an entry is sealed over its fields and the seal before it.
-- No foreign keys: history outlives what it tells of.
CREATE TABLE audit (
  center_id  UUID    NOT NULL,
  number     BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  -- None: a job, or a visitor who held a link.
  account_id UUID,
  actor      TEXT    NOT NULL,
  client     TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  seal       BYTEA    NOT NULL,
  PRIMARY KEY (center_id, number)
);
CREATE FUNCTION audit_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_not_changed();
CREATE FUNCTION audit_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_not_deleted();
