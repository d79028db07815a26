-- Whose access ends by the clock: few, and counted whenever a seat is asked for.
CREATE INDEX partners_ending ON partners (center_id, ends_at) WHERE ends_at IS NOT NULL;
