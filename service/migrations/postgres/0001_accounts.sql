-- A person who signs in (DOMAIN 1). What they are called is for people; whom a log-in finds is decided by
-- account_contacts alone.
CREATE TABLE accounts (
  id            UUID    NOT NULL PRIMARY KEY,
  name          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL,
  -- None: times are shown in the Business Center's zone.
  time_zone     TEXT,
  -- When the first of its addresses was proved: who came first founds Business Centers, where sign-up is not open.
  confirmed_at  BIGINT,
  created_at    BIGINT NOT NULL
);

-- DOMAIN 4: several Accounts may claim one address; the first to verify it gets it. 'proved' is what a link that
-- never went through a mail server proves: enough to log in, not to accept another Business Center's Invitation.
CREATE TABLE account_contacts (
  account_id UUID    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind       TEXT    NOT NULL,
  contact    TEXT COLLATE "C"    NOT NULL,
  state      TEXT    NOT NULL,
  since      BIGINT NOT NULL,
  PRIMARY KEY (account_id, contact),
  CONSTRAINT account_contacts_kind CHECK (kind IN ('email', 'phone')),
  CONSTRAINT account_contacts_state CHECK (state IN ('claimed', 'proved', 'verified'))
);
CREATE UNIQUE INDEX account_contacts_one_verified_owner ON account_contacts (contact) WHERE state = 'verified';
CREATE UNIQUE INDEX account_contacts_one_proved_owner ON account_contacts (contact) WHERE state = 'proved';
CREATE INDEX account_contacts_by_contact ON account_contacts (contact);

-- Only a hash of what the cookie holds: a copy of this table opens nothing.
CREATE TABLE sessions (
  id_hash    BYTEA    NOT NULL PRIMARY KEY,
  account_id UUID    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  client     TEXT    NOT NULL,
  user_agent TEXT    NOT NULL,
  CONSTRAINT sessions_id_is_a_hash CHECK (length(id_hash) = 32)
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- Mailed links that confirm an address or set a new password. The token is derived from the id when the mail is
-- sent; only its hash is here.
CREATE TABLE links (
  id           UUID    NOT NULL PRIMARY KEY,
  purpose      TEXT    NOT NULL,
  account_id   UUID    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact      TEXT COLLATE "C"    NOT NULL,
  token_hash   BYTEA    NOT NULL,
  -- The session that made the claim: confirming outside it asks for the password (DOMAIN 9).
  session_hash BYTEA,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  used_at      BIGINT,
  CONSTRAINT links_purpose CHECK (purpose IN ('confirm', 'reset')),
  CONSTRAINT links_token_is_a_hash CHECK (length(token_hash) = 32)
);
CREATE UNIQUE INDEX links_by_token ON links (token_hash);
CREATE INDEX links_by_account ON links (account_id);

-- What is counted against a limit that must survive a restart (DOMAIN 3).
CREATE TABLE attempts (
  id  UUID    NOT NULL PRIMARY KEY,
  key TEXT COLLATE "C"    NOT NULL,
  at  BIGINT NOT NULL
);
CREATE INDEX attempts_by_key ON attempts (key, at);

-- Log-ins, passwords, addresses: append-only, of no Business Center, so in no chain.
CREATE TABLE account_events (
  id         UUID    NOT NULL PRIMARY KEY,
  at         BIGINT NOT NULL,
  account_id UUID,
  body       TEXT    NOT NULL,
  client     TEXT    NOT NULL
);
CREATE INDEX account_events_by_account ON account_events (account_id, at);
CREATE FUNCTION account_events_are_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'account_events is append-only'; END $$;
CREATE TRIGGER account_events_are_not_changed BEFORE UPDATE ON account_events
FOR EACH ROW EXECUTE FUNCTION account_events_are_not_changed();
CREATE FUNCTION account_events_are_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'account_events is append-only'; END $$;
CREATE TRIGGER account_events_are_not_deleted BEFORE DELETE ON account_events
FOR EACH ROW EXECUTE FUNCTION account_events_are_not_deleted();
