-- The open invitations of whoever sent them: a revoke and an edit name them.
CREATE INDEX partners_sent ON partners (invited_by) WHERE state = 'invited';
