-- Access to single Assets and Asset groups. It stays when access ends, so that whoever is invited again starts from it.
CREATE TABLE asset_grants (
  center_id  BLOB    NOT NULL,
  partner_id BLOB    NOT NULL,
  asset_id   BLOB,
  group_id   BLOB,
  role       TEXT    NOT NULL,
  purpose    TEXT,
  ends_at    INTEGER,
  granted_by TEXT    NOT NULL,
  granted_at INTEGER NOT NULL,
  CONSTRAINT asset_grants_target CHECK ((asset_id IS NULL) <> (group_id IS NULL)),
  CONSTRAINT asset_grants_role CHECK (role IN ('analyst', 'operator')),
  FOREIGN KEY (center_id, partner_id) REFERENCES partners (center_id, id) ON DELETE CASCADE,
  FOREIGN KEY (center_id, asset_id) REFERENCES assets (center_id, id) ON DELETE CASCADE,
  FOREIGN KEY (center_id, group_id) REFERENCES asset_groups (center_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX asset_grants_one_asset ON asset_grants (partner_id, asset_id);
CREATE UNIQUE INDEX asset_grants_one_group ON asset_grants (partner_id, group_id);
CREATE INDEX asset_grants_by_asset ON asset_grants (asset_id);
CREATE INDEX asset_grants_by_group ON asset_grants (group_id);
-- Whoever is revoked may own some.
CREATE INDEX assets_by_owner ON assets (owner_partner_id);
