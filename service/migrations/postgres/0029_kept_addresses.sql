-- That the address of an Invitation is right, whatever looks mistyped about it: said by an Admin, then.
ALTER TABLE partners ADD COLUMN address_kept_at BIGINT;
