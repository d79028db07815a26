-- Which entries of the audit log tell of which Partner: their page shows how it came to what they have.
CREATE TABLE audit_about (
  center_id  BLOB    NOT NULL,
  partner_id BLOB    NOT NULL,
  number     INTEGER NOT NULL,
  PRIMARY KEY (center_id, partner_id, number)
) STRICT;
