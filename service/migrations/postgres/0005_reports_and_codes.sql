-- Addresses that a Business Center mails no more: their owner said so on an Invitation to them (DOMAIN 3).
CREATE TABLE mail_blocks (
  center_id UUID    NOT NULL REFERENCES business_centers (id) ON DELETE CASCADE,
  contact   TEXT    NOT NULL,
  since     BIGINT  NOT NULL,
  PRIMARY KEY (center_id, contact)
);
ALTER TABLE partners ADD COLUMN reported_at BIGINT;

-- The newest one-time code of an Invitation that is reached by a copied link. The code itself is derived from when it
-- was sent, so it stands nowhere.
CREATE TABLE codes (
  partner_id UUID    NOT NULL PRIMARY KEY REFERENCES partners (id) ON DELETE CASCADE,
  sent_at    BIGINT  NOT NULL,
  tries      BIGINT  NOT NULL
);
