-- Threads and cases. Outside envelopes stand ids, states, times, a region: nothing that finds a person.
CREATE TABLE thread (
  id BLOB PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  region TEXT NOT NULL,
  state BIGINT NOT NULL,
  step BIGINT NOT NULL,
  step_owner BLOB NOT NULL REFERENCES organization (id),
  step_due BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX thread_region ON thread (region, state, step_due);

CREATE TABLE case_file (
  id BLOB PRIMARY KEY,
  organization_id BLOB NOT NULL REFERENCES organization (id),
  opened_by BLOB NOT NULL REFERENCES member (id),
  thread_id BLOB REFERENCES thread (id),
  state BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX case_file_organization ON case_file (organization_id, opened_at);
CREATE INDEX case_file_thread ON case_file (thread_id);

-- The case's key, wrapped to the organization that holds the case.
CREATE TABLE case_key (
  case_id BLOB NOT NULL REFERENCES case_file (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  wrapped BLOB NOT NULL,
  PRIMARY KEY (case_id, organization_id)
);

-- What was said, sealed under the case's key (vault/envelope.h), bound to its row, column and version.
CREATE TABLE case_envelope (
  case_id BLOB NOT NULL REFERENCES case_file (id),
  column_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (case_id, column_name)
);

-- Services being received. The service is a charter's word, the same for everybody.
CREATE TABLE placement (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  service TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  until_day BIGINT
);
CREATE INDEX placement_case ON placement (case_id, from_day);
