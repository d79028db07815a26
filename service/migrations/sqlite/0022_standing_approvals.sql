-- Standing approvals (DOMAIN 1): what an Admin approves ahead, for one Operator and ad account. Money and times as in campaigns.
CREATE TABLE standing_approvals (
  id            BLOB NOT NULL PRIMARY KEY,
  center_id     BLOB NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  operator_id   BLOB NOT NULL,
  ad_account_id BLOB NOT NULL,
  giver_id      BLOB NOT NULL,
  -- Of what budgets are raised by in one day of the ad account, daily and lifetime ones apart.
  ceiling       INTEGER NOT NULL,
  given_at      INTEGER NOT NULL,
  -- The first moment after its last day.
  ends_at       INTEGER NOT NULL,
  -- When it was ended, by whom, and by which change; by nobody: the access that it stands on was changed, or its day came.
  ended_at      INTEGER,
  ended_by      BLOB,
  ended_change  INTEGER,
  CONSTRAINT standing_approvals_ceiling CHECK (ceiling >= 0),
  CONSTRAINT standing_approvals_not_own CHECK (giver_id <> operator_id),
  CONSTRAINT standing_approvals_ended CHECK ((ended_at IS NULL) = (ended_change IS NULL) AND (ended_by IS NULL OR ended_at IS NOT NULL)),
  FOREIGN KEY (center_id, operator_id) REFERENCES partners (center_id, id),
  FOREIGN KEY (center_id, giver_id) REFERENCES partners (center_id, id),
  FOREIGN KEY (center_id, ad_account_id) REFERENCES assets (center_id, id)
) STRICT;
CREATE UNIQUE INDEX standing_approvals_one ON standing_approvals (operator_id, ad_account_id) WHERE ended_at IS NULL;
CREATE INDEX standing_approvals_of ON standing_approvals (center_id, operator_id);
CREATE INDEX standing_approvals_by_giver ON standing_approvals (center_id, giver_id);
CREATE INDEX standing_approvals_by_ad_account ON standing_approvals (center_id, ad_account_id);

-- The Standing approval that approved a Change request, and how much it took of the ceiling.
ALTER TABLE change_requests ADD COLUMN standing_approval_id BLOB REFERENCES standing_approvals (id);
ALTER TABLE change_requests ADD COLUMN raised INTEGER;
CREATE INDEX change_requests_approved_ahead ON change_requests (standing_approval_id) WHERE standing_approval_id IS NOT NULL;

-- How many count: where none does, a change has none to look at.
ALTER TABLE business_centers ADD COLUMN standing_approvals INTEGER NOT NULL DEFAULT 0;
