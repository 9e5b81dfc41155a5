-- Break-glass: in an emergency, contact and medical alert of a record, for an hour, for one colleague who may not open
-- it otherwise. Asked for by one person and opened by another, or by a supervisor alone; looked at afterwards.
CREATE TABLE glass (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  asked_by BLOB NOT NULL REFERENCES member (id),
  reason BIGINT NOT NULL, -- casework/glass.h
  asked_at BIGINT NOT NULL,
  words_key BLOB, -- what the asker added: sealed to the organization
  words BLOB,
  opened_by BLOB REFERENCES member (id),
  opened_at BIGINT,
  until BIGINT NOT NULL, -- of the request while nobody has opened it, then of the hour
  ended BIGINT NOT NULL, -- set once by the clock: a clock that is set back opens nothing again
  reviewed_by BLOB REFERENCES member (id),
  reviewed_at BIGINT,
  was_right BIGINT,
  review_key BLOB,
  review BLOB
);
CREATE INDEX glass_case ON glass (case_id, asked_by);
CREATE INDEX glass_until ON glass (ended, until);
