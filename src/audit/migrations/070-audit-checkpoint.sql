-- Signed heads of the log, and what witnesses said of them (audit/checkpoint.h). What is said stays said.
CREATE TABLE audit_checkpoint (
  size BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  note TEXT NOT NULL
);
CREATE TABLE audit_cosignature (
  size BIGINT NOT NULL REFERENCES audit_checkpoint (size),
  witness TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (size, witness)
);
-- only sqlite
CREATE TRIGGER audit_checkpoint_kept BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_checkpoint_stays BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- end
-- only postgresql
CREATE TRIGGER audit_checkpoint_kept BEFORE UPDATE OR DELETE ON audit_checkpoint
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
-- end
