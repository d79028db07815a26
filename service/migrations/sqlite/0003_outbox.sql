-- Mails that wait to be sent, and what became of them (DOMAIN 3). No body and no token: both are made when the
-- mail is sent, from what then still stands.
CREATE TABLE outbox (
  id          BLOB    NOT NULL PRIMARY KEY,
  center_id   BLOB,
  recipient   TEXT    NOT NULL,
  -- The mail's kind and the facts that are in no other row, as JSON.
  mail        TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  tries       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  sent_at     INTEGER,
  -- The server's own words when it refused or did not answer.
  said        TEXT,
  CONSTRAINT outbox_state CHECK (state IN ('queued', 'sent', 'failed', 'dropped'))
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE state = 'queued';
