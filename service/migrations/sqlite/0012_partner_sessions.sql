-- Which sessions of a partner were in a Business Center, and when last: what they do in another is nobody's business
-- there. One that an Admin ended opens this Business Center no more; the next log-in is another session.
CREATE TABLE partner_sessions (
  session_hash BLOB    NOT NULL REFERENCES sessions (id_hash) ON DELETE CASCADE,
  partner_id   BLOB    NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  seen_at      INTEGER NOT NULL,
  ended_at     INTEGER,
  PRIMARY KEY (session_hash, partner_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_sessions_by_partner ON partner_sessions (partner_id);
