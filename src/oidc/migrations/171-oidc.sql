-- Organizations' identity providers. No secret: we are a public client.
CREATE TABLE provider (
  id BLOB PRIMARY KEY,
  organization_id BLOB NOT NULL REFERENCES organization (id),
  issuer TEXT NOT NULL,
  client TEXT NOT NULL,
  hash_number BIGINT NOT NULL, -- of the keyring's share under which subjects are hashed
  set_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX provider_organization ON provider (organization_id);

-- Which of a provider's accounts is whose.
CREATE TABLE provider_link (
  member_id BLOB PRIMARY KEY REFERENCES member (id),
  provider_id BLOB NOT NULL REFERENCES provider (id),
  subject BLOB NOT NULL, -- HMAC-SHA256 of what the provider calls them
  since BIGINT NOT NULL,
  used_at BIGINT
);
CREATE UNIQUE INDEX provider_link_subject ON provider_link (provider_id, subject);
