-- In the main database: which keyring its wraps were made with.
CREATE TABLE keyring_bound (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  keyring BLOB NOT NULL
);

-- Numbers of wraps that were deleted, until the keyring has destroyed them.
CREATE TABLE wrap_to_destroy (
  number BIGINT PRIMARY KEY
);
