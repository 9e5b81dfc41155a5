-- What members prove who they are with, and what unlocks their keys: one row a credential. The key that a passphrase
-- locked stood in member.locked_key before; it opens where it is moved to, for it is bound to the member.
CREATE TABLE credential (
  id BLOB PRIMARY KEY,
  member_id BLOB NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL, -- access/credential.h
  label TEXT NOT NULL, -- the member's own word for it
  locked_key BLOB, -- the member's private key; none where it is a second factor only
  sealed BLOB, -- a secret of its own, wrapped to the member's key (TOTP)
  handle BLOB, -- what the other side calls it (WebAuthn's credential id)
  data BLOB, -- of its kind, not secret (WebAuthn's public key)
  counter BIGINT NOT NULL, -- what was shown last: never the same again
  added_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX credential_member ON credential (member_id, added_at);
CREATE UNIQUE INDEX credential_handle ON credential (kind, handle);
CREATE UNIQUE INDEX credential_one_of_kind ON credential (member_id, kind)
  WHERE kind IN ('passphrase', 'recovery_code', 'totp');

INSERT INTO credential (id, member_id, kind, label, locked_key, counter, added_at)
  SELECT id, id, 'passphrase', '', locked_key, 0, added_at FROM member WHERE active = 1;
ALTER TABLE member DROP COLUMN locked_key;

-- An organization that asks a second factor of its members, and from when on nobody gets in without.
CREATE TABLE second_factor_rule (
  organization_id BLOB PRIMARY KEY REFERENCES organization (id),
  since BIGINT NOT NULL
);
