-- Up to when the clock has freed the seats that `standards` counts: whoever's access ended until then is counted no more,
-- whoever's ended since then still is.
ALTER TABLE business_centers ADD COLUMN counted_at INTEGER NOT NULL DEFAULT 0;
