-- What the person agreed to: who may know what, why, how they said so, until when.
CREATE TABLE release (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  from_organization BLOB NOT NULL REFERENCES organization (id),
  recipient BLOB NOT NULL REFERENCES organization (id),
  categories BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  consent BIGINT NOT NULL,
  given_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX release_case ON release (case_id);

CREATE TABLE referral (
  id BLOB PRIMARY KEY,
  thread_id BLOB NOT NULL REFERENCES thread (id),
  case_id BLOB NOT NULL REFERENCES case_file (id),
  release_id BLOB NOT NULL REFERENCES release (id),
  from_organization BLOB NOT NULL REFERENCES organization (id),
  from_member BLOB NOT NULL REFERENCES member (id),
  to_organization BLOB NOT NULL REFERENCES organization (id),
  service_id BLOB NOT NULL REFERENCES directory_service (id),
  beds BIGINT NOT NULL,
  place BIGINT NOT NULL, -- on the agreed list, 0 first
  state BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  asked_at BIGINT,
  hold_id BLOB,
  hold_until BIGINT,
  answered_at BIGINT,
  reason BIGINT,
  question_open BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX referral_thread ON referral (thread_id, created_at, place);
CREATE INDEX referral_case ON referral (case_id);
CREATE INDEX referral_inbox ON referral (to_organization, state, asked_at);
CREATE INDEX referral_due ON referral (state, hold_until);

-- The minimum the recipient must know, sealed to it alone. Gone when its referral ends without acceptance.
CREATE TABLE packet (
  referral_id BLOB PRIMARY KEY REFERENCES referral (id),
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL
);

-- Questions and answers, sealed to both sides.
CREATE TABLE referral_message (
  id BLOB PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral (id),
  from_organization BLOB NOT NULL REFERENCES organization (id),
  sent_at BIGINT NOT NULL,
  wrapped_from BLOB NOT NULL,
  wrapped_to BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX referral_message_referral ON referral_message (referral_id, sent_at);

-- Where to go, once accepted: sealed to the organization that asked.
CREATE TABLE referral_address (
  referral_id BLOB PRIMARY KEY REFERENCES referral (id),
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL
);
