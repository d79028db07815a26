-- Campaigns (DOMAIN 6), as they stand. Money and times are of the ad account: in smallest units of its currency, in its UTC
-- offset.
CREATE TABLE campaigns (
  id            BLOB    NOT NULL PRIMARY KEY,
  center_id     BLOB    NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  ad_account_id BLOB    NOT NULL,
  name          TEXT    NOT NULL,
  -- What search looks in and lists are sorted by.
  sort_key      TEXT    NOT NULL,
  objective     TEXT    NOT NULL,
  budget_kind   TEXT    NOT NULL,
  budget        INTEGER,
  starts_at     INTEGER NOT NULL,
  ends_at       INTEGER,
  status        TEXT    NOT NULL,
  note          TEXT,
  -- Of what stands; whoever saves says which one they saw.
  version       INTEGER NOT NULL,
  -- Who answers for it.
  owner_id      BLOB    NOT NULL,
  saved_by      TEXT    NOT NULL,
  saved_at      INTEGER NOT NULL,
  CONSTRAINT campaigns_objective CHECK (objective IN ('reach', 'traffic', 'video_views', 'community_interaction', 'app_promotion',
    'lead_generation', 'website_conversions', 'product_sales')),
  CONSTRAINT campaigns_budget CHECK (budget_kind IN ('daily', 'lifetime', 'no_limit') AND (budget_kind = 'no_limit') = (budget IS NULL)
    AND (budget IS NULL OR budget BETWEEN 0 AND 9007199254740992)),
  CONSTRAINT campaigns_ends_after_start CHECK (ends_at IS NULL OR ends_at > starts_at),
  CONSTRAINT campaigns_status CHECK (status IN ('active', 'paused', 'deleted')),
  CONSTRAINT campaigns_version CHECK (version > 0),
  FOREIGN KEY (center_id, ad_account_id) REFERENCES assets (center_id, id),
  FOREIGN KEY (center_id, owner_id) REFERENCES partners (center_id, id)
) STRICT;
CREATE UNIQUE INDEX campaigns_of_center ON campaigns (center_id, id);
CREATE INDEX campaigns_by_name ON campaigns (center_id, sort_key, id);
CREATE INDEX campaigns_by_start ON campaigns (center_id, starts_at, id);
CREATE INDEX campaigns_by_saved ON campaigns (center_id, saved_at, id);
CREATE INDEX campaigns_by_ad_account ON campaigns (center_id, ad_account_id);
CREATE INDEX campaigns_by_owner ON campaigns (center_id, owner_id);

-- Every version, the one that stands among them; never changed.
CREATE TABLE campaign_versions (
  campaign_id BLOB    NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL,
  -- As the audit log tells it.
  body        TEXT    NOT NULL,
  saved_by    TEXT    NOT NULL,
  saved_at    INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, version)
) STRICT;
