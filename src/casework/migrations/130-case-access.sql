-- Whom a person does not want near their record. Ids only: what a row says is that this worker may not see that case.
CREATE TABLE case_blocked (
  case_id BLOB NOT NULL REFERENCES case_file (id),
  member_id BLOB NOT NULL REFERENCES member (id),
  PRIMARY KEY (member_id, case_id)
);
CREATE INDEX case_blocked_case ON case_blocked (case_id);

-- What whoever holds a case is to be told at once: one row for each member and kind, renewed when it happens again.
CREATE TABLE case_alert (
  case_id BLOB NOT NULL REFERENCES case_file (id),
  member_id BLOB NOT NULL REFERENCES member (id), -- who did it
  kind BIGINT NOT NULL, -- casework/blocked.h
  at BIGINT NOT NULL,
  times BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  PRIMARY KEY (case_id, member_id, kind)
);
