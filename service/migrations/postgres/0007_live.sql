-- Every process hears of each committed change. The seal is written by what is committed with an audit entry, and by
-- nothing else.
CREATE FUNCTION business_center_has_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('keyholder_change', NEW.id || ' ' || NEW.change); RETURN NULL; END $$;
CREATE TRIGGER business_center_has_changed AFTER UPDATE OF seal ON business_centers
FOR EACH ROW EXECUTE FUNCTION business_center_has_changed();
