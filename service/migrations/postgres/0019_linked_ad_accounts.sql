-- The ad account of their own that a partner linked (DOMAIN 6), and how it stands: as it was linked, or as an Admin set it.
ALTER TABLE partners ADD COLUMN linked_advertiser_id TEXT;
ALTER TABLE partners ADD COLUMN linked_at BIGINT;
ALTER TABLE partners ADD COLUMN link_state_by UUID REFERENCES partners (id)
  CONSTRAINT partners_link_is_set_by_another CHECK (link_state_by <> id);
ALTER TABLE partners ADD COLUMN link_state_at BIGINT
  CONSTRAINT partners_link_is_set_by_somebody CHECK ((link_state_at IS NULL) = (link_state_by IS NULL));
ALTER TABLE partners ADD COLUMN link_state TEXT
  CONSTRAINT partners_link_state CHECK (link_state IN ('approved', 'in_review', 'disapproved', 'suspended', 'disabled'))
  CONSTRAINT partners_link_is_whole CHECK ((link_state IS NULL) = (linked_advertiser_id IS NULL)
                                           AND (link_state IS NULL) = (linked_at IS NULL))
  CONSTRAINT partners_link_starts_in_review CHECK (link_state_by IS NOT NULL OR link_state = 'in_review')
  CONSTRAINT partners_founder_links_none CHECK (link_state IS NULL OR invited_at IS NOT NULL);
-- Who linked the same one.
CREATE INDEX partners_by_linked ON partners (center_id, linked_advertiser_id) WHERE linked_advertiser_id IS NOT NULL;
-- What the Admins have to look at.
CREATE INDEX partners_link_in_review ON partners (center_id, linked_at) WHERE link_state = 'in_review';
