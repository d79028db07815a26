-- Whose Account proposed it, or took it over: a row loses its Account to the one by which somebody comes back.
ALTER TABLE change_requests ADD COLUMN proposer_account_id BLOB REFERENCES accounts (id);
UPDATE change_requests
   SET proposer_account_id = (SELECT p.account_id FROM partners p WHERE p.id = change_requests.proposer_id);
CREATE INDEX change_requests_by_account ON change_requests (proposer_account_id);
