-- What the people of an organization's cases are called, once more: short records under one key, so that a search by
-- name opens them all. A row goes when the name is written anew, and is made again by the next search.
CREATE TABLE name_index_key (
  organization_id BLOB NOT NULL REFERENCES organization (id),
  generation BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (organization_id, generation)
);

CREATE TABLE name_index (
  case_id BLOB PRIMARY KEY REFERENCES case_file (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  generation BIGINT NOT NULL, -- of the key
  body BLOB NOT NULL
);
CREATE INDEX name_index_organization ON name_index (organization_id, generation);
