-- In the keyring's own file: which keyring it is, and the nodes that lead to what has not been destroyed
-- (vault/keyring.h).
CREATE TABLE keyring (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  made_at BIGINT NOT NULL
);

CREATE TABLE keyring_node (
  first BIGINT PRIMARY KEY,
  level BIGINT NOT NULL,
  seed BLOB NOT NULL
);
