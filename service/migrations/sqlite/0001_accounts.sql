-- A person who signs in (DOMAIN 1). What they are called is for people; whom a log-in finds is decided by
-- account_contacts alone.
CREATE TABLE accounts (
  id            BLOB    NOT NULL PRIMARY KEY,
  name          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL,
  -- None: times are shown in the Business Center's zone.
  time_zone     TEXT,
  -- When the first of its addresses was proved: who came first founds Business Centers, where sign-up is not open.
  confirmed_at  INTEGER,
  created_at    INTEGER NOT NULL
) STRICT;

-- DOMAIN 4: several Accounts may claim one address; the first to verify it gets it. 'proved' is what a link that
-- never went through a mail server proves: enough to log in, not to accept another Business Center's Invitation.
CREATE TABLE account_contacts (
  account_id BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind       TEXT    NOT NULL,
  contact    TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  since      INTEGER NOT NULL,
  PRIMARY KEY (account_id, contact),
  CONSTRAINT account_contacts_kind CHECK (kind IN ('email', 'phone')),
  CONSTRAINT account_contacts_state CHECK (state IN ('claimed', 'proved', 'verified'))
) STRICT;
CREATE UNIQUE INDEX account_contacts_one_verified_owner ON account_contacts (contact) WHERE state = 'verified';
CREATE UNIQUE INDEX account_contacts_one_proved_owner ON account_contacts (contact) WHERE state = 'proved';
CREATE INDEX account_contacts_by_contact ON account_contacts (contact);

-- Only a hash of what the cookie holds: a copy of this table opens nothing.
CREATE TABLE sessions (
  id_hash    BLOB    NOT NULL PRIMARY KEY,
  account_id BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  client     TEXT    NOT NULL,
  user_agent TEXT    NOT NULL,
  CONSTRAINT sessions_id_is_a_hash CHECK (length(id_hash) = 32)
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);

-- Mailed links that confirm an address or set a new password. The token is derived from the id when the mail is
-- sent; only its hash is here.
CREATE TABLE links (
  id           BLOB    NOT NULL PRIMARY KEY,
  purpose      TEXT    NOT NULL,
  account_id   BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact      TEXT    NOT NULL,
  token_hash   BLOB    NOT NULL,
  -- The session that made the claim: confirming outside it asks for the password (DOMAIN 9).
  session_hash BLOB,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER,
  CONSTRAINT links_purpose CHECK (purpose IN ('confirm', 'reset')),
  CONSTRAINT links_token_is_a_hash CHECK (length(token_hash) = 32)
) STRICT;
CREATE UNIQUE INDEX links_by_token ON links (token_hash);
CREATE INDEX links_by_account ON links (account_id);

-- What is counted against a limit that must survive a restart (DOMAIN 3).
CREATE TABLE attempts (
  id  BLOB    NOT NULL PRIMARY KEY,
  key TEXT    NOT NULL,
  at  INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_key ON attempts (key, at);

-- Log-ins, passwords, addresses: append-only, of no Business Center, so in no chain.
CREATE TABLE account_events (
  id         BLOB    NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  account_id BLOB,
  body       TEXT    NOT NULL,
  client     TEXT    NOT NULL
) STRICT;
CREATE INDEX account_events_by_account ON account_events (account_id, at);
CREATE TRIGGER account_events_are_not_changed BEFORE UPDATE ON account_events
BEGIN SELECT RAISE(ABORT, 'account_events is append-only'); END;
CREATE TRIGGER account_events_are_not_deleted BEFORE DELETE ON account_events
BEGIN SELECT RAISE(ABORT, 'account_events is append-only'); END;
