-- Change requests (DOMAIN 6): what a Standard Operator proposes and an Admin decides. Money and times as in campaigns.
CREATE TABLE change_requests (
  id            BLOB NOT NULL PRIMARY KEY,
  center_id     BLOB NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  ad_account_id BLOB NOT NULL,
  -- What it changes, or what came of it; none of a new one before it is approved.
  campaign_id   BLOB,
  -- The version it was made from; none of a new one.
  base_version  INTEGER,
  proposer_id   BLOB NOT NULL,
  -- The campaign as proposed, as the audit log tells it.
  body          TEXT   NOT NULL,
  -- Of the body and what it was made from: whoever decides brings back the one of what they saw.
  content_hash  BLOB NOT NULL,
  -- Why, in the words of whoever proposes it.
  reason        TEXT,
  state         TEXT   NOT NULL,
  proposed_at   INTEGER NOT NULL,
  -- When it was last edited; the same before that.
  edited_at     INTEGER NOT NULL,
  -- Whoever approved or rejected it, when, and their words; of a withdrawn one only when.
  decided_by    BLOB,
  decided_at    INTEGER,
  answer        TEXT,
  CONSTRAINT change_requests_state CHECK (state IN ('waiting', 'approved', 'rejected', 'withdrawn')),
  CONSTRAINT change_requests_decided CHECK ((state = 'waiting') = (decided_at IS NULL)
    AND (state IN ('approved', 'rejected')) = (decided_by IS NOT NULL)),
  CONSTRAINT change_requests_not_own CHECK (decided_by IS NULL OR decided_by <> proposer_id),
  CONSTRAINT change_requests_rejected_with_words CHECK (state <> 'rejected' OR answer IS NOT NULL),
  CONSTRAINT change_requests_base CHECK (base_version IS NULL OR campaign_id IS NOT NULL),
  FOREIGN KEY (center_id, ad_account_id) REFERENCES assets (center_id, id),
  FOREIGN KEY (campaign_id) REFERENCES campaigns (id) ON DELETE CASCADE,
  FOREIGN KEY (center_id, proposer_id) REFERENCES partners (center_id, id)
) STRICT;
CREATE INDEX change_requests_by_state ON change_requests (center_id, state, edited_at, id);
CREATE INDEX change_requests_by_proposer ON change_requests (center_id, proposer_id, state);
CREATE INDEX change_requests_by_campaign ON change_requests (campaign_id);
CREATE INDEX change_requests_by_ad_account ON change_requests (center_id, ad_account_id);
-- One campaign has one of the same partner that waits.
CREATE UNIQUE INDEX change_requests_waiting_once ON change_requests (campaign_id, proposer_id) WHERE state = 'waiting';

-- What is said about one, by whoever proposed it and by Admins.
CREATE TABLE change_request_comments (
  id         BLOB NOT NULL PRIMARY KEY,
  request_id BLOB NOT NULL REFERENCES change_requests (id) ON DELETE CASCADE,
  partner_id BLOB NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  words      TEXT   NOT NULL,
  said_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX change_request_comments_of ON change_request_comments (request_id, said_at, id);
CREATE INDEX change_request_comments_by ON change_request_comments (partner_id);

-- The Change request that a version came of.
ALTER TABLE campaign_versions ADD COLUMN change_request_id BLOB;
