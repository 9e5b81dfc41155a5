-- A person agreed that other organizations may be asked whether they help the same person, and that theirs may answer.
-- What is compared is sealed, and its key is gone when it ends.
CREATE TABLE match_agreed (
  id BLOB PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES case_file (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  how BIGINT NOT NULL,
  giver BIGINT NOT NULL,
  language TEXT NOT NULL,
  agreed_text TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX match_agreed_case ON match_agreed (case_id);
CREATE INDEX match_agreed_organization ON match_agreed (organization_id, expires_at);

-- One organization asks another about one person. It tells that it was asked, and nothing of what came of it.
CREATE TABLE match_ask (
  id BLOB PRIMARY KEY,
  agreed_id BLOB NOT NULL REFERENCES match_agreed (id),
  from_organization BLOB NOT NULL REFERENCES organization (id),
  to_organization BLOB NOT NULL REFERENCES organization (id),
  state BIGINT NOT NULL, -- same_person/ask.h
  asked_at BIGINT NOT NULL,
  answered_at BIGINT
);
CREATE INDEX match_ask_from ON match_ask (from_organization, asked_at);
CREATE INDEX match_ask_to ON match_ask (to_organization, state);
CREATE INDEX match_ask_agreed ON match_ask (agreed_id);

-- What the two tell each other and keep for themselves, each sealed to the one it is for, each of one length.
CREATE TABLE match_message (
  ask_id BLOB NOT NULL REFERENCES match_ask (id),
  step BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (ask_id, step)
);
