-- Lists of partners that an Admin keeps by name; nobody else sees them.
CREATE TABLE saved_views (
  partner_id BLOB NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,
  query      TEXT NOT NULL,
  PRIMARY KEY (partner_id, name_key)
) STRICT, WITHOUT ROWID;
