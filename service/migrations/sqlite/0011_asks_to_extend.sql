-- When the end of the whole access was set, and when they were last told by mail what ends soon: each warning goes once.
ALTER TABLE partners ADD COLUMN ends_set_at INTEGER;
ALTER TABLE partners ADD COLUMN ends_told_at INTEGER;
-- Of whoever is in, or whose access ended by the clock, asked_at says that they ask for more time; these are their words.
ALTER TABLE partners ADD COLUMN asked_words TEXT;
-- What ends next, in whichever Business Center.
CREATE INDEX partners_ending_next ON partners (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX asset_grants_ending_next ON asset_grants (ends_at) WHERE ends_at IS NOT NULL;
