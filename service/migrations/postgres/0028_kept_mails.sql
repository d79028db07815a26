-- A mail that was kept in a folder, since there was no mail server, was never sent: one that there is later knows nothing of it.
ALTER TABLE outbox DROP CONSTRAINT outbox_state;
ALTER TABLE outbox ADD CONSTRAINT outbox_state CHECK (state IN ('queued', 'sent', 'kept', 'failed', 'dropped'));
