-- The one Business Center of the demo a thousand times over, with everybody in it: four million partners.
-- The ids of a copy are told by its number, so that what points to each other still does.
SET session_replication_role = replica;

-- Indexes are built at the end, not row by row.
CREATE TEMPORARY TABLE built_later AS
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i
 WHERE i.indrelid = 'partners'::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid);
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM built_later LOOP EXECUTE 'DROP INDEX ' || one.name; END LOOP;
END $$;

INSERT INTO business_centers
SELECT (jsonb_populate_record(c, jsonb_build_object('id', md5(n || c.id::text)::uuid, 'slug', c.slug || '-' || n))).*
  FROM business_centers c, generate_series(1, 999) n;

INSERT INTO organisations
SELECT (jsonb_populate_record(o, jsonb_build_object(
         'id', md5(n || o.id::text)::uuid, 'center_id', md5(n || o.center_id::text)::uuid))).*
  FROM organisations o, generate_series(1, 999) n;

INSERT INTO partners
SELECT (jsonb_populate_record(p, jsonb_build_object(
         'id', md5(n || p.id::text)::uuid,
         'center_id', md5(n || p.center_id::text)::uuid,
         'organisation_id', md5(n || p.organisation_id::text)::uuid,
         'invited_by', md5(n || p.invited_by::text)::uuid,
         'token_hash', sha256(convert_to(n || p.token_hash::text, 'UTF8'))))).*
  FROM partners p, generate_series(1, 999) n;

SET maintenance_work_mem = '1GB';
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM built_later LOOP EXECUTE one.definition; END LOOP;
END $$;

VACUUM ANALYZE;
