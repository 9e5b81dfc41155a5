-- Organizations that hold keys, and who may sign in at them. No person the law protects is in any of these tables.
CREATE TABLE organization (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  public_key BLOB NOT NULL,
  founded_at BIGINT NOT NULL
);
CREATE INDEX organization_region ON organization (region);

CREATE TABLE member (
  id BLOB PRIMARY KEY,
  organization_id BLOB NOT NULL REFERENCES organization (id),
  sign_in TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles BIGINT NOT NULL,
  active BIGINT NOT NULL,
  public_key BLOB NOT NULL,
  locked_key BLOB NOT NULL, -- the private key, locked by the passphrase (vault/passphrase.h)
  added_at BIGINT NOT NULL
);
CREATE INDEX member_organization ON member (organization_id, sign_in);

-- The organization's private key, wrapped to each member.
CREATE TABLE organization_key (
  organization_id BLOB NOT NULL REFERENCES organization (id),
  member_id BLOB NOT NULL REFERENCES member (id),
  wrapped BLOB NOT NULL,
  PRIMARY KEY (organization_id, member_id)
);

-- Failed tries, by a hash of name and peer; of a window of time.
CREATE TABLE sign_in_failure (
  who BLOB PRIMARY KEY,
  failures BIGINT NOT NULL,
  since BIGINT NOT NULL
);

-- Answers to requests that may be sent again. They hold ids, states and times only.
CREATE TABLE remembered_answer (
  request BLOB PRIMARY KEY, -- hash of member, route and Idempotency-Key
  fingerprint BLOB NOT NULL, -- hash of path and body
  status BIGINT NOT NULL,
  location TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX remembered_answer_at ON remembered_answer (at);
