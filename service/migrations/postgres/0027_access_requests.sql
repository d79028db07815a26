-- Access requests (DOMAIN 1): what a partner asks for, and what an Admin answered.
CREATE TABLE access_requests (
  id          UUID NOT NULL PRIMARY KEY,
  center_id   UUID NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  partner_id  UUID NOT NULL,
  -- What is asked for, and what makes it one and the same.
  ask         TEXT NOT NULL,
  ask_key     TEXT NOT NULL,
  -- Why, in the words of whoever asks.
  words       TEXT,
  state       TEXT NOT NULL,
  asked_at    BIGINT NOT NULL,
  -- The Admin who answered, when, and the words of a no.
  answered_by UUID,
  answered_at BIGINT,
  answer      TEXT,
  CONSTRAINT access_requests_state CHECK (state IN ('waiting', 'granted', 'declined')),
  CONSTRAINT access_requests_answered CHECK ((state = 'waiting') = (answered_at IS NULL)),
  CONSTRAINT access_requests_declined_with_words CHECK ((state = 'declined') = (answer IS NOT NULL)),
  FOREIGN KEY (center_id, partner_id) REFERENCES partners (center_id, id) ON DELETE CASCADE
);
CREATE INDEX access_requests_by_state ON access_requests (center_id, state, asked_at, id);
CREATE INDEX access_requests_by_partner ON access_requests (partner_id, asked_at);
-- The same is asked for once at a time.
CREATE UNIQUE INDEX access_requests_waiting_once ON access_requests (partner_id, ask_key) WHERE state = 'waiting';
