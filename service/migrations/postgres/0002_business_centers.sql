-- The workspace of one business. Every change takes this row first, so its writers queue on both engines.
CREATE TABLE business_centers (
  id         UUID    NOT NULL PRIMARY KEY,
  slug       TEXT COLLATE "C"    NOT NULL,
  name       TEXT    NOT NULL,
  time_zone  TEXT    NOT NULL,
  founded_by UUID    NOT NULL,
  copy_link  BOOLEAN NOT NULL,
  -- The change number: raised by each change, also the number of its audit entry.
  change     BIGINT NOT NULL,
  -- The seal of the newest audit entry.
  seal       BYTEA    NOT NULL,
  -- Members of each level. Even wrong code can't commit a 21st Admin, or a Business Center without one (DOMAIN 2).
  admins     BIGINT NOT NULL,
  standards  BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT business_centers_admins CHECK (admins BETWEEN 1 AND 20),
  CONSTRAINT business_centers_standards CHECK (standards BETWEEN 0 AND 3999)
);
CREATE UNIQUE INDEX business_centers_by_slug ON business_centers (slug);
CREATE INDEX business_centers_by_founder ON business_centers (founded_by);

-- A company that Partners belong to: a row of its own, so that all its people can be seen together.
CREATE TABLE organisations (
  id        UUID NOT NULL PRIMARY KEY,
  center_id UUID NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  name_key  TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX organisations_one_name ON organisations (center_id, name_key);

-- Whoever is in a Business Center, was, or is invited to it, with the newest Invitation and the Grant.
CREATE TABLE partners (
  id                    UUID    NOT NULL PRIMARY KEY,
  center_id             UUID    NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  contact_kind          TEXT    NOT NULL,
  contact               TEXT COLLATE "C"    NOT NULL,
  -- Set while they are in; what they were called here stays.
  account_id            UUID    REFERENCES accounts (id),
  name                  TEXT,
  -- Folded name, or the contact while there is none: the order of the list.
  sort_key              TEXT COLLATE "C"    NOT NULL,
  -- Folded name, contact and organisation: what search looks in.
  search_key            TEXT COLLATE "C"    NOT NULL,
  organisation_id       UUID    REFERENCES organisations (id),
  -- None for the founder, who came by no Invitation.
  kind                  TEXT,
  level                 TEXT    NOT NULL,
  -- One bit for each Module of a Standard Grant, in the order of DOMAIN 1.
  modules               BIGINT NOT NULL,
  -- What happened last. Expired and ended are told by the clock, never written.
  state                 TEXT    NOT NULL,
  state_at              BIGINT NOT NULL,
  invited_by            UUID    REFERENCES partners (id),
  invited_at            BIGINT,
  invitation_expires_at BIGINT,
  -- Raised by each Resend and Change address; the token is derived from it.
  invitation_version    BIGINT NOT NULL,
  token_hash            BYTEA,
  -- The second link of Copy link, which does not prove the address.
  copied_token_hash     BYTEA,
  note                  TEXT,
  -- The holder of an expired link asked for a new one.
  asked_at              BIGINT,
  -- The end of the whole access (DOMAIN 5).
  ends_at               BIGINT,
  seen_at               BIGINT,
  mail_id               UUID,
  CONSTRAINT partners_contact_kind CHECK (contact_kind IN ('email', 'phone')),
  CONSTRAINT partners_kind CHECK (kind IN ('agency', 'manager', 'employee', 'influencer', 'client')),
  CONSTRAINT partners_level CHECK (level IN ('admin', 'standard')),
  CONSTRAINT partners_modules CHECK (modules BETWEEN 0 AND 31),
  CONSTRAINT partners_state CHECK (state IN ('invited', 'active', 'declined', 'cancelled', 'revoked')),
  CONSTRAINT partners_active_has_an_account CHECK (state <> 'active' OR account_id IS NOT NULL),
  CONSTRAINT partners_invited_has_a_link CHECK (state <> 'invited' OR (token_hash IS NOT NULL AND invitation_expires_at IS NOT NULL)),
  CONSTRAINT partners_token_is_a_hash CHECK (token_hash IS NULL OR length(token_hash) = 32),
  CONSTRAINT partners_copied_token_is_a_hash CHECK (copied_token_hash IS NULL OR length(copied_token_hash) = 32),
  CONSTRAINT partners_admin_has_no_end CHECK (level <> 'admin' OR ends_at IS NULL)
);
-- DOMAIN 3: one Contact has at most one row in a Business Center, whatever its state.
CREATE UNIQUE INDEX partners_one_row_per_contact ON partners (center_id, contact);
CREATE UNIQUE INDEX partners_one_row_per_account ON partners (center_id, account_id);
CREATE UNIQUE INDEX partners_by_token ON partners (token_hash);
CREATE UNIQUE INDEX partners_by_copied_token ON partners (copied_token_hash);
CREATE INDEX partners_by_sort_key ON partners (center_id, sort_key, id);
CREATE INDEX partners_by_account ON partners (account_id);
CREATE INDEX partners_open ON partners (center_id, level, invitation_expires_at) WHERE state = 'invited';
