-- A person's own sign-in to one case: off until whoever holds the case opens it together with them. The name is one
-- that the program offers and says nothing of anybody.
CREATE TABLE persons_door (
  case_id BLOB PRIMARY KEY REFERENCES case_file (id),
  id BLOB NOT NULL UNIQUE,
  sign_in TEXT NOT NULL UNIQUE,
  locked_key BLOB NOT NULL, -- the person's own key, locked by their passphrase
  wrapped BLOB NOT NULL,    -- the key that opens what is kept for them, wrapped to that; its number goes with the door
  opened_at BIGINT NOT NULL
);
