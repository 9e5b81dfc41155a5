-- An organization's key pairs follow one another: a new epoch begins when a member is sent away. The public key that
-- stands with the organization is the newest epoch's.
ALTER TABLE organization ADD COLUMN epoch BIGINT NOT NULL DEFAULT 1;

CREATE TABLE organization_epoch (
  organization_id BLOB NOT NULL REFERENCES organization (id),
  epoch BIGINT NOT NULL,
  public_key BLOB NOT NULL,
  previous BLOB, -- the private key of the epoch before, wrapped to this one; none in the first
  opened_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, epoch)
);
INSERT INTO organization_epoch (organization_id, epoch, public_key, opened_at)
  SELECT id, 1, public_key, founded_at FROM organization;

-- Each member's wrap is of the newest epoch's key, which leads to those before. The proof says that who held the
-- organization's key saw this member's public key: nobody can put another in its place before the next epoch.
ALTER TABLE organization_key ADD COLUMN proof BLOB;

-- Somebody was sent away: the next administrator who signs in begins a new epoch.
CREATE TABLE epoch_due (
  organization_id BLOB PRIMARY KEY REFERENCES organization (id),
  since BIGINT NOT NULL
);
