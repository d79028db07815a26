-- The newest one-time code for each thing that one proves: who takes an Invitation, or that a password may be set. The code
-- itself is derived from that and from when it was sent, so it stands nowhere. None of before lives longer than ten minutes.
DROP TABLE codes;
CREATE TABLE codes (
  purpose TEXT    NOT NULL PRIMARY KEY,
  sent_at INTEGER NOT NULL,
  tries   INTEGER NOT NULL
) STRICT;
