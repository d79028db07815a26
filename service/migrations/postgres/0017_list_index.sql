-- All that the list of partners is ordered, searched, filtered and counted by: who is not shown is never looked at whole.
DROP INDEX partners_by_sort_key;
CREATE INDEX partners_by_sort_key
    ON partners (center_id, sort_key, id, search_key, kind, level, modules, state, state_at, invitation_expires_at, ends_at,
                 seen_at, organisation_id);
