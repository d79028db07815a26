-- What access is given to. A key over the Business Center and the id lets other tables point into the same one only.
CREATE UNIQUE INDEX partners_of_center ON partners (center_id, id);
CREATE TABLE assets (
  id               UUID    NOT NULL PRIMARY KEY,
  center_id        UUID    NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  kind             TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  -- Two of one kind with one key are the same.
  name_key         TEXT COLLATE "C"    NOT NULL,
  -- What search looks in and lists are sorted by.
  sort_key         TEXT COLLATE "C"    NOT NULL,
  owner            TEXT    NOT NULL,
  owner_partner_id UUID,
  owner_name       TEXT,
  -- Of an ad account: never changed.
  advertiser_id    TEXT,
  currency         TEXT,
  utc_offset       BIGINT,
  -- Of an audience or a creative.
  ad_account_id    UUID,
  -- Who registered it or changed it last: whoever edits at the same time is told.
  changed_by       TEXT    NOT NULL,
  changed_at       BIGINT NOT NULL,
  CONSTRAINT assets_kind CHECK (kind IN ('ad_account', 'tiktok_account', 'pixel', 'catalog', 'shop', 'lead_form', 'audience', 'creative')),
  CONSTRAINT assets_owner CHECK ((owner = 'this_business' AND owner_partner_id IS NULL AND owner_name IS NULL)
    OR (owner = 'partner' AND owner_partner_id IS NOT NULL AND owner_name IS NULL)
    OR (owner = 'other' AND owner_partner_id IS NULL AND owner_name IS NOT NULL)),
  CONSTRAINT assets_ad_account CHECK ((kind = 'ad_account') = (advertiser_id IS NOT NULL)
    AND (kind = 'ad_account') = (currency IS NOT NULL) AND (kind = 'ad_account') = (utc_offset IS NOT NULL)),
  CONSTRAINT assets_of_ad_account CHECK ((kind IN ('audience', 'creative')) = (ad_account_id IS NOT NULL)),
  FOREIGN KEY (center_id, owner_partner_id) REFERENCES partners (center_id, id)
);
CREATE UNIQUE INDEX assets_of_center ON assets (center_id, id);
ALTER TABLE assets ADD FOREIGN KEY (center_id, ad_account_id) REFERENCES assets (center_id, id);
CREATE UNIQUE INDEX assets_one_name ON assets (center_id, kind, name_key);
CREATE UNIQUE INDEX assets_one_advertiser ON assets (center_id, advertiser_id);
CREATE INDEX assets_by_sort_key ON assets (center_id, sort_key, id);
CREATE INDEX assets_by_ad_account ON assets (center_id, ad_account_id);

-- A named set of Assets: access to it is access to what is in it now and later.
CREATE TABLE asset_groups (
  id        UUID NOT NULL PRIMARY KEY,
  center_id UUID NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  name_key  TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX asset_groups_of_center ON asset_groups (center_id, id);
CREATE UNIQUE INDEX asset_groups_one_name ON asset_groups (center_id, name_key);
CREATE TABLE asset_group_assets (
  center_id UUID NOT NULL,
  group_id  UUID NOT NULL,
  asset_id  UUID NOT NULL,
  PRIMARY KEY (group_id, asset_id),
  FOREIGN KEY (center_id, group_id) REFERENCES asset_groups (center_id, id) ON DELETE CASCADE,
  FOREIGN KEY (center_id, asset_id) REFERENCES assets (center_id, id) ON DELETE CASCADE
);
CREATE INDEX asset_group_assets_by_asset ON asset_group_assets (asset_id);
