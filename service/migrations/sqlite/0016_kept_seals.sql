-- The number of the entry whose seal was mailed last: the statement that writes it decides which process mails the next.
ALTER TABLE business_centers ADD COLUMN mailed_to INTEGER NOT NULL DEFAULT 0;

-- The seals of the audit log that left the house, with a mail or an export, and when they did last: the log must have
-- them still.
CREATE TABLE kept_seals (
  center_id BLOB    NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  way       TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  seal      BLOB    NOT NULL,
  at        INTEGER NOT NULL,
  -- Who exported it.
  by_name   TEXT,
  PRIMARY KEY (center_id, way, number, seal),
  CONSTRAINT kept_seals_way CHECK (way IN ('mail', 'export'))
) STRICT;
