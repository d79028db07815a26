-- The one Business Center of the demo a thousand times over, with everybody in it and what they are given: four million
-- partners.
-- The ids of a copy are told by its number, so that what points to each other still does.
SET session_replication_role = replica;

-- Indexes are built at the end, not row by row.
CREATE TEMPORARY TABLE built_later AS
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i
 WHERE i.indrelid IN ('partners'::regclass, 'asset_grants'::regclass)
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid);
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM built_later LOOP EXECUTE 'DROP INDEX ' || one.name; END LOOP;
END $$;

-- All columns of a table as they are, but those that are given: `t` is the row, `n` the number of the copy.
CREATE FUNCTION pg_temp.copies(source regclass, changed jsonb) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE (SELECT format('INSERT INTO %1$s (%2$s) SELECT %3$s FROM generate_series(1, 999) n, (SELECT * FROM %1$s) t', source,
                         string_agg(quote_ident(attname), ', ' ORDER BY attnum),
                         string_agg(coalesce(changed ->> attname, 't.' || quote_ident(attname)), ', ' ORDER BY attnum))
             FROM pg_attribute
            WHERE attrelid = source AND attnum > 0 AND NOT attisdropped AND attgenerated = '');
END $$;

SELECT pg_temp.copies('business_centers', '{"id": "md5(n || t.id::text)::uuid", "slug": "t.slug || ''-'' || n"}');
SELECT pg_temp.copies('organisations', '{"id": "md5(n || t.id::text)::uuid", "center_id": "md5(n || t.center_id::text)::uuid"}');
SELECT pg_temp.copies('partners', '{
  "id": "md5(n || t.id::text)::uuid",
  "center_id": "md5(n || t.center_id::text)::uuid",
  "organisation_id": "md5(n || t.organisation_id::text)::uuid",
  "invited_by": "md5(n || t.invited_by::text)::uuid",
  "link_state_by": "md5(n || t.link_state_by::text)::uuid",
  "token_hash": "sha256(convert_to(n || t.token_hash::text, ''UTF8''))"}');
SELECT pg_temp.copies('assets', '{
  "id": "md5(n || t.id::text)::uuid",
  "center_id": "md5(n || t.center_id::text)::uuid",
  "owner_partner_id": "md5(n || t.owner_partner_id::text)::uuid",
  "ad_account_id": "md5(n || t.ad_account_id::text)::uuid"}');
SELECT pg_temp.copies('asset_groups', '{"id": "md5(n || t.id::text)::uuid", "center_id": "md5(n || t.center_id::text)::uuid"}');
SELECT pg_temp.copies('asset_group_assets', '{
  "center_id": "md5(n || t.center_id::text)::uuid",
  "group_id": "md5(n || t.group_id::text)::uuid",
  "asset_id": "md5(n || t.asset_id::text)::uuid"}');
SELECT pg_temp.copies('asset_grants', '{
  "center_id": "md5(n || t.center_id::text)::uuid",
  "partner_id": "md5(n || t.partner_id::text)::uuid",
  "asset_id": "md5(n || t.asset_id::text)::uuid",
  "group_id": "md5(n || t.group_id::text)::uuid"}');

SET maintenance_work_mem = '1GB';
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM built_later LOOP EXECUTE one.definition; END LOOP;
END $$;

VACUUM ANALYZE;
