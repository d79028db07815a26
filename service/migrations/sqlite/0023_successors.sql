-- Who is responsible for a campaign: whoever created it, or proposed it, until somebody takes over (DOMAIN 5).
ALTER TABLE campaigns RENAME COLUMN owner_id TO responsible_id;
-- When they gave up their access and left it to nobody; since then nobody is responsible.
ALTER TABLE campaigns ADD COLUMN responsible_left_at INTEGER;
DROP INDEX campaigns_by_owner;
-- What a revoke has to hand over: of a deleted one nothing changes any more.
CREATE INDEX campaigns_by_responsible ON campaigns (center_id, responsible_id)
  WHERE responsible_left_at IS NULL AND status <> 'deleted';

-- Who proposed a Change request before it was handed over to whoever proposes it now: no more than these do they decide it.
CREATE TABLE former_proposers (
  request_id BLOB NOT NULL REFERENCES change_requests (id) ON DELETE CASCADE,
  partner_id BLOB NOT NULL REFERENCES partners (id) ON DELETE CASCADE,
  -- Whose row it was: whoever comes back by another Invitation has another one.
  account_id BLOB REFERENCES accounts (id),
  until      INTEGER NOT NULL,
  PRIMARY KEY (request_id, partner_id)
) STRICT;
-- What one revoke handed over.
CREATE INDEX former_proposers_by ON former_proposers (partner_id, until);
