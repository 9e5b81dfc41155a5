-- Records whose person is told what happens to them (audit/copies.h), and the public key that the copies are sealed to.
CREATE TABLE audit_copy_key (
  subject_id BLOB PRIMARY KEY,
  public_key BLOB NOT NULL,
  since BIGINT NOT NULL,
  last_number BIGINT NOT NULL
);
-- One entry as the person is told of it. Its time, too, is sealed.
CREATE TABLE audit_copy (
  subject_id BLOB NOT NULL REFERENCES audit_copy_key (subject_id),
  number BIGINT NOT NULL,
  wrapped BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (subject_id, number)
);
