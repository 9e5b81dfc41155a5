-- One part of a case that is opened by itself, under a key of its own. A row is made when something is first written
-- into it or shared of it; until then what was told at the door stands in case_envelope.
CREATE TABLE compartment (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  kind BIGINT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  generation BIGINT NOT NULL, -- of its key
  must_rotate BIGINT NOT NULL, -- somebody who had the key has it no more: the next writer makes a new one
  wrapped BLOB NOT NULL, -- the key, for the organization that holds the case
  body BLOB NOT NULL,
  UNIQUE (case_id, kind)
);

-- The same key for another organization, under a release. Gone with the release, in the same transaction.
CREATE TABLE compartment_wrap (
  id BLOB PRIMARY KEY,
  compartment_id BLOB NOT NULL REFERENCES compartment (id),
  release_id BLOB NOT NULL,
  organization_id BLOB NOT NULL REFERENCES organization (id),
  until BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  UNIQUE (compartment_id, release_id)
);
CREATE INDEX compartment_wrap_release ON compartment_wrap (release_id);
CREATE INDEX compartment_wrap_until ON compartment_wrap (until);
