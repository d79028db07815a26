-- What somebody typed about a campaign and could not save, since an ad account of their own is missing for it (DOMAIN 6).
CREATE TABLE campaign_drafts (
  partner_id BLOB NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  -- What the form was about: 'new', 'campaign:' or 'request:' and the id.
  subject    TEXT NOT NULL,
  -- The name that was typed.
  name       TEXT NOT NULL,
  -- The form as it was sent.
  body       TEXT NOT NULL,
  kept_at    INTEGER NOT NULL,
  PRIMARY KEY (partner_id, subject)
) STRICT;
