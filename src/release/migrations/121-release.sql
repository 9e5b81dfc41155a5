-- A release of a packet (referral) and one of going on sharing are the same thing: what the person agreed to. What
-- they were read is kept as it was shown.
ALTER TABLE release ADD COLUMN compartments BIGINT NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN giver BIGINT NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE release ADD COLUMN agreed_text TEXT NOT NULL DEFAULT '';
CREATE INDEX release_recipient ON release (recipient, expires_at);

-- Which grant's rules an organization follows when it asks for a release. None: VAWA's.
CREATE TABLE release_rules (
  organization_id BLOB PRIMARY KEY REFERENCES organization (id),
  rules BIGINT NOT NULL
);

-- What another organization has really seen of what was shared: for the person, in plain words.
CREATE TABLE disclosure (
  case_id BLOB NOT NULL REFERENCES case_file (id),
  release_id BLOB NOT NULL REFERENCES release (id),
  recipient BLOB NOT NULL REFERENCES organization (id),
  part BIGINT NOT NULL, -- a compartment's number; 100 a packet
  way BIGINT NOT NULL, -- read, given as a copy
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (release_id, part, way, seen_at)
);
CREATE INDEX disclosure_case ON disclosure (case_id, seen_at);
