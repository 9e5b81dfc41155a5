-- What the person's own sign-in shows of a case (casework/persons_copy.h), sealed to a key of theirs alone.
CREATE TABLE case_persons_copy (
  case_id BLOB PRIMARY KEY REFERENCES case_file (id),
  public_key BLOB NOT NULL,
  version BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL
);
