-- What a law or a court demanded: two people, and whether the person was told. Whom, by which law and what was told is
-- sealed to the organization.
CREATE TABLE mandated (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  demand BIGINT NOT NULL,
  state BIGINT NOT NULL,
  prepared_by BLOB NOT NULL REFERENCES member (id),
  prepared_at BIGINT NOT NULL,
  decided_by BLOB REFERENCES member (id),
  decided_at BIGINT,
  notice BIGINT NOT NULL,
  notice_at BIGINT,
  version BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX mandated_case ON mandated (case_id, prepared_at);
CREATE INDEX mandated_waiting ON mandated (organization_id, state);
