-- A mail that was kept in a folder, since there was no mail server, was never sent: one that there is later knows nothing of it.
CREATE TABLE outbox_with_kept (
  id          BLOB    NOT NULL PRIMARY KEY,
  center_id   BLOB,
  recipient   TEXT    NOT NULL,
  -- The mail's kind and the facts that are in no other row, as JSON.
  mail        TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  tries       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  -- When it was sent, or kept.
  sent_at     INTEGER,
  -- The server's own words when it refused or did not answer.
  said        TEXT,
  CONSTRAINT outbox_state CHECK (state IN ('queued', 'sent', 'kept', 'failed', 'dropped'))
) STRICT;
INSERT INTO outbox_with_kept (id, center_id, recipient, mail, state, tries, created_at, next_try_at, sent_at, said)
SELECT id, center_id, recipient, mail, state, tries, created_at, next_try_at, sent_at, said FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_kept RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE state = 'queued';
