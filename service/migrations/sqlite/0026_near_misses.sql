-- What was typed at log-in and is nearly the address of an open Invitation (DOMAIN 7), for thirty days. Every other address
-- that was typed there is known by a keyed hash only: those that stand in clear go.
CREATE TABLE near_misses (
  partner_id BLOB    NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  address    TEXT    NOT NULL,
  times      INTEGER NOT NULL,
  last_at    INTEGER NOT NULL,
  PRIMARY KEY (partner_id, address)
) STRICT;
DELETE FROM attempts
 WHERE key LIKE 'log-in %' OR key LIKE 'mail %' OR key LIKE 'sms %' OR key LIKE 'code %';
CREATE INDEX attempts_by_time ON attempts (at);

-- When the link of an open Invitation was opened last, by whomever: it changes nothing.
ALTER TABLE partners ADD COLUMN link_opened_at INTEGER;
